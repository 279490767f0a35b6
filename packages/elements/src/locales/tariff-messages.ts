import type { Tariff } from '@kabinet/api';
import type { AccountMeasures, Zone } from '@kabinet/rules';
import type { StateText } from './messages.js';

/** The tariff lookup's answer. Values in the arguments are formatted for the language already. */
export interface TariffLookupMessages {
  readonly heading: string;
  /** About the customer's own account. */
  readonly headingOwn: string;
  /** The answer is for another day than today. */
  readonly asOf: (date: string) => string;
  readonly service: string;
  readonly place: string;
  readonly placeHint: string;
  readonly placeClear: string;
  /** Former names of a place. */
  readonly formerly: (names: string) => string;
  /** Above questions that a chosen place would answer. */
  readonly placeOr: string;
  readonly answerFirst: string;
  /** Some prices do not depend on the answer: they are shown below. */
  readonly answerRest: string;
  readonly placeFirst: string;
  readonly since: (date: string) => string;
  readonly fromTo: (from: string, to: string) => string;
  /** `за 1 кВт·год` */
  readonly perUnits: (quantity: string) => string;
  readonly perBasis: Readonly<Record<Exclude<Tariff['basis'], 'use'>, string>>;
  readonly vatIncluded: string;
  readonly vatNone: string;
  readonly first: (quantity: string) => string;
  readonly between: (from: string, to: string) => string;
  readonly above: (quantity: string) => string;
  readonly rest: string;
  /** Of a price for the whole volume of a month that uses no more. */
  readonly upTo: (quantity: string) => string;
  readonly moreThan: (quantity: string) => string;
  readonly each: (price: string) => string;
  readonly forWhole: (price: string) => string;
  /** A kind of meter, by how many zones it tells apart. */
  readonly meter: (zones: number) => string;
  /** When a zone's price is: `уночі`. */
  readonly inZone: Readonly<Record<Zone, string>>;
  readonly hours: (from: string, to: string) => string;
  readonly allDay: string;
  readonly everyYear: (from: string, to: string) => string;
  readonly billedBy: (company: string) => string;
  readonly noneToday: (date: string) => StateText;
  readonly empty: StateText;
  readonly change: string;
  readonly noChange: string;
  readonly dearer: (sum: string, percent: string | null) => string;
  readonly cheaper: (sum: string, percent: string | null) => string;
  readonly samePrice: string;
  /** Of what is announced: no difference would be true. */
  readonly otherRule: string;
  /** The table's caption: for how much the prices are. */
  readonly prices: (per: string) => string;
  readonly zonePrices: string;
  readonly meterKind: string;
  readonly condition: string;
  readonly when: string;
  readonly gross: string;
  readonly net: string;
  readonly vat: (percent: string) => string;
  readonly unit: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly season: string;
  readonly source: string;
  readonly benefits: string;
  readonly benefitPercent: (percent: string, upTo: string | null) => string;
  readonly benefitMoney: (sum: string) => string;
  readonly benefitVolume: (quantity: string) => string;
  readonly history: string;
  readonly calculator: string;
}

/** A field that finds what is typed into it in a list. */
export interface ComboboxMessages {
  readonly searching: string;
  readonly found: (count: number) => string;
  readonly none: StateText;
  readonly failed: string;
  readonly offline: string;
  /** Something is typed and nothing chosen. */
  readonly chooseFromList: string;
  readonly list: string;
  /** Enter does it, too. */
  readonly retry: string;
}

/** What of the tariff lookup is opened after its answer is read: other times, and the calculator. */
export interface TariffMoreMessages {
  readonly earlier: string;
  readonly now: string;
  readonly announced: string;
  /** Above questions that matter to earlier times only. */
  readonly dependedOn: string;
  /** In the place of times that depend on a question not answered yet. */
  readonly answerForEarlier: string;
  /** For screen readers, when such a question is answered. */
  readonly earlierShown: string;
  /** Days of which nothing is known. */
  readonly noData: string;
  /** The prices before went by another rule, so that no difference would be true. */
  readonly otherRule: (pricesBefore: string) => string;
  readonly whichMeter: string;
  readonly use: (unit: string) => string;
  readonly useOf: (zone: string, unit: string) => string;
  readonly useHint: (month: string) => string;
  readonly measure: Readonly<Record<keyof AccountMeasures, string>>;
  readonly measureHint: string;
  readonly enterNumber: string;
  readonly result: (month: string) => string;
  /** No sum can be made of it. */
  readonly cannotTell: string;
  /** For screen readers, when the sum has changed. */
  readonly says: (sum: string) => string;
}
