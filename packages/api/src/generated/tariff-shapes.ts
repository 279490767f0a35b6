// Written by `npm run generate` from the contract. Do not edit.

import type { Shape } from '../shape.js';

export const TariffQuestion: Shape = {
  id: 's',
  text: ['*', 's'],
  hint: ['?', ['*', 's']],
  options: [{ id: 's', label: ['*', 's'] }],
};
export const Tariff: Shape = {
  id: 's',
  serviceKind: '=electricity|gas|cold_water|hot_water|heat|sewerage|refuse',
  series: 's',
  component: '=supply|network|service',
  basis: '=use|month|area|resident|capacity',
  unit: ['?', '=m3|kWh|Gcal'],
  validFrom: 'D',
  validTo: ['?', 'D'],
  season: ['?', { from: 'Y', to: 'Y' }],
  when: ['*', ['s']],
  blocks: [{ upTo: ['?', 'd'], price: 'd', zonePrices: [{ zone: '=total|day|night|peak|half_peak', price: 'd' }] }],
  blockRule: '=marginal|whole_volume',
  perUnits: 'd',
  touSets: [[{ zone: '=total|day|night|peak|half_peak', hours: [{ from: 'H', to: 'H' }], coefficient: 'd' }]],
  vatRate: ['?', 'd'],
  name: ['*', 's'],
  provider: ['?', ['*', 's']],
  source: ['?', { title: ['*', 's'], url: ['?', 's'] }],
};
export const ConsumptionNorm: Shape = {
  id: 's',
  serviceKind: '=electricity|gas|cold_water|hot_water|heat|sewerage|refuse',
  unit: '=m3|kWh|Gcal',
  per: '=resident|area|household',
  quantity: 'd',
  validFrom: 'D',
  validTo: ['?', 'D'],
  season: ['?', { from: 'Y', to: 'Y' }],
  when: ['*', ['s']],
  source: ['?', { title: ['*', 's'], url: ['?', 's'] }],
};
export const TariffBook: Shape = {
  questions: [TariffQuestion],
  tariffs: [Tariff],
  norms: [ConsumptionNorm],
  variesByLocality: 'b',
};
export const Locality: Shape = {
  id: 's',
  name: ['*', 's'],
  district: ['?', ['*', 's']],
  formerNames: [['*', 's']],
  answers: ['*', 's'],
};
export const LocalityList: Shape = { items: [Locality] };
export const Benefit: Shape = {
  id: 's',
  serviceKind: '=electricity|gas|cold_water|hot_water|heat|sewerage|refuse',
  components: ['=supply|network|service'],
  kind: '=percent|money|volume',
  value: 'd',
  upTo: ['?', 'd'],
  validFrom: 'D',
  validTo: ['?', 'D'],
  name: ['*', 's'],
  source: ['?', { title: ['*', 's'], url: ['?', 's'] }],
};
export const AccountTariff: Shape = {
  answers: ['*', 's'],
  measures: { area: ['?', 'd'], residents: ['?', 'i'], capacity: ['?', 'd'] },
  benefits: [Benefit],
  questions: [TariffQuestion],
  tariffs: [Tariff],
  norms: [ConsumptionNorm],
};
