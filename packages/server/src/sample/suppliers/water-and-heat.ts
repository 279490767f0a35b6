import type { Tariff } from '@kabinet/api/contract';
import type { ReadingWindowRule } from '@kabinet/rules';
import { sampleAppeals, UKRAINIAN_HOLIDAYS } from './appeals.js';
import { PAYING_CAPABILITIES, samplePaying } from './paying.js';
import type { MeterMake, SampleMetering, SampleSupplier } from './sample-supplier.js';
import { flat, norm, tariff, texts, veteran, subsidy } from './tariffs.js';

const WATER_DIAL: MeterMake = { zones: ['total'], integerDigits: 5, decimalDigits: 3, multiplier: 1 };
const WATER_WINDOW: ReadingWindowRule = { opensOnDay: 10, closesOnDay: 25, graceDays: 0, countsFor: 'opening_month' };

const water = (monthlyUse: SampleMetering['monthlyUse']): SampleMetering => ({
  window: WATER_WINDOW,
  monthlyUse,
  season: [1, 1, 1, 1, 1.05, 1.1, 1.1, 1.1, 1, 1, 0.95, 0.95],
  places: ['ванна', 'кухня', 'санвузол', 'колодязь біля будинку'],
  meterMake: () => WATER_DIAL,
  plainMake: WATER_DIAL,
  twoZoneMake: null,
});

/** Each price until the end of 2021 and the one after it. */
const twoPrices = (
  part: Pick<Tariff, 'serviceKind' | 'name'> & Partial<Tariff> & { readonly series: string },
  before: string,
  after: string,
): Tariff[] => [
  tariff({ ...part, id: `${part.series}-2020`, validFrom: '2020-01-01', validTo: '2021-12-31', blocks: flat(before) }),
  tariff({ ...part, id: `${part.series}-2022`, validFrom: '2022-01-01', blocks: flat(after) }),
];

