import { GAS_RECEPTIONS } from './receptions.js';
import type { Tariff } from '@kabinet/api/contract';
import { sampleAppeals, UKRAINIAN_HOLIDAYS } from './appeals.js';
import { PAYING_CAPABILITIES, samplePaying } from './paying.js';
import type { MeterMake, SampleSupplier } from './sample-supplier.js';
import { flat, norm, SETTLEMENT, tariff, texts, veteran, subsidy } from './tariffs.js';

const ONE_DIAL: MeterMake = { zones: ['total'], integerDigits: 5, decimalDigits: 3, multiplier: 1 };

const SUPPLY = {
  serviceKind: 'gas',
  series: 'gas-supply',
  unit: 'm3',
  name: texts('Природний газ', 'Природный газ', 'Natural gas'),
} satisfies Partial<Tariff>;
const NETWORK = {
  serviceKind: 'gas',
  series: 'gas-network',
  component: 'network',
  name: texts('Розподіл газу', 'Распределение газа', 'Gas distribution'),
  provider: texts('АТ «Придеснянськгаз Мережі»', 'АО «Придеснянскгаз Сети»', 'Prydesnianskgaz Networks'),
} satisfies Partial<Tariff>;

const network = (settlement: 'town' | 'village', size: 'small' | 'large', price: string): Tariff =>
  tariff({
    ...NETWORK,
    id: `gas-network-${settlement}-${size}`,
    basis: 'month',
    validFrom: '2019-04-01',
    when: { settlement: [settlement], meter_size: [size] },
    blocks: flat(price),
  });

