import type { ServiceKind } from '@kabinet/api/contract';
import type { ReadingWindowRule } from '@kabinet/rules';
import type { Locality } from './people.js';
import type { Random } from './random.js';

export type Zone = 'total' | 'day' | 'night' | 'peak' | 'half_peak';

/** A meter as this supplier's customers have them. */
export interface MeterMake {
  readonly zones: readonly Zone[];
  readonly integerDigits: number;
  readonly decimalDigits: number;
  readonly multiplier: number;
}

/** How a supplier's old software writes a CSV file. */
export interface Dialect {
  readonly delimiter: ';' | ',';
  /** `05.11.2026` and `1 234,56`, or `2026-11-05` and `1234.56`. */
  readonly style: 'local' | 'iso';
}

/** A made-up supplier: what is peculiar to it; the rest of a sample is the same for all. */
export interface SampleSupplier {
  readonly id: string;
  readonly serviceKind: ServiceKind;
  readonly window: ReadingWindowRule;
  readonly dialect: Dialect;
  readonly localities: readonly Locality[];
  readonly unit: string;
  /** Minor units for a unit of the service, by zone. */
  readonly price: Readonly<Record<Zone, number>>;
  /** Units a household uses in a month of the year's average. */
  readonly monthlyUse: readonly [from: number, to: number];
  /** January to December, as parts of the average. */
  readonly season: readonly number[];
  readonly places: readonly string[];
  meterMake(random: Random, isCompany: boolean): MeterMake;
  /** The meter of the story that needs a peculiar one: a replaced one for gas, two zones for electricity. */
  readonly plainMake: MeterMake;
  readonly twoZoneMake: MeterMake | null;
  /** An account number: as compared, as printed on the bill, and as the meter department writes it. */
  accountNumber(
    unique: number,
    random: Random,
  ): { readonly key: string; readonly printed: string; readonly elsewhere: string };
  /** The profile's part that does not depend on where the demo runs. */
  readonly profile: Readonly<Record<string, unknown>>;
}

const ONE_DIAL: MeterMake = { zones: ['total'], integerDigits: 5, decimalDigits: 3, multiplier: 1 };

const gas: SampleSupplier = {
  id: 'prydesnianskgaz',
  serviceKind: 'gas',
  window: { opensOnDay: 1, closesOnDay: 5, graceDays: 0, countsFor: 'previous_month' },
  dialect: { delimiter: ';', style: 'local' },
  localities: [
    { name: 'м. Придеснянськ', settlement: 'town' },
    { name: 'смт Заріччя', settlement: 'town' },
    { name: "с. Під'яблунівка", settlement: 'village' },
    { name: 'с. Ґонтівка', settlement: 'village' },
    { name: 'с. Їжаківці', settlement: 'village' },
  ],
  unit: 'м3',
  price: { total: 796, day: 796, night: 796, peak: 796, half_peak: 796 },
  monthlyUse: [6, 160],
  season: [2.3, 2.1, 1.6, 0.9, 0.35, 0.25, 0.2, 0.2, 0.3, 0.8, 1.4, 1.9],
  places: ['кухня', 'коридор', 'фасад будинку', 'котельня', 'сходовий майданчик, 2 поверх', 'ґанок'],
  meterMake: (random, isCompany) =>
    isCompany ? { ...ONE_DIAL, integerDigits: 6 } : random.chance(0.15) ? { ...ONE_DIAL, decimalDigits: 2 } : ONE_DIAL,
  plainMake: ONE_DIAL,
  twoZoneMake: null,
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
    capabilities: ['balance', 'readings', 'meters'],
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
          uk: 'XXXXXXXXXX XXXXX: десять цифр особового рахунку, пробіл, показання. Тариф вашого оператора',
          ru: 'XXXXXXXXXX XXXXX: десять цифр лицевого счёта, пробел, показания. Тариф вашего оператора',
          en: "XXXXXXXXXX XXXXX: the account's ten digits, a space, the reading. Your operator's usual price",
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
  },
};

/** Letters that begin an electricity account: pairs that look alike, the bill's first and the keyboard's second. */
const LETTERS = [
  ['А', 'A'],
  ['В', 'B'],
  ['К', 'K'],
  ['Н', 'H'],
  ['Р', 'P'],
  ['Т', 'T'],
] as const;

