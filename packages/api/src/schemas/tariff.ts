import * as z from 'zod/mini';
import { DateText, DecimalText, LocalizedText, MonthDayText, ServiceKind, TimeOfDayText, Unit } from './common.js';
import { Register } from './meter.js';

// What each field means for the bill is written once, at the types of the same names in @kabinet/rules (tariff.ts).

/** A part of every year; both days are in it. `to` earlier than `from` means in the next year. */
const Season = z.object({ from: MonthDayText, to: MonthDayText });

/** For each question named, the answers to which it applies; a question that is not named does not matter. */
const Conditions = z.record(z.string(), z.array(z.string()));

const Zone = Register.shape.zone;

/** The paper that says so: a regulator's resolution, a council's decision. */
export const LegalSource = z.object({ title: LocalizedText, url: z.nullable(z.string()) });
export type LegalSource = z.infer<typeof LegalSource>;

export const TariffBlock = z.object({
  /** Upper edge in units a calendar month, inclusive; null on the last block. */
  upTo: z.nullable(DecimalText),
  /** Major units of the supplier's currency for `perUnits` units, VAT included. */
  price: DecimalText,
  /** Where the supplier publishes a price of its own for a zone; else `price` times the zone's coefficient. */
  zonePrices: z.array(z.object({ zone: Zone, price: DecimalText })),
});
export type TariffBlock = z.infer<typeof TariffBlock>;

/** A time-of-use period: which hours of the day, in the supplier's time zone, and how they count. */
export const TouPeriod = z.object({
  zone: Zone,
  hours: z.array(z.object({ from: TimeOfDayText, to: TimeOfDayText })),
  coefficient: DecimalText,
});
export type TouPeriod = z.infer<typeof TouPeriod>;

/** What is charged for one thing while it is in force; of one `series`, one tariff applies to a customer on a day. */
export const Tariff = z.object({
  id: z.string(),
  serviceKind: ServiceKind,
  series: z.string(),
  component: z.enum(['supply', 'network', 'service']),
  basis: z.enum(['use', 'month', 'area', 'resident', 'capacity']),
  unit: z.nullable(Unit),
  validFrom: DateText,
  /** The last day; null while no end is known. */
  validTo: z.nullable(DateText),
  season: z.nullable(Season),
  when: Conditions,
  blocks: z.array(TariffBlock),
  blockRule: z.enum(['marginal', 'whole_volume']),
  perUnits: DecimalText,
  /** Sets of time-of-use periods, one for each kind of meter. */
  touSets: z.array(z.array(TouPeriod)),
  /** Percent of VAT that is in the price; null where there is none. */
  vatRate: z.nullable(DecimalText),
  /** As people know it: "Electricity for households", "Gas distribution". */
  name: LocalizedText,
  /** The company that bills it, where that is not the supplier itself. */
  provider: z.nullable(LocalizedText),
  source: z.nullable(LegalSource),
});
export type Tariff = z.infer<typeof Tariff>;

/** What the price may depend on, in the supplier's words. `settlement`, `customer` and `locality` are answered by an account itself. */
export const TariffQuestion = z.object({
  id: z.string(),
  text: LocalizedText,
  hint: z.nullable(LocalizedText),
  options: z.array(z.object({ id: z.string(), label: LocalizedText })),
});
export type TariffQuestion = z.infer<typeof TariffQuestion>;

/** What counts as used where nothing measures it. */
export const ConsumptionNorm = z.object({
  id: z.string(),
  serviceKind: ServiceKind,
  unit: Unit,
  per: z.enum(['resident', 'area', 'household']),
  /** Units a calendar month. */
  quantity: DecimalText,
  validFrom: DateText,
  validTo: z.nullable(DateText),
  season: z.nullable(Season),
  when: Conditions,
  source: z.nullable(LegalSource),
});
export type ConsumptionNorm = z.infer<typeof ConsumptionNorm>;

/** Everything the supplier charges: earlier, in force and announced. */
export const TariffBook = z.object({
  questions: z.array(TariffQuestion),
  tariffs: z.array(Tariff),
  norms: z.array(ConsumptionNorm),
  /** Whether some tariffs differ by locality: those come only when the locality is named. */
  variesByLocality: z.boolean(),
});
export type TariffBook = z.infer<typeof TariffBook>;

/** A privilege or subsidy of a customer. */
export const Benefit = z.object({
  id: z.string(),
  serviceKind: ServiceKind,
  components: z.array(Tariff.shape.component),
  kind: z.enum(['percent', 'money', 'volume']),
  /** Percent; major units of money a calendar month; units a calendar month. */
  value: DecimalText,
  /** For `percent`: only for so many units a calendar month; null for all. */
  upTo: z.nullable(DecimalText),
  validFrom: DateText,
  validTo: z.nullable(DateText),
  name: LocalizedText,
  source: z.nullable(LegalSource),
});
export type Benefit = z.infer<typeof Benefit>;

/** What an account's charges are worked out by. */
export const AccountTariff = z.object({
  /** What the supplier knows of the customer, by question. */
  answers: z.record(z.string(), z.string()),
  /** Square metres heated, people registered, units of capacity a year; null where not known. */
  measures: z.object({
    area: z.nullable(DecimalText),
    residents: z.nullable(z.int()),
    capacity: z.nullable(DecimalText),
  }),
  benefits: z.array(Benefit),
  questions: z.array(TariffQuestion),
  /** All that may apply to such a customer, over time. */
  tariffs: z.array(Tariff),
  norms: z.array(ConsumptionNorm),
});
export type AccountTariff = z.infer<typeof AccountTariff>;

/** A town or village, under every name people know it by. */
export const Locality = z.object({
  id: z.string(),
  name: LocalizedText,
  /** District or region: tells apart places of one name. */
  district: z.nullable(LocalizedText),
  formerNames: z.array(LocalizedText),
  /** The questions that it answers, such as `settlement`. */
  answers: z.record(z.string(), z.string()),
});
export type Locality = z.infer<typeof Locality>;

/** The best match first. */
export const LocalityList = z.object({ items: z.array(Locality) });
export type LocalityList = z.infer<typeof LocalityList>;