/** A city's water, sewerage and heating in the manner of system D: several services on one account, readings from the 10th to the 25th. */
export const waterAndHeat: SampleSupplier = {
  id: 'stepnohorske-vodoteplo',
  nation: 'uk',
  dialect: { delimiter: ';', style: 'local' },
  district: texts('Степногірська область', 'Степногорская область', 'Stepnohirsk region'),
  localities: [
    {
      name: 'м. Степногірськ',
      settlement: 'town',
      names: texts('Степногірськ', 'Степногорск', 'Stepnohirsk'),
      formerNames: [texts('Артемгірськ', 'Артёмгорск', 'Artemhirsk')],
    },
    { name: 'м. Соледарівка', settlement: 'town', names: texts('Соледарівка', 'Соледаровка', 'Soledarivka') },
    { name: 'с. Кринички', settlement: 'village', names: texts('Кринички', 'Кринички', 'Krynychky') },
  ],
  services: [
    { serviceKind: 'cold_water', unit: 'м3', metering: water([2, 9]) },
    { serviceKind: 'hot_water', unit: 'м3', metering: water([1, 6]) },
    { serviceKind: 'heat', unit: 'Гкал', metering: null },
  ],
  tariffBook: {
    questions: [],
    tariffs: [
      ...twoPrices(
        {
          serviceKind: 'cold_water',
          series: 'cold-water',
          unit: 'm3',
          name: texts('Холодна вода', 'Холодная вода', 'Cold water'),
        },
        '24.72',
        '30.38',
      ),
      ...twoPrices(
        {
          serviceKind: 'cold_water',
          series: 'sewerage',
          component: 'service',
          unit: 'm3',
          name: texts('Водовідведення', 'Водоотведение', 'Sewerage'),
        },
        '11.96',
        '15.48',
      ),
      ...twoPrices(
        {
          serviceKind: 'hot_water',
          series: 'hot-water',
          unit: 'm3',
          name: texts('Гаряча вода', 'Горячая вода', 'Hot water'),
        },
        '78.12',
        '97.89',
      ),
      ...twoPrices(
        { serviceKind: 'heat', series: 'heat', unit: 'Gcal', name: texts('Опалення', 'Отопление', 'Heating') },
        '1416.98',
        '1654.41',
      ),
      ...twoPrices(
        {
          serviceKind: 'heat',
          series: 'heat-service',
          component: 'service',
          basis: 'month',
          name: texts('Абонентське обслуговування', 'Абонентское обслуживание', 'Subscription'),
        },
        '19.60',
        '32.17',
      ),
    ],
    norms: [
      norm({
        id: 'cold-water-norm',
        serviceKind: 'cold_water',
        unit: 'm3',
        per: 'resident',
        quantity: '4.5',
        validFrom: '2020-01-01',
      }),
      norm({
        id: 'hot-water-norm',
        serviceKind: 'hot_water',
        unit: 'm3',
        per: 'resident',
        quantity: '3',
        validFrom: '2020-01-01',
      }),
      norm({
        id: 'heat-norm',
        serviceKind: 'heat',
        unit: 'Gcal',
        per: 'area',
        quantity: '0.0231',
        validFrom: '2020-01-01',
        season: { from: '10-15', to: '04-15' },
      }),
    ],
    benefits: [veteran('cold_water', '5'), subsidy('heat')],
  },
  answers: () => ({}),
  accountNumber(unique, random) {
    // Town, street and flat: what a robot on the phone wants with its dash.
    const digits = String(unique).padStart(8, '0');
    const key = `21${digits}`;
    const printed = `21-${digits}`;
    return { key, printed, elsewhere: random.chance(0.6) ? printed : `21/${digits}` };
  },
  profile: {
    id: 'stepnohorske-vodoteplo',
    name: { uk: 'Степногірськводотепло', ru: 'Степногорскводотепло', en: 'Stepnohirsk Water and Heat' },
    serviceKinds: ['cold_water', 'hot_water', 'heat'],
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
      'reminders',
    ],
    phone: '0 800 000 300',
    phoneHours: { uk: 'пн–пт з 8:00 до 17:00', ru: 'пн–пт с 8:00 до 17:00', en: 'Monday to Friday, 8:00 to 17:00' },
    channels: [
      {
        kind: 'voice',
        address: '(0600) 00-03-00',
        takesReadings: true,
        note: {
          uk: 'З 7:00 до 21:00. Скажіть «Передати показання», місто, особовий рахунок, показання',
          ru: 'С 7:00 до 21:00. Скажите «Передать показания», город, лицевой счёт, показания',
          en: '7:00 to 21:00. Say "hand in a reading", the town, the account number, the reading',
        },
      },
      { kind: 'viber', address: 'https://viber.example/stepnohorske-vodoteplo', takesReadings: true },
    ],
    accountNumber: { pattern: '21\\d{8}', example: '21-00012345' },
    readingWindows: [
      { serviceKind: 'cold_water', opensOnDay: 10, closesOnDay: 25, lateReadings: 'accept' },
      { serviceKind: 'hot_water', opensOnDay: 10, closesOnDay: 25, lateReadings: 'accept' },
    ],
    maxDailyUse: { cold_water: '5', hot_water: '4' },
    theme: { accent: '#0a6b76', accentDark: '#6ed3dc' },
    hostedSignIn: true,
    paying: samplePaying('stepnohorske-vodoteplo', {
      recipient: 'КП «СТЕПНОГІРСЬКВОДОТЕПЛО»',
      taxId: '39999303',
      iban: 'UA543999990000026003000000303',
    }),
    appeals: sampleAppeals({
      country: 'UA',
      network: texts('Служба обліку', 'Служба учёта', 'Metering department'),
      readingDays: texts(
        'Щомісяця з 10-го по 25-те. За тепло показання не передають: його рахує лічильник будинку.',
        'Каждый месяц с 10-го по 25-е. За тепло показания не передают: его считает счётчик дома.',
        'Every month from the 10th to the 25th. For heat none are needed: the meter of the house counts it.',
      ),
      connects: null,
      supportAddress: 'support@stepnohorske-vodoteplo.example',
    }),
    holidays: UKRAINIAN_HOLIDAYS,
    linkProofs: ['pin', 'meter_number'],
    guestReadings: { proof: 'meter_number' },
  },
};
