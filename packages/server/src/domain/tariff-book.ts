import type { ConsumptionNorm, ServiceKind, Tariff, TariffQuestion, Unit } from '@kabinet/api/contract';

/** A privilege or subsidy as the book has it. What an account has of it stands in account_benefits. */
export interface BenefitKind {
  readonly id: string;
  readonly serviceKind: ServiceKind;
  readonly components: Tariff['component'][];
  readonly kind: 'percent' | 'money' | 'volume';
  /** Null where each account has its own. */
  readonly value: string | null;
  readonly upTo: string | null;
  readonly name: Record<string, string>;
  readonly source: Tariff['source'];
}

/** All that a supplier's tariffs.yaml says. */
export interface TariffBookContent {
  readonly questions: readonly TariffQuestion[];
  readonly tariffs: readonly Tariff[];
  readonly norms: readonly ConsumptionNorm[];
  readonly benefits: readonly BenefitKind[];
}

/** Questions that what is known of an account answers without anybody asking, and with which words. */
export const KNOWN_ANSWERS = {
  settlement: ['town', 'village'],
  customer: ['household', 'entrepreneur', 'legal_entity'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The question that a locality's id answers. */
export const LOCALITY_QUESTION = 'locality';

/** In what a service is counted unless somebody says otherwise. */
export const USUAL_UNIT: Readonly<Record<ServiceKind, Unit>> = {
  electricity: 'kWh',
  gas: 'm3',
  cold_water: 'm3',
  hot_water: 'm3',
  heat: 'Gcal',
  sewerage: 'm3',
  refuse: 'm3',
};

/** Whether a text can be an id that a supplier gives: it stands in addresses, and CSV cells separate such ids by `|` and `=`. */
export function isSuppliersId(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,63}$/u.test(text);
}