const electricity: SampleSupplier = {
  id: 'prydniprovski-merezhi',
  serviceKind: 'electricity',
  window: { opensOnDay: -2, closesOnDay: 2, graceDays: 0, countsFor: 'opening_month' },
  dialect: { delimiter: ',', style: 'iso' },
  localities: [
    { name: 'м. Придніпровськ', settlement: 'town' },
    { name: 'м. Ґрушівськ', settlement: 'town' },
    { name: 'смт Веселий Яр', settlement: 'town' },
    { name: "с. Кам'янка-Зарічна", settlement: 'village' },
    { name: 'с. Об’їзне', settlement: 'village' },
  ],
  unit: 'кВт·год',
  price: { total: 432, day: 432, night: 216, peak: 648, half_peak: 432 },
  monthlyUse: [60, 420],
  season: [1.3, 1.25, 1.1, 0.95, 0.85, 0.8, 0.85, 0.9, 0.9, 1, 1.1, 1.2],
  places: ['під’їзд, 1 поверх', 'опора', 'фасад', 'коридор', 'щитова'],
  meterMake(random, isCompany) {
    if (isCompany)
      return {
        zones: ['peak', 'half_peak', 'night'],
        integerDigits: 6,
        decimalDigits: 2,
        multiplier: random.pick([1, 20, 40]),
      };
    const zones: readonly Zone[] = random.chance(0.35) ? ['day', 'night'] : ['total'];
    return { zones, integerDigits: random.pick([5, 6]), decimalDigits: random.pick([0, 1]), multiplier: 1 };
  },
  plainMake: { zones: ['total'], integerDigits: 5, decimalDigits: 1, multiplier: 1 },
  twoZoneMake: { zones: ['day', 'night'], integerDigits: 5, decimalDigits: 1, multiplier: 1 },
  accountNumber(unique, random) {
    const [cyrillic, latin] = random.pick(LETTERS);
    const digits = String(unique).padStart(8, '0');
    const shape = random.next();
    const letter = random.chance(0.7) ? cyrillic : latin;
    const printed =
      shape < 0.5
        ? `${letter}${digits.slice(0, 2)}-${digits.slice(2, 7)}/${digits.slice(7)}`
        : shape < 0.8
          ? `${letter}${digits}`
          : `${letter.toLowerCase()} ${digits.slice(0, 4)} ${digits.slice(4)}`;
    return { key: `${latin}${digits}`, printed, elsewhere: `${random.chance(0.5) ? latin : cyrillic}${digits}` };
  },
  profile: {
    id: 'prydniprovski-merezhi',
    name: { uk: 'Придніпровські електромережі', ru: 'Приднепровские электросети', en: 'Prydniprovski Power Networks' },
    serviceKinds: ['electricity'],
    timeZone: 'Europe/Kyiv',
    currency: 'UAH',
    languages: ['uk', 'ru', 'en'],
    capabilities: ['balance', 'readings', 'meters'],
    phone: '0 800 000 200',
    phoneHours: { uk: 'цілодобово', ru: 'круглосуточно', en: 'around the clock' },
    channels: [
      {
        kind: 'voice',
        address: '(0500) 00-02-00',
        takesReadings: true,
        note: {
          uk: 'З 7:00 до 21:00. Скажіть «Передати показання», місто, особовий рахунок із літерою, показання',
          ru: 'С 7:00 до 21:00. Скажите «Передать показания», город, лицевой счёт с буквой, показания',
          en: '7:00 to 21:00. Say "hand in a reading", the town, the account number with its letter, the reading',
        },
      },
      { kind: 'viber', address: 'https://viber.example/prydniprovski-merezhi', takesReadings: true },
      {
        kind: 'email',
        address: 'pokazannia@prydniprovski-merezhi.example',
        takesReadings: true,
        note: {
          uk: 'Укажіть адресу, особовий рахунок, показання за зонами і дату',
          ru: 'Укажите адрес, лицевой счёт, показания по зонам и дату',
          en: 'Give your address, account number, the readings by zone and the date',
        },
      },
    ],
    accountNumber: { pattern: '[A-Z]\\d{8}', example: 'А04-12345/6' },
    readingWindows: [{ serviceKind: 'electricity', opensOnDay: -2, closesOnDay: 2, lateReadings: 'accept' }],
    maxDailyUse: { electricity: '200' },
  },
};

export const sampleSuppliers = { gas, electricity } as const satisfies Readonly<Record<string, SampleSupplier>>;
