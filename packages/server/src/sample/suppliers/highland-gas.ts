import type { Tariff } from '@kabinet/api/contract';
import { sampleAppeals, UKRAINIAN_HOLIDAYS } from './appeals.js';
import { PAYING_CAPABILITIES, samplePaying } from './paying.js';
import type { MeterMake, SampleSupplier } from './sample-supplier.js';
import { flat, norm, SETTLEMENT, subsidy, tariff, texts, veteran } from './tariffs.js';

/** Five black digits: no more fits into the message that most people here send. */
const ONE_DIAL: MeterMake = { zones: ['total'], integerDigits: 5, decimalDigits: 3, multiplier: 1 };

const SUPPLY = {
  serviceKind: 'gas',
  series: 'gas-supply',
  unit: 'm3',
  name: texts('Природний газ', 'Природный газ', 'Natural gas'),
} satisfies Partial<Tariff>;
const NETWORKS = texts('АТ «Полонинагаз Мережі»', 'АО «Полонинагаз Сети»', 'Polonynagaz Networks');

/** A month's delivery: in the mountains the pipes to a village cost more. */
const network = (settlement: 'town' | 'village', price: string): Tariff =>
  tariff({
    serviceKind: 'gas',
    series: 'gas-network',
    component: 'network',
    name: texts('Розподіл газу', 'Распределение газа', 'Gas distribution'),
    provider: NETWORKS,
    id: `gas-network-${settlement}`,
    basis: 'month',
    validFrom: '2019-04-01',
    when: { settlement: [settlement] },
    blocks: flat(price),
  });

/**
 * A gas supplier in the manner of system B: one short number for everybody's readings, taken as of the 1st and sent from the 1st to the
 * 5th, and every other way to hand them in beside it.
 */
export const highlandGas: SampleSupplier = {
  id: 'polonynagaz',
  nation: 'uk',
  dialect: { delimiter: ';', style: 'local' },
  district: texts('Полонинський край', 'Полонинский край', 'Polonyna highlands'),
  localities: [
    {
      name: 'м. Підполонинськ',
      settlement: 'town',
      names: texts('Підполонинськ', 'Подполонинск', 'Pidpolonynsk'),
      formerNames: [texts('Гірськорадянськ', 'Горносоветск', 'Hirskoradiansk')],
    },
    { name: 'смт Солотвини', settlement: 'town', names: texts('Солотвини', 'Солотвины', 'Solotvyny') },
    { name: 'с. Верхні Ґрапи', settlement: 'village', names: texts('Верхні Ґрапи', 'Верхние Грапы', 'Verkhni Grapy') },
    { name: "с. Кам'яниця", settlement: 'village', names: texts("Кам'яниця", 'Каменица', 'Kamianytsia') },
    { name: 'с. Їловець', settlement: 'village', names: texts('Їловець', 'Иловец', 'Yilovets') },
  ],
  services: [
    {
      serviceKind: 'gas',
      unit: 'м3',
      metering: {
        // Long winters, and wood beside gas: less in summer than anywhere else.
        season: [2.4, 2.2, 1.7, 1.0, 0.4, 0.2, 0.15, 0.15, 0.3, 0.9, 1.4, 2.0],
        window: { opensOnDay: 1, closesOnDay: 5, graceDays: 0, countsFor: 'previous_month' },
        monthlyUse: [8, 140],
        places: ['кухня', 'веранда', 'фасад будинку', 'котельня', 'літня кухня'],
        meterMake: (_random, isCompany) => (isCompany ? { ...ONE_DIAL, integerDigits: 6 } : ONE_DIAL),
        plainMake: ONE_DIAL,
        twoZoneMake: null,
      },
    },
  ],
  tariffBook: {
    questions: [SETTLEMENT],
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
      network('town', '52.30'),
      network('village', '74.90'),
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
  answers: () => ({}),
  accountNumber(unique) {
    // Ten digits with nothing between them, on the bill as in the message.
    const key = `07${String(unique).padStart(8, '0')}`;
    return { key, printed: key, elsewhere: key };
  },
  profile: {
    id: 'polonynagaz',
    name: texts('Полонинагаз Збут', 'Полонинагаз Сбыт', 'Polonynagaz Zbut'),
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
      ...PAYING_CAPABILITIES,
    ],
    phone: '0 800 000 500',
    phoneHours: texts('щодня з 8:00 до 20:00', 'ежедневно с 8:00 до 20:00', 'every day, 8:00 to 20:00'),
    emergencyPhone: '104',
    channels: [
      {
        kind: 'sms',
        address: '7104',
        takesReadings: true,
        note: texts(
          'Десять цифр вашого особового рахунку, пробіл, до п’яти цифр показання; виглядає так: 0400123456 1279. Номер один для всіх споживачів газу, лише для показань. Ціна SMS звичайна, за тарифом вашого оператора',
          'Десять цифр вашего лицевого счёта, пробел, до пяти цифр показания; выглядит так: 0400123456 1279. Номер один для всех потребителей газа, только для показаний. Цена SMS обычная, по тарифу вашего оператора',
          "Your account's ten digits, a space, the reading of up to five digits; it looks like this: 0400123456 1279. One number for all gas customers, for readings only. Your operator's usual SMS price applies",
        ),
      },
      {
        kind: 'phone',
        address: '0 800 000 500',
        takesReadings: true,
        note: texts(
          'Щодня з 8:00 до 20:00. Назвіть особовий рахунок і показання',
          'Ежедневно с 8:00 до 20:00. Назовите лицевой счёт и показания',
          'Every day, 8:00 to 20:00. Say your account number and the reading',
        ),
      },
      {
        kind: 'email',
        address: 'pokaznyky@polonynagaz.example',
        takesReadings: true,
        note: texts(
          'Укажіть поштову адресу, особовий рахунок, показання і дату',
          'Укажите почтовый адрес, лицевой счёт, показания и дату',
          'Give your postal address, account number, the reading and its date',
        ),
      },
    ],
    accountNumber: { pattern: '\\d{10}', example: '0700123456' },
    readingWindows: [
      { serviceKind: 'gas', opensOnDay: 1, closesOnDay: 5, countsFor: 'previous_month', lateReadings: 'accept' },
    ],
    maxDailyUse: { gas: '60' },
    theme: { accent: '#1d5c2f', accentDark: '#8fd6a0' },
    hostedSignIn: true,
    paying: samplePaying('polonynagaz', {
      recipient: 'ТОВ «ПОЛОНИНАГАЗ ЗБУТ»',
      taxId: '39999105',
      iban: 'UA433999990000026003000000501',
    }),
    appeals: sampleAppeals({
      country: 'UA',
      network: NETWORKS,
      readingDays: texts(
        'Щомісяця станом на 1-ше, з 1-го по 5-те.',
        'Каждый месяц по состоянию на 1-е, с 1-го по 5-е.',
        'Every month as of the 1st, from the 1st to the 5th.',
      ),
      connects: 'gas',
      supportAddress: 'support@polonynagaz.example',
    }),
    holidays: UKRAINIAN_HOLIDAYS,
    linkProofs: ['last_payment', 'meter_number'],
    guestReadings: { proof: 'meter_number' },
  },
};
