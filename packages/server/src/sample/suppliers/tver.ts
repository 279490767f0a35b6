import type { Tariff } from '@kabinet/api/contract';
import { sampleAppeals, RUSSIAN_HOLIDAYS } from './appeals.js';
import { PAYING_CAPABILITIES, samplePaying } from './paying.js';
import type { MeterMake, SampleSupplier } from './sample-supplier.js';
import { dayAndNight, flat, norm, SETTLEMENT, tariff, texts, veteran } from './tariffs.js';

const GAS_DIAL: MeterMake = { zones: ['total'], integerDigits: 5, decimalDigits: 3, multiplier: 1 };
const POWER_DIAL: MeterMake = { zones: ['total'], integerDigits: 5, decimalDigits: 1, multiplier: 1 };
const TWO_ZONES: MeterMake = { ...POWER_DIAL, zones: ['day', 'night'] };

const GAS = {
  serviceKind: 'gas',
  series: 'gas',
  unit: 'm3',
  perUnits: '1000',
  vatRate: '18',
  validFrom: '2009-01-01',
} satisfies Partial<Tariff>;

const ELECTRICITY = {
  serviceKind: 'electricity',
  series: 'electricity',
  unit: 'kWh',
  touSets: [dayAndNight('1')],
  name: texts('Електроенергія, місто', 'Электроэнергия, город', 'Electricity, town'),
} satisfies Partial<Tariff>;
/** Villages, and towns where people cook with electricity, pay less. */
const LESS = {
  ...ELECTRICITY,
  name: texts(
    'Електроенергія, село або електроплита',
    'Электроэнергия, село или электроплита',
    'Electricity, village or electric stove',
  ),
} satisfies Partial<Tariff>;

const zoned = (price: string, day: string, night: string): Tariff['blocks'] => [
  {
    upTo: null,
    price,
    zonePrices: [
      { zone: 'day', price: day },
      { zone: 'night', price: night },
    ],
  },
];

const WHO_PAYS_LESS: Readonly<Record<string, Tariff['when']>> = {
  village: { settlement: ['village'] },
  stove: { settlement: ['town'], stove: ['electric'] },
};

const lower = (from: string, part: Pick<Tariff, 'validTo' | 'blocks'>): Tariff[] =>
  Object.entries(WHO_PAYS_LESS).map(([who, when]) =>
    tariff({ ...LESS, ...part, id: `${who}-${from}`, validFrom: `${from}-01`, when }),
  );