/** A gas supplier in the manner of systems A and B: readings from the 1st to the 5th, supply and network billed by two companies. */
export const gas: SampleSupplier = {
  id: 'prydesnianskgaz',
  nation: 'uk',
  dialect: { delimiter: ';', style: 'local' },
  district: texts('Придеснянська область', 'Придеснянская область', 'Prydesniansk region'),
  localities: [
    {
      name: 'м. Придеснянськ',
      settlement: 'town',
      names: texts('Придеснянськ', 'Придеснянск', 'Prydesniansk'),
      formerNames: [texts('Краснодеснянськ', 'Краснодеснянск', 'Krasnodesniansk')],
    },
    { name: 'смт Заріччя', settlement: 'town', names: texts('Заріччя', 'Заречье', 'Zarichchia') },
    {
      name: "с. Під'яблунівка",
      settlement: 'village',
      names: texts("Під'яблунівка", 'Подъяблоновка', 'Pidiablunivka'),
    },
    { name: 'с. Ґонтівка', settlement: 'village', names: texts('Ґонтівка', 'Гонтовка', 'Gontivka') },
    { name: 'с. Їжаківці', settlement: 'village', names: texts('Їжаківці', 'Ежаковцы', 'Yizhakivtsi') },
  ],
  services: [
    {
      serviceKind: 'gas',
      unit: 'м3',
      metering: {
        season: [2.3, 2.1, 1.6, 0.9, 0.35, 0.25, 0.2, 0.2, 0.3, 0.8, 1.4, 1.9],
        window: { opensOnDay: 1, closesOnDay: 5, graceDays: 0, countsFor: 'previous_month' },
        monthlyUse: [6, 160],
        places: ['кухня', 'коридор', 'фасад будинку', 'котельня', 'сходовий майданчик, 2 поверх', 'ґанок'],
        meterMake: (random, isCompany) =>
          isCompany
            ? { ...ONE_DIAL, integerDigits: 6 }
            : random.chance(0.15)
              ? { ...ONE_DIAL, decimalDigits: 2 }
              : ONE_DIAL,
        plainMake: ONE_DIAL,
        twoZoneMake: null,
      },
    },
  ],
  tariffBook: {
    questions: [
      SETTLEMENT,
      {
        id: 'meter_size',
        text: texts('Який у вас лічильник?', 'Какой у вас счётчик?', 'Which meter do you have?'),
        hint: texts(
          'Позначка на лічильнику: G1,6, G2,5, G4 або G6. Від неї залежить плата за розподіл.',
          'Отметка на счётчике: G1,6, G2,5, G4 или G6. От неё зависит плата за распределение.',
          'The mark on the meter: G1.6, G2.5, G4 or G6. The distribution charge depends on it.',
        ),
        options: [
          { id: 'small', label: texts('G1,6 або G2,5', 'G1,6 или G2,5', 'G1.6 or G2.5') },
          { id: 'large', label: texts('G4 або G6', 'G4 или G6', 'G4 or G6') },
        ],
      },
    ],
    tariffs: [
      // Until April 2019 one price held supply and network together.
      tariff({
        ...SUPPLY,
        id: 'gas-until-2019',
        validFrom: '2018-11-01',
        validTo: '2019-03-31',
        blocks: flat('6.879'),
        name: texts('Природний газ із доставкою', 'Природный газ с доставкой', 'Natural gas with delivery'),
      }),
      tariff({ ...SUPPLY, id: 'gas-2019', validFrom: '2019-04-01', validTo: '2022-04-30', blocks: flat('6.00') }),
      tariff({
        ...SUPPLY,
        id: 'gas-2022',
        validFrom: '2022-05-01',
        blocks: flat('7.96'),
        source: {
          title: texts(
            'Публічна оферта, річний тариф',
            'Публичная оферта, годовой тариф',
            'Public offer, annual price',
          ),
          url: null,
        },
      }),
      // What the networks cost differs between town and village, and by how much gas the meter can let through.
      network('town', 'small', '48.60'),
      network('town', 'large', '112.40'),
      network('village', 'small', '61.30'),
      network('village', 'large', '131.80'),
    ],
    norms: [
      norm({
        id: 'gas-norm',
        serviceKind: 'gas',
        unit: 'm3',
        per: 'resident',
        quantity: '3.28',
        validFrom: '2019-04-01',
      }),
    ],
    benefits: [veteran('gas', '60'), subsidy('gas')],
  },
  answers: (random) => ({ meter_size: random.chance(0.7) ? 'small' : 'large' }),
  accountNumber(unique, random) {
    // Ten digits that begin with a zero: what a spreadsheet cuts off and an SMS must carry.
    const key = `04${String(unique).padStart(8, '0')}`;
    const shape = random.next();
    const printed =
      shape < 0.6
        ? key
        : shape < 0.75
          ? `${key.slice(0, 4)}-${key.slice(4, 7)}-${key.slice(7)}`
          : shape < 0.9
            ? `${key.slice(0, 2)} ${key.slice(2, 6)} ${key.slice(6)}`
            : // Somebody once typed the letter instead of the zero, Cyrillic or Latin.
              `${random.pick(['О', 'O'])}${key.slice(1)}`;
    return { key, printed, elsewhere: random.chance(0.5) ? key : printed };
  },
  profile: {
    id: 'prydesnianskgaz',
    name: { uk: 'Придеснянськгаз Збут', ru: 'Придеснянскгаз Сбыт', en: 'Prydesnianskgaz Zbut' },
    serviceKinds: ['gas'],
    timeZone: 'Europe/Kyiv',
    currency: 'UAH',
    languages: ['uk', 'ru', 'en'],
    capabilities: [
      'balance',
      'readings',
      'meters',
      'tariffs',
      'reading-photos',
      'accounts',
      'appeals',
      'guest-readings',
      'contracts',
      'appointments',
      ...PAYING_CAPABILITIES,
    ],
    phone: '0 800 000 100',
    phoneHours: { uk: 'щодня з 8:00 до 20:00', ru: 'ежедневно с 8:00 до 20:00', en: 'every day, 8:00 to 20:00' },
    emergencyPhone: '104',
    channels: [
      {
        kind: 'phone',
        address: '0 800 000 100',
        takesReadings: true,
        note: {
          uk: 'Щодня з 8:00 до 20:00. Назвіть особовий рахунок і показання',
          ru: 'Ежедневно с 8:00 до 20:00. Назовите лицевой счёт и показания',
          en: 'Every day, 8:00 to 20:00. Say your account number and the reading',
        },
      },
      {
        kind: 'sms',
        address: '7100',
        takesReadings: true,
        note: {
          uk: 'Десять цифр вашого особового рахунку, пробіл, показання; виглядає так: 0400123456 1279. Тариф вашого оператора',
          ru: 'Десять цифр вашего лицевого счёта, пробел, показания; выглядит так: 0400123456 1279. Тариф вашего оператора',
          en: "Your account's ten digits, a space, the reading; it looks like this: 0400123456 1279. Your operator's usual price",
        },
      },
      {
        kind: 'email',
        address: 'pokazannia@prydesnianskgaz.example',
        takesReadings: true,
        note: {
          uk: 'Укажіть адресу, особовий рахунок, показання і дату',
          ru: 'Укажите адрес, лицевой счёт, показания и дату',
          en: 'Give your address, account number, the reading and its date',
        },
      },
      {
        kind: 'phone',
        address: '(0400) 00-01-00',
        takesReadings: false,
        note: { uk: 'З мобільного', ru: 'С мобильного', en: 'From a mobile phone' },
      },
    ],
    accountNumber: { pattern: '\\d{10}', example: '0400123456' },
    readingWindows: [
      { serviceKind: 'gas', opensOnDay: 1, closesOnDay: 5, countsFor: 'previous_month', lateReadings: 'accept' },
    ],
    maxDailyUse: { gas: '60' },
    theme: { accent: '#0b5d63', accentDark: '#74cfc9' },
    // Its site signs customers in itself.
    hostedSignIn: false,
    paying: samplePaying('prydesnianskgaz', {
      recipient: 'ТОВ «ПРИДЕСНЯНСЬКГАЗ ЗБУТ»',
      taxId: '39999101',
      iban: 'UA763999990000026003000000101',
    }),
    appeals: sampleAppeals({
      country: 'UA',
      network: texts('АТ «Придеснянськгаз Мережі»', 'АО «Придеснянскгаз Сети»', 'Prydesnianskgaz Networks'),
      readingDays: texts(
        'Щомісяця з 1-го по 5-те станом на 1-ше.',
        'Каждый месяц с 1-го по 5-е по состоянию на 1-е.',
        'Every month from the 1st to the 5th, as of the 1st.',
      ),
      connects: 'gas',
      supportAddress: 'support@prydesnianskgaz.example',
    }),
    holidays: UKRAINIAN_HOLIDAYS,
    linkProofs: ['last_payment', 'meter_number'],
    guestReadings: { proof: 'meter_number' },
    receptions: GAS_RECEPTIONS,
  },
};
