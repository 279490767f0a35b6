import type { CalendarDate } from './calendar.js';
import type { Decimal } from './decimal.js';

/** The time-of-use period a register counts; `total` on a meter that does not tell them apart. */
export type Zone = 'total' | 'day' | 'night' | 'peak' | 'half_peak';

/** The order in which zones are told everywhere: as meters are read, by day first, the dearest before the cheapest. */
export const ZONES: readonly Zone[] = ['total', 'day', 'peak', 'half_peak', 'night'];

/**
 * What a customer is, by question: `{settlement: 'village', stove: 'electric'}`. Questions and their answers are the supplier's own
 * words; see {@link Tariff.when}.
 */
export type TariffAnswers = Readonly<Record<string, string>>;

/** A part of the year, the same every year: `{from: '10-01', to: '04-30'}` is the heating season, both days included. */
export interface Season {
  /** Month and day, `MM-DD`. */
  readonly from: string;
  /** Month and day, `MM-DD`; earlier than `from` means in the next year. 29 February counts as 28 in other years. */
  readonly to: string;
}

/** One step of a price that depends on how much is used in a calendar month. */
export interface TariffBlock {
  /** The block's upper edge in units a calendar month, inclusive; null for the last block. */
  readonly upTo: Decimal | null;
  /** Major units of money (hryvnias, roubles), VAT included, for {@link Tariff.perUnits} units. */
  readonly price: Decimal;
  /** The price by zone where the supplier publishes one, instead of the price times the zone's coefficient. */
  readonly zonePrices: readonly { readonly zone: Zone; readonly price: Decimal }[];
}

/** Hours of the day in the supplier's time zone, `HH:MM`; `23:00` to `07:00` runs over midnight. */
export interface DayHours {
  readonly from: string;
  readonly to: string;
}

/** A time-of-use period of a tariff. */
export interface TouPeriod {
  readonly zone: Zone;
  readonly hours: readonly DayHours[];
  /** What the block's price is multiplied with, where the block has no price of its own for the zone. */
  readonly coefficient: Decimal;
}

/**
 * What one supplier charges for one thing while it is in force. Tariffs of one `series` replace each other: over time, by season, and
 * by what the customer is.
 */
export interface Tariff {
  readonly id: string;
  readonly serviceKind: string;
  /** What replaces what: of a series exactly one tariff applies to a customer on a day. */
  readonly series: string;
  /** `supply` is the commodity itself; `network` its delivery; `service` anything else, such as a subscription fee. */
  readonly component: 'supply' | 'network' | 'service';
  /**
   * What the price is for: units used (`use`); a calendar month (`month`); a month for each square metre of heated area (`area`), each
   * resident (`resident`), or each unit of ordered capacity (`capacity`: gas networks charge a twelfth of last year's use a month).
   */
  readonly basis: 'use' | 'month' | 'area' | 'resident' | 'capacity';
  /** `m3`, `kWh`, `Gcal`; for a basis other than `use` null. */
  readonly unit: string | null;
  /** The first and the last day it is in force; null while no end is known. */
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  /** In force in this part of each year only; null for the whole year. */
  readonly season: Season | null;
  /** Whom it applies to: for each question named here, the answers; a question not named does not matter. `{}` is everyone. */
  readonly when: Readonly<Record<string, readonly string[]>>;
  /** Ascending, the last one without an upper edge. A price without steps is one block. */
  readonly blocks: readonly TariffBlock[];
  /** `marginal`: each block's price for that block's volume. `whole_volume`: the price of the block in which the month's volume lies, for all of it. */
  readonly blockRule: 'marginal' | 'whole_volume';
  /** The price is for this many units: `"1"`, or `"1000"` for gas sold by the thousand cubic metres. */
  readonly perUnits: Decimal;
  /** Sets of periods by kind of meter (day and night; peak, half-peak and night); a meter uses the set with its own zones. */
  readonly touSets: readonly (readonly TouPeriod[])[];
  /** The VAT that is in the price, in percent: `"20"`; null where there is none. */
  readonly vatRate: Decimal | null;
}

/** A privilege or subsidy that lowers a customer's charges. */
export interface Benefit {
  readonly id: string;
  readonly serviceKind: string;
  /** Which charges it lowers. */
  readonly components: readonly Tariff['component'][];
  /** `percent` of the price; `money` a calendar month; `volume`: units a calendar month free of charge. */
  readonly kind: 'percent' | 'money' | 'volume';
  /** Percent, major units of money, or units of the service. */
  readonly value: Decimal;
  /** For `percent`: only for this many units a calendar month (the social norm), the cheapest first; null for all. */
  readonly upTo: Decimal | null;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
}

/** What counts as used where nothing measures it. */
export interface ConsumptionNorm {
  readonly id: string;
  readonly serviceKind: string;
  readonly unit: string;
  /** Units a calendar month, for each of these. */
  readonly per: 'resident' | 'area' | 'household';
  readonly quantity: Decimal;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly season: Season | null;
  readonly when: Readonly<Record<string, readonly string[]>>;
}

/** What the charges of an account are counted for besides its use. Null where the supplier does not know or need it. */
export interface AccountMeasures {
  /** Heated area, square metres. */
  readonly area: Decimal | null;
  /** People registered. */
  readonly residents: number | null;
  /** Ordered capacity, units of the service a year. */
  readonly capacity: Decimal | null;
}