/** Gas and electricity in the manner of system C: in roubles, gas by the thousand cubic metres and by purpose. */
export const tver: SampleSupplier = {
  id: 'verkhnevolzhsk-energo',
  nation: 'ru',
  dialect: { delimiter: ';', style: 'local' },
  // The bill is paid by the 10th of every month.
  billing: { billDay: 1, dueDay: 10 },
  district: texts('Верхньоволзька область', 'Верхневолжская область', 'Verkhnevolzhsk region'),
  localities: [
    {
      name: 'г. Верхневолжск',
      settlement: 'town',
      names: texts('Верхньоволзьк', 'Верхневолжск', 'Verkhnevolzhsk'),
      formerNames: [texts('Калінінськ', 'Калининск', 'Kalininsk')],
    },
    { name: 'пгт Озёрный', settlement: 'town', names: texts('Озерний', 'Озёрный', 'Ozyornyi') },
    { name: 'д. Берёзовка', settlement: 'village', names: texts('Березівка', 'Берёзовка', 'Beryozovka') },
    { name: 'с. Медное Поле', settlement: 'village', names: texts('Мідне Поле', 'Медное Поле', 'Mednoe Pole') },
  ],
  services: [
    {
      serviceKind: 'gas',
      unit: 'м3',
      metering: {
        season: [2.3, 2.1, 1.7, 1, 0.4, 0.25, 0.2, 0.2, 0.4, 0.9, 1.4, 1.9],
        window: { opensOnDay: 20, closesOnDay: 25, graceDays: 0, countsFor: 'opening_month' },
        monthlyUse: [8, 210],
        places: ['кухня', 'котельная', 'прихожая'],
        meterMake: () => GAS_DIAL,
        plainMake: GAS_DIAL,
        twoZoneMake: null,
      },
    },
    {
      serviceKind: 'electricity',
      unit: 'кВт·ч',
      metering: {
        season: [1.25, 1.2, 1.1, 0.95, 0.85, 0.8, 0.8, 0.85, 0.95, 1, 1.1, 1.2],
        window: { opensOnDay: 20, closesOnDay: 25, graceDays: 0, countsFor: 'opening_month' },
        monthlyUse: [60, 300],
        places: ['подъезд, 1 этаж', 'прихожая', 'опора'],
        meterMake: (random) => (random.chance(0.3) ? TWO_ZONES : POWER_DIAL),
        plainMake: POWER_DIAL,
        twoZoneMake: TWO_ZONES,
      },
    },
  ],
  tariffBook: {
    questions: [
      SETTLEMENT,
      {
        id: 'gas_purpose',
        text: texts('Для чого вам газ?', 'Для чего вам газ?', 'What do you use gas for?'),
        hint: texts(
          'З лічильником ціна одна, для чого б ви не брали газ.',
          'Со счётчиком цена одна, для чего бы вы ни брали газ.',
          'With a meter the price is the same whatever the gas is for.',
        ),
        options: [
          {
            id: 'cooking',
            label: texts(
              'Плита й нагрів води, без лічильника',
              'Плита и нагрев воды, без счётчика',
              'Cooking and hot water, without a meter',
            ),
          },
          {
            id: 'heating',
            label: texts('Опалення або є лічильник', 'Отопление или есть счётчик', 'Heating, or there is a meter'),
          },
        ],
      },
      {
        id: 'stove',
        text: texts('Яка у вас плита?', 'Какая у вас плита?', 'Which stove do you have?'),
        hint: null,
        options: [
          { id: 'gas', label: texts('Газова', 'Газовая', 'Gas') },
          { id: 'electric', label: texts('Електрична', 'Электрическая', 'Electric') },
        ],
      },
    ],
    tariffs: [
      tariff({
        ...GAS,
        id: 'gas-cooking-2009',
        when: { gas_purpose: ['cooking'] },
        blocks: flat('3268'),
        name: texts('Газ: плита й нагрів води', 'Газ: плита и нагрев воды', 'Gas: cooking and hot water'),
      }),
      tariff({
        ...GAS,
        id: 'gas-heating-2009',
        when: { gas_purpose: ['heating'] },
        blocks: flat('2145'),
        name: texts('Газ: опалення або лічильник', 'Газ: отопление или счётчик', 'Gas: heating or a meter'),
      }),
      tariff({
        ...ELECTRICITY,
        id: 'town-2021-01',
        validFrom: '2021-01-01',
        validTo: '2021-06-30',
        blocks: zoned('4.27', '4.41', '2.99'),
      }),
      tariff({ ...ELECTRICITY, id: 'town-2021-07', validFrom: '2021-07-01', blocks: zoned('4.32', '4.46', '3.03') }),
      ...lower('2021-01', { validTo: '2021-06-30', blocks: flat('2.99') }),
      ...lower('2021-07', { validTo: null, blocks: flat('3.03') }),
    ],
    norms: [
      norm({
        id: 'gas-cooking-norm',
        serviceKind: 'gas',
        unit: 'm3',
        per: 'resident',
        quantity: '13',
        validFrom: '2009-01-01',
      }),
      norm({
        id: 'electricity-norm',
        serviceKind: 'electricity',
        unit: 'kWh',
        per: 'resident',
        quantity: '61',
        validFrom: '2021-01-01',
      }),
    ],
    benefits: [veteran('electricity', '90')],
  },
  answers: (random) => ({ gas_purpose: 'heating', stove: random.chance(0.25) ? 'electric' : 'gas' }),
  accountNumber(unique, random) {
    const key = `69${String(unique).padStart(8, '0')}`;
    const printed = random.chance(0.7) ? key : `${key.slice(0, 4)} ${key.slice(4, 7)} ${key.slice(7)}`;
    return { key, printed, elsewhere: key };
  },
  profile: {
    id: 'verkhnevolzhsk-energo',
    name: { uk: 'Верхньоволзькенерго', ru: 'Верхневолжскэнерго', en: 'Verkhnevolzhsk Energo' },
    serviceKinds: ['gas', 'electricity'],
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    languages: ['ru', 'uk', 'en'],
    capabilities: [
      'balance',
      'readings',
      'meters',
      'tariffs',
      'reading-photos',
      'accounts',
      'appeals',
      'contracts',
      ...PAYING_CAPABILITIES,
      'reminders',
    ],
    phone: '8 800 000-04-00',
    phoneHours: { uk: 'щодня з 8:00 до 20:00', ru: 'ежедневно с 8:00 до 20:00', en: 'every day, 8:00 to 20:00' },
    emergencyPhone: '104',
    channels: [
      {
        kind: 'phone',
        address: '8 800 000-04-00',
        takesReadings: true,
        note: {
          uk: 'Щодня з 8:00 до 20:00. Назвіть особовий рахунок і показання',
          ru: 'Ежедневно с 8:00 до 20:00. Назовите лицевой счёт и показания',
          en: 'Every day, 8:00 to 20:00. Say your account number and the reading',
        },
      },
    ],
    accountNumber: { pattern: '69\\d{8}', example: '6900123456' },
    readingWindows: [
      { serviceKind: 'gas', opensOnDay: 20, closesOnDay: 25, lateReadings: 'accept' },
      { serviceKind: 'electricity', opensOnDay: 20, closesOnDay: 25, lateReadings: 'accept' },
    ],
    maxDailyUse: { gas: '60', electricity: '150' },
    country: 'RU',
    theme: { accent: '#8a2b12', accentDark: '#ffab8f' },
    hostedSignIn: true,
    // Banks there have no IBAN, so there is nothing for a transfer slip to say.
    paying: samplePaying('verkhnevolzhsk-energo', null),
    appeals: sampleAppeals({
      country: 'RU',
      network: texts('Служба обліку і мереж', 'Служба учёта и сетей', 'Metering and networks'),
      readingDays: texts(
        'Щомісяця з 20-го по 25-те.',
        'Каждый месяц с 20-го по 25-е.',
        'Every month from the 20th to the 25th.',
      ),
      connects: 'gas',
      supportAddress: 'support@verkhnevolzhsk-energo.example',
    }),
    holidays: RUSSIAN_HOLIDAYS,
    linkProofs: ['pin'],
  },
};
