import { addDays, addMonths, type CalendarDate, monthOf } from '@kabinet/rules';
import type {
  AccountTariff,
  Benefit,
  ConsumptionNorm,
  Locality,
  Tariff,
  TariffBook,
  TariffQuestion,
} from '../schemas/index.js';

// Published prices, so that a sum on the screen can be checked by hand; which ones is written beside them.

const text = (uk: string, ru: string, en: string) => ({ uk, ru, en });

export const sampleQuestions: readonly TariffQuestion[] = [
  {
    id: 'settlement',
    text: text('Де ви живете?', 'Где вы живёте?', 'Where do you live?'),
    hint: null,
    options: [
      { id: 'town', label: text('У місті чи селищі', 'В городе или посёлке', 'In a town') },
      { id: 'village', label: text('У селі', 'В селе', 'In a village') },
    ],
  },
  {
    id: 'heating',
    text: text(
      'Чи зареєстровано у вас електроопалення?',
      'Зарегистрировано ли у вас электроотопление?',
      'Is electric heating registered at your address?',
    ),
    hint: text(
      'Про це є запис у договорі. Якщо не знаєте, оберіть «Ні».',
      'Об этом есть запись в договоре. Если не знаете, выберите «Нет».',
      'Your contract says so. If you do not know, choose "No".',
    ),
    options: [
      { id: 'other', label: text('Ні', 'Нет', 'No') },
      { id: 'electric', label: text('Так', 'Да', 'Yes') },
    ],
  },
];

const PART = {
  component: 'supply',
  basis: 'use',
  season: null,
  when: {},
  blockRule: 'marginal',
  perUnits: '1',
  touSets: [],
  provider: null,
} satisfies Partial<Tariff>;

const flat = (price: string): Tariff['blocks'] => [{ upTo: null, price, zonePrices: [] }];

