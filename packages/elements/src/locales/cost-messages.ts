import type { Unit } from '@kabinet/api';
import type { AccountMeasures } from '@kabinet/rules';
import type { StateText } from './messages.js';

/** The form of the cost calculator: what can be asked before a sum is known. */
export interface CostCalculatorMessages {
  readonly heading: string;
  readonly headingHeating: string;
  readonly service: string;
  /** What is known of the customer is in the sum already. */
  readonly knownOfYou: string;
  /** How the use is counted. */
  readonly way: string;
  readonly wayTotal: string;
  /** A meter with zones, named: `день, ніч`. */
  readonly wayZones: (zones: string) => string;
  readonly wayNorm: string;
  readonly use: (unit: string) => string;
  readonly useOfZone: (zone: string, unit: string) => string;
  readonly useHint: (example: string) => string;
  readonly useExample: Readonly<Record<Unit, string>>;
  readonly measure: Readonly<
    Record<
      keyof AccountMeasures,
      { readonly label: (unit: string) => string; readonly hint: (example: string) => string }
    >
  >;
  readonly period: (months: string) => string;
  readonly month: string;
  readonly year: string;
  readonly monthCount: string;
  readonly months: (count: number) => string;
  readonly calculate: string;
  readonly summaryTitle: string;
  /** Read out: what was said has brought up a question. */
  readonly newQuestion: (question: string) => string;
  readonly enterNumber: (example: string) => string;
  readonly tooManyDigits: (example: string) => string;
  readonly chooseAnswer: string;
  readonly empty: StateText;
  /** The supplier has no prices for the service that the page names. */
  readonly noService: (service: string) => StateText;
  /** Other accounts of the supplier may have it. */
  readonly notOfAccount: (service: string) => StateText;
  /** Prices differ by locality, and none is known. */
  readonly byLocality: StateText;
  readonly noHeating: StateText;
}

/** What the cost calculator answers, and its heating mode: loaded once it can be typed into. */
export interface CostResultMessages {
  readonly forPeriod: (months: string) => string;
  readonly how: string;
  readonly howEach: string;
  /** How what is used came about, as a product. */
  readonly used: (formula: string) => string;
  readonly source: (title: string) => string;
  readonly noPrice: (months: string) => StateText;
  /** The numbers, or the norms, are such that there is no sum. */
  readonly cannotTell: StateText;
  readonly month: string;
  /** The sum before the subsidy is taken off. */
  readonly charged: string;
  readonly subsidyTaken: string;
  readonly toPay: string;
  readonly total: string;
  /** A part of a month is heated: `17 з 31 дня`. */
  readonly days: (days: number, of: number) => string;
  readonly nothing: string;
  readonly heatWay: string;
  readonly heatByMeter: string;
  readonly heatByArea: string;
  readonly heatUse: (unit: string) => string;
  readonly heatUseHint: (example: string) => string;
  readonly heatArea: string;
  readonly heatAreaHint: (example: string) => string;
  readonly norm: (unit: string) => string;
  readonly normHint: (example: string) => string;
  readonly normName: string;
  readonly normKnown: (norm: string) => string;
  readonly price: string;
  readonly season: string;
  readonly seasonDays: (from: string, to: string) => string;
  readonly subsidy: (currency: string) => string;
  readonly subsidyHint: (example: string) => string;
  readonly subsidyName: string;
  readonly aMonth: string;
  readonly aMonthFromTo: (from: string, to: string) => string;
  readonly aSeason: (years: string) => string;
  readonly subsidySaves: (sum: string, without: string) => string;
}
