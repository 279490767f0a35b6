import type { ConsumptionNorm, LocalizedText, ServiceKind, Tariff } from '@kabinet/api/contract';
import type { BenefitKind } from '../../domain/tariff-book.js';

// Short ways to write a tariff book down; what each field means is said at the contract's schemas.

export const texts = (uk: string, ru: string, en: string): LocalizedText => ({ uk, ru, en });

/** One price whatever the volume. */
export const flat = (price: string): Tariff['blocks'] => [{ upTo: null, price, zonePrices: [] }];

/** A price for each part of the month's volume: `['100', '0.90'], [null, '1.68']`. */
export const steps = (...blocks: readonly (readonly [upTo: string | null, price: string])[]): Tariff['blocks'] =>
  blocks.map(([upTo, price]) => ({ upTo, price, zonePrices: [] }));

type TariffPart = Pick<Tariff, 'id' | 'serviceKind' | 'series' | 'validFrom' | 'blocks' | 'name'> & Partial<Tariff>;

/** A tariff for the use of a service, VAT of 20 percent included, unless it says otherwise. */
export function tariff(part: TariffPart): Tariff {
  return {
    component: 'supply',
    basis: 'use',
    unit: null,
    validTo: null,
    season: null,
    when: {},
    blockRule: 'marginal',
    perUnits: '1',
    touSets: [],
    vatRate: '20',
    provider: null,
    source: null,
    ...part,
  };
}

type NormPart = Pick<ConsumptionNorm, 'id' | 'serviceKind' | 'unit' | 'per' | 'quantity' | 'validFrom'> &
  Partial<ConsumptionNorm>;

export function norm(part: NormPart): ConsumptionNorm {
  return { validTo: null, season: null, when: {}, source: null, ...part };
}

/** The two-zone meter: night from 23 to 7. */
export const dayAndNight = (night: string): Tariff['touSets'][number] => [
  { zone: 'day', hours: [{ from: '07:00', to: '23:00' }], coefficient: '1' },
  { zone: 'night', hours: [{ from: '23:00', to: '07:00' }], coefficient: night },
];

/** The three-zone meter of Ukraine: peak 8-11 and 20-22, night 23-7. */
export const peakHalfPeakNight: Tariff['touSets'][number] = [
  {
    zone: 'peak',
    hours: [
      { from: '08:00', to: '11:00' },
      { from: '20:00', to: '22:00' },
    ],
    coefficient: '1.5',
  },
  {
    zone: 'half_peak',
    hours: [
      { from: '07:00', to: '08:00' },
      { from: '11:00', to: '20:00' },
      { from: '22:00', to: '23:00' },
    ],
    coefficient: '1',
  },
  { zone: 'night', hours: [{ from: '23:00', to: '07:00' }], coefficient: '0.4' },
];

export const SETTLEMENT = {
  id: 'settlement',
  text: texts('Де ви живете?', 'Где вы живёте?', 'Where do you live?'),
  hint: null,
  options: [
    { id: 'town', label: texts('У місті чи селищі', 'В городе или посёлке', 'In a town') },
    { id: 'village', label: texts('У селі', 'В селе', 'In a village') },
  ],
};

/** A quarter off so many units a month, for those who fought. */
export const veteran = (serviceKind: ServiceKind, upTo: string): BenefitKind => ({
  id: `veteran-${serviceKind.replace('_', '-')}`,
  serviceKind,
  components: ['supply'],
  kind: 'percent',
  value: '25',
  upTo,
  name: texts('Пільга ветерана', 'Льгота ветерана', "Veteran's privilege"),
  source: null,
});

/** A sum a month that the state pays; how much is each family's own. */
export const subsidy = (serviceKind: ServiceKind): BenefitKind => ({
  id: `subsidy-${serviceKind.replace('_', '-')}`,
  serviceKind,
  components: ['supply', 'network', 'service'],
  kind: 'money',
  value: null,
  upTo: null,
  name: texts('Житлова субсидія', 'Жилищная субсидия', 'Housing subsidy'),
  source: null,
});