const dayAndNight: Tariff['touSets'][number] = [
  { zone: 'day', hours: [{ from: '07:00', to: '23:00' }], coefficient: '1' },
  { zone: 'night', hours: [{ from: '23:00', to: '07:00' }], coefficient: '0.5' },
];
const threeZones: Tariff['touSets'][number] = [
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

const ELECTRICITY = {
  ...PART,
  serviceKind: 'electricity',
  series: 'electricity',
  unit: 'kWh',
  touSets: [dayAndNight, threeZones],
  vatRate: '20',
  name: text('Електроенергія для населення', 'Электроэнергия для населения', 'Electricity for households'),
} satisfies Partial<Tariff>;

const resolution = (uk: string, ru: string, en: string) => ({ title: text(uk, ru, en), url: null });

/** What the sample supplier charges. The water prices rise on the first day of the next month but one. */
export function sampleTariffs(today: CalendarDate): Tariff[] {
  const announcedFrom = `${addMonths(monthOf(today), 2)}-01`;
  const lastDayBefore = addDays(announcedFrom, -1);
  return [
    {
      ...ELECTRICITY,
      id: 'electricity-2017',
      validFrom: '2017-03-01',
      validTo: '2021-09-30',
      blocks: [
        { upTo: '100', price: '0.90', zonePrices: [] },
        { upTo: null, price: '1.68', zonePrices: [] },
      ],
      source: resolution(
        'Постанова НКРЕКП № 220 від 26.02.2015',
        'Постановление НКРЭКУ № 220 от 26.02.2015',
        "Regulator's resolution 220 of 26.02.2015",
      ),
    },
    {
      ...ELECTRICITY,
      id: 'electricity-2021',
      validFrom: '2021-10-01',
      validTo: '2023-05-31',
      blockRule: 'whole_volume',
      blocks: [
        { upTo: '250', price: '1.44', zonePrices: [] },
        { upTo: null, price: '1.68', zonePrices: [] },
      ],
      source: null,
    },
    {
      ...ELECTRICITY,
      id: 'electricity-2023',
      validFrom: '2023-06-01',
      validTo: '2024-05-31',
      blocks: flat('2.64'),
      source: null,
    },
    {
      ...ELECTRICITY,
      id: 'electricity-2024',
      validFrom: '2024-06-01',
      validTo: null,
      blocks: flat('4.32'),
      source: resolution(
        'Постанова КМУ № 632 від 31.05.2024',
        'Постановление КМУ № 632 от 31.05.2024',
        'Cabinet resolution 632 of 31.05.2024',
      ),
    },
    {
      ...ELECTRICITY,
      id: 'electricity-2024-heating',
      name: text('Електроопалення', 'Электроотопление', 'Electric heating'),
      validFrom: '2024-10-01',
      validTo: null,
      season: { from: '10-01', to: '04-30' },
      when: { heating: ['electric'] },
      blocks: [
        { upTo: '2000', price: '2.64', zonePrices: [] },
        { upTo: null, price: '4.32', zonePrices: [] },
      ],
      source: null,
    },
    {
      ...PART,
      id: 'gas-2019',
      serviceKind: 'gas',
      series: 'gas-supply',
      unit: 'm3',
      validFrom: '2019-04-01',
      validTo: '2022-04-30',
      blocks: flat('6.00'),
      vatRate: '20',
      name: text('Природний газ', 'Природный газ', 'Natural gas'),
      source: null,
    },
    {
      ...PART,
      id: 'gas-2022',
      serviceKind: 'gas',
      series: 'gas-supply',
      unit: 'm3',
      validFrom: '2022-05-01',
      validTo: null,
      blocks: flat('7.96'),
      vatRate: '20',
      name: text('Природний газ', 'Природный газ', 'Natural gas'),
      source: resolution(
        'Публічна оферта постачальника, річний тариф',
        'Публичная оферта поставщика, годовой тариф',
        "The supplier's public offer, annual price",
      ),
    },
    {
      ...PART,
      id: 'gas-network',
      serviceKind: 'gas',
      series: 'gas-network',
      component: 'network',
      basis: 'month',
      unit: null,
      validFrom: '2020-01-01',
      validTo: null,
      blocks: flat('62.40'),
      vatRate: '20',
      name: text('Розподіл газу', 'Распределение газа', 'Gas distribution'),
      provider: text('Зразок Газ Мережі', 'Образец Газ Сети', 'Sample Gas Networks'),
      source: null,
    },
    ...(['cold_water', 'hot_water'] as const).flatMap((serviceKind): Tariff[] => {
      const name =
        serviceKind === 'cold_water'
          ? text('Холодна вода', 'Холодная вода', 'Cold water')
          : text('Гаряча вода', 'Горячая вода', 'Hot water');
      const [now, then] = serviceKind === 'cold_water' ? ['30.38', '34.51'] : ['97.89', '104.20'];
      const water = {
        ...PART,
        serviceKind,
        series: serviceKind,
        unit: 'm3',
        vatRate: '20',
        name,
        source: null,
      } satisfies Partial<Tariff>;
      return [
        { ...water, id: `${serviceKind}-now`, validFrom: '2022-01-01', validTo: lastDayBefore, blocks: flat(now) },
        { ...water, id: `${serviceKind}-announced`, validFrom: announcedFrom, validTo: null, blocks: flat(then) },
      ];
    }),
    {
      ...PART,
      id: 'heat-by-meter',
      serviceKind: 'heat',
      series: 'heat',
      unit: 'Gcal',
      validFrom: '2021-10-01',
      validTo: null,
      blocks: flat('1654.41'),
      vatRate: '20',
      name: text('Опалення', 'Отопление', 'Heating'),
      source: null,
    },
    {
      ...PART,
      id: 'heat-service',
      serviceKind: 'heat',
      series: 'heat-service',
      component: 'service',
      basis: 'month',
      unit: null,
      validFrom: '2021-10-01',
      validTo: null,
      blocks: flat('32.17'),
      vatRate: '20',
      name: text('Абонентське обслуговування', 'Абонентское обслуживание', 'Subscription'),
      source: null,
    },
  ];
}

export const sampleNorms: readonly ConsumptionNorm[] = [
  {
    id: 'heat-area',
    serviceKind: 'heat',
    unit: 'Gcal',
    per: 'area',
    quantity: '0.0231',
    validFrom: '2021-10-01',
    validTo: null,
    season: { from: '10-15', to: '04-15' },
    when: {},
    source: null,
  },
  ...(
    [
      ['cold_water', '4.5'],
      ['hot_water', '3'],
    ] as const
  ).map(([serviceKind, quantity]) => ({
    id: `${serviceKind}-norm`,
    serviceKind,
    unit: 'm3' as const,
    per: 'resident' as const,
    quantity,
    validFrom: '2020-01-01',
    validTo: null,
    season: null,
    when: {},
    source: null,
  })),
];

export function sampleTariffBook(today: CalendarDate): Omit<TariffBook, 'variesByLocality'> {
  return { questions: [...sampleQuestions], tariffs: sampleTariffs(today), norms: [...sampleNorms] };
}

const place = (
  id: string,
  settlement: 'town' | 'village',
  name: Locality['name'],
  district: Locality['name'],
  ...formerNames: Locality['formerNames']
): Locality => ({ id, name, district, formerNames, answers: { settlement } });

const CHERNIHIV = text('Чернігівська область', 'Черниговская область', 'Chernihiv region');
const DNIPRO = text('Дніпропетровська область', 'Днепропетровская область', 'Dnipropetrovsk region');
const DONETSK = text('Донецька область', 'Донецкая область', 'Donetsk region');

/** Renamed towns, letters that people type otherwise, two places of one name. */
export const sampleLocalities: readonly Locality[] = [
  place('chernihiv', 'town', text('Чернігів', 'Чернигов', 'Chernihiv'), CHERNIHIV),
  place('nizhyn', 'town', text('Ніжин', 'Нежин', 'Nizhyn'), CHERNIHIV),
  place('oster', 'town', text('Остер', 'Остёр', 'Oster'), CHERNIHIV),
  place('ivanivka-chernihiv', 'village', text('Іванівка', 'Ивановка', 'Ivanivka'), CHERNIHIV),
  place('gontivka', 'village', text('Ґонтівка', 'Гонтовка', 'Gontivka'), CHERNIHIV),
  place(
    'dnipro',
    'town',
    text('Дніпро', 'Днепр', 'Dnipro'),
    DNIPRO,
    text('Дніпропетровськ', 'Днепропетровск', 'Dnipropetrovsk'),
  ),
  place(
    'kamianske',
    'town',
    text("Кам'янське", 'Каменское', 'Kamianske'),
    DNIPRO,
    text('Дніпродзержинськ', 'Днепродзержинск', 'Dniprodzerzhynsk'),
  ),
  place('ivanivka-dnipro', 'village', text('Іванівка', 'Ивановка', 'Ivanivka'), DNIPRO),
  place('bakhmut', 'town', text('Бахмут', 'Бахмут', 'Bakhmut'), DONETSK, text('Артемівськ', 'Артёмовск', 'Artemivsk')),
  place('kramatorsk', 'town', text('Краматорськ', 'Краматорск', 'Kramatorsk'), DONETSK),
];

/** A quarter off the first 60 units a month. */
export const sampleBenefits: readonly Benefit[] = [
  {
    id: 'veteran',
    serviceKind: 'gas',
    components: ['supply'],
    kind: 'percent',
    value: '25',
    upTo: '60',
    validFrom: '2024-01-01',
    validTo: null,
    name: text('Пільга ветерана', 'Льгота ветерана', "Veteran's privilege"),
    source: null,
  },
];

/** What the supplier knows of the sample customer. */
export function sampleAccountTariff(tariffs: readonly Tariff[], overrides: Partial<AccountTariff> = {}): AccountTariff {
  return {
    answers: { settlement: 'town', customer: 'household', heating: 'other' },
    measures: { area: '54.3', residents: 2, capacity: null },
    benefits: [],
    questions: [...sampleQuestions],
    tariffs: [...tariffs],
    norms: [...sampleNorms],
    ...overrides,
  };
}
