import type { LocalizedText, Locality, ServiceKind, TariffBook } from '@kabinet/api/contract';
import type { LinkProof, ReadingWindowRule, Zone } from '@kabinet/rules';
import type { BenefitKind } from '../../domain/tariff-book.js';
import type { Nation } from '../people.js';
import type { Random } from '../random.js';
import type { BillingDays } from '../sample-ledger.js';

/** A meter as this supplier's customers have them. */
export interface MeterMake {
  readonly zones: readonly Zone[];
  readonly integerDigits: number;
  readonly decimalDigits: number;
  readonly multiplier: number;
}

/** The meters of a service, and how its readings are taken. */
export interface SampleMetering {
  readonly window: ReadingWindowRule;
  /** Units a household uses in a month of the year's average. */
  readonly monthlyUse: readonly [from: number, to: number];
  /** January to December, as parts of the average. */
  readonly season: readonly number[];
  readonly places: readonly string[];
  meterMake(random: Random, isCompany: boolean): MeterMake;
  /** The meter of the story that needs a peculiar one: a replaced one for gas, two zones for electricity. */
  readonly plainMake: MeterMake;
  readonly twoZoneMake: MeterMake | null;
}

/** One of the services a supplier charges for. */
export interface SampleService {
  readonly serviceKind: ServiceKind;
  /** As the supplier's files write the unit. */
  readonly unit: string;
  /** Null where nothing is measured in the flats: charged by the norm for the area. */
  readonly metering: SampleMetering | null;
}

/** How a supplier's old software writes a CSV file. */
export interface Dialect {
  readonly delimiter: ';' | ',';
  /** `05.11.2026` and `1 234,56`, or `2026-11-05` and `1234.56`. */
  readonly style: 'local' | 'iso';
}

/** A place as the billing base spells it, and as the tariffs name it. */
export interface SampleLocality {
  /** In the billing base: `м. Придеснянськ`. */
  readonly name: string;
  readonly settlement: 'town' | 'village';
  readonly names: LocalizedText;
  readonly formerNames?: readonly LocalizedText[];
}

/** What the supplier charges, and what lowers it. */
export interface SampleTariffBook extends Pick<TariffBook, 'questions' | 'tariffs' | 'norms'> {
  readonly benefits: readonly BenefitKind[];
}

/** A made-up supplier with published prices: what is peculiar to it; the rest of a sample is the same for all. */
export interface SampleSupplier {
  readonly id: string;
  readonly nation: Nation;
  /** The stories are told of the first one. */
  readonly services: readonly [SampleService, ...SampleService[]];
  readonly dialect: Dialect;
  /** Without it bills are made on the 8th and paid by the 20th. */
  readonly billing?: BillingDays;
  readonly localities: readonly SampleLocality[];
  readonly district: LocalizedText;
  readonly tariffBook: SampleTariffBook;
  /** What the supplier knows of a customer besides settlement and kind, by question. */
  answers(random: Random): Readonly<Record<string, string>>;
  /** An account number: as compared, as printed on the bill, and as the meter department writes it. */
  accountNumber(
    unique: number,
    random: Random,
  ): { readonly key: string; readonly printed: string; readonly elsewhere: string };
  /** The profile's part that does not depend on where the demo runs. */
  readonly profile: Readonly<Record<string, unknown>> & {
    readonly linkProofs: readonly LinkProof[];
    readonly paying?: Readonly<Record<string, unknown>>;
  };
}

/** Where the supplier's tariffs know the place: what searches find. */
export function localityOf({ names, formerNames = [], settlement }: SampleLocality, district: LocalizedText): Locality {
  const id = (names['en'] ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return { id, name: names, district, formerNames: [...formerNames], answers: { settlement } };
}
