import { POWER_RECEPTIONS } from './receptions.js';
import { sampleAppeals, UKRAINIAN_HOLIDAYS } from './appeals.js';
import { PAYING_CAPABILITIES, samplePaying } from './paying.js';
import type { Tariff } from '@kabinet/api/contract';
import type { Zone } from '@kabinet/rules';
import type { SampleSupplier } from './sample-supplier.js';
import { dayAndNight, flat, norm, peakHalfPeakNight, SETTLEMENT, steps, tariff, texts, veteran } from './tariffs.js';

/** Letters that begin an electricity account: pairs that look alike, the bill's first and the keyboard's second. */
const LETTERS = [
  ['А', 'A'],
  ['В', 'B'],
  ['К', 'K'],
  ['Н', 'H'],
  ['Р', 'P'],
  ['Т', 'T'],
] as const;

const ELECTRICITY = {
  serviceKind: 'electricity',
  series: 'electricity',
  unit: 'kWh',
  touSets: [dayAndNight('0.5'), peakHalfPeakNight],
  name: texts('Електроенергія для населення', 'Электроэнергия для населения', 'Electricity for households'),
} satisfies Partial<Tariff>;

const RESOLUTION_220 = {
  title: texts(
    'Постанова НКРЕКП від 26.02.2015 № 220',
    'Постановление НКРЭКУ от 26.02.2015 № 220',
    "The regulator's resolution of 26.02.2015, No. 220",
  ),
  url: null,
};

const LARGE_FAMILY = {
  ...ELECTRICITY,
  name: texts(
    'Електроенергія для багатодітних сімей',
    'Электроэнергия для многодетных семей',
    'Electricity for large families',
  ),
  when: { family: ['large'] },
} satisfies Partial<Tariff>;

/** An electricity supplier in the manner of system E: prices by blocks, by zones and for electric heating, as they were published. */
export const electricity: SampleSupplier = {
  id: 'prydniprovski-merezhi',
  nation: 'uk',
  dialect: { delimiter: ',', style: 'iso' },
  district: texts('Придніпровська область', 'Приднепровская область', 'Prydniprovsk region'),
  localities: [
    {
      name: 'м. Придніпровськ',
      settlement: 'town',
      names: texts('Придніпровськ', 'Приднепровск', 'Prydniprovsk'),
      formerNames: [texts('Дніпроленінськ', 'Днепроленинск', 'Dniproleninsk')],
    },
    { name: 'м. Ґрушівськ', settlement: 'town', names: texts('Ґрушівськ', 'Грушевск', 'Grushivsk') },
    { name: 'смт Веселий Яр', settlement: 'town', names: texts('Веселий Яр', 'Весёлый Яр', 'Veselyi Yar') },
    {
      name: "с. Кам'янка-Зарічна",
      settlement: 'village',
      names: texts("Кам'янка-Зарічна", 'Каменка-Заречная', 'Kamianka-Zarichna'),
    },
    { name: 'с. Об’їзне', settlement: 'village', names: texts('Об’їзне', 'Объездное', 'Obizne') },
  ],
  services: [
    {
      serviceKind: 'electricity',
      unit: 'кВт·год',
      metering: {
        season: [1.3, 1.25, 1.1, 0.95, 0.85, 0.8, 0.85, 0.9, 0.9, 1, 1.1, 1.2],
        window: { opensOnDay: -2, closesOnDay: 2, graceDays: 0, countsFor: 'opening_month' },
        monthlyUse: [60, 420],
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
      },
    },
  ],
  tariffBook: {
    questions: [
      SETTLEMENT,
      {
        id: 'family',
        text: texts(
          'Чи багатодітна у вас сім’я?',
          'Многодетная ли у вас семья?',
          'Is yours a registered large family?',
        ),
        hint: null,
        options: [
          { id: 'ordinary', label: texts('Ні', 'Нет', 'No') },
          {
            id: 'large',
            label: texts('Так, троє дітей або більше', 'Да, трое детей или больше', 'Yes, three children or more'),
          },
        ],
      },
      {
        id: 'heating',
        text: texts(
          'Чи зареєстровано у вас електроопалення?',
          'Зарегистрировано ли у вас электроотопление?',
          'Is electric heating registered at your address?',
        ),
        hint: texts(
          'Про це є запис у договорі. Якщо не знаєте, оберіть «Ні».',
          'Об этом есть запись в договоре. Если не знаете, выберите «Нет».',
          'Your contract says so. If you do not know, choose "No".',
        ),
        options: [
          { id: 'other', label: texts('Ні', 'Нет', 'No') },
          { id: 'electric', label: texts('Так', 'Да', 'Yes') },
        ],
      },
    ],
    tariffs: [
      tariff({
        ...ELECTRICITY,
        id: 'town-2015-04',
        validFrom: '2015-04-01',
        validTo: '2015-08-31',
        blocks: steps(['100', '0.366'], ['600', '0.63'], [null, '1.407']),
        source: RESOLUTION_220,
      }),
      tariff({
        ...ELECTRICITY,
        id: 'village-2015-04',
        validFrom: '2015-04-01',
        validTo: '2015-08-31',
        when: { settlement: ['village'] },
        blocks: steps(['150', '0.366'], ['600', '0.63'], [null, '1.407']),
        source: RESOLUTION_220,
      }),
      tariff({
        ...ELECTRICITY,
        id: 'household-2016-03',
        validFrom: '2016-03-01',
        validTo: '2016-08-31',
        blocks: steps(['100', '0.57'], ['600', '0.99'], [null, '1.56']),
        source: RESOLUTION_220,
      }),
      tariff({
        ...ELECTRICITY,
        id: 'household-2016-09',
        validFrom: '2016-09-01',
        validTo: '2017-02-28',
        blocks: steps(['100', '0.714'], ['600', '1.29'], [null, '1.638']),
        source: RESOLUTION_220,
      }),
      tariff({
        ...LARGE_FAMILY,
        id: 'large-family-2016-09',
        validFrom: '2016-09-01',
        validTo: '2017-02-28',
        blocks: flat('0.714'),
        source: RESOLUTION_220,
      }),
      tariff({
        ...ELECTRICITY,
        id: 'household-2017-03',
        validFrom: '2017-03-01',
        validTo: '2021-09-30',
        blocks: steps(['100', '0.90'], [null, '1.68']),
        source: RESOLUTION_220,
      }),
      tariff({
        ...LARGE_FAMILY,
        id: 'large-family-2017-03',
        validFrom: '2017-03-01',
        validTo: '2021-09-30',
        blocks: flat('0.90'),
        source: RESOLUTION_220,
      }),
      tariff({
        ...ELECTRICITY,
        id: 'household-2021-10',
        validFrom: '2021-10-01',
        validTo: '2023-05-31',
        blocks: steps(['250', '1.44'], [null, '1.68']),
        blockRule: 'whole_volume',
      }),
      tariff({
        ...ELECTRICITY,
        id: 'household-2023-06',
        validFrom: '2023-06-01',
        validTo: '2024-05-31',
        blocks: flat('2.64'),
      }),
      tariff({ ...ELECTRICITY, id: 'household-2024-06', validFrom: '2024-06-01', blocks: flat('4.32') }),
      // The rule before it (above 2,000 kWh the whole month at 4.32) is not here: 4.32 came in June 2024, and the new rule before the next season.
      tariff({
        ...ELECTRICITY,
        id: 'heating-2024-10',
        validFrom: '2024-10-01',
        season: { from: '10-01', to: '04-30' },
        when: { heating: ['electric'] },
        blocks: steps(['2000', '2.64'], [null, '4.32']),
        name: texts('Електроопалення', 'Электроотопление', 'Electric heating'),
      }),
    ],
    norms: [
      norm({
        id: 'electricity-norm',
        serviceKind: 'electricity',
        unit: 'kWh',
        per: 'household',
        quantity: '100',
        validFrom: '2015-04-01',
      }),
    ],
    benefits: [veteran('electricity', '100')],
  },
  answers: (random) => ({
    family: random.chance(0.06) ? 'large' : 'ordinary',
    heating: random.chance(0.1) ? 'electric' : 'other',
  }),
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
      'reminders',
    ],
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
    theme: { accent: '#1f3fae', accentDark: '#9db4ff' },
    hostedSignIn: true,
    paying: samplePaying('prydniprovski-merezhi', {
      recipient: 'АТ «ПРИДНІПРОВСЬКІ МЕРЕЖІ»',
      taxId: '39999202',
      iban: 'UA653999990000026003000000202',
    }),
    appeals: sampleAppeals({
      country: 'UA',
      network: texts('Служба обліку і мереж', 'Служба учёта и сетей', 'Metering and networks'),
      readingDays: texts(
        'Із передостаннього дня місяця до 2-го числа наступного.',
        'С предпоследнего дня месяца до 2-го числа следующего.',
        'From the last day but one of the month to the 2nd of the next.',
      ),
      connects: 'electricity',
      supportAddress: 'support@prydniprovski-merezhi.example',
    }),
    holidays: UKRAINIAN_HOLIDAYS,
    linkProofs: ['last_payment', 'meter_number'],
    guestReadings: { proof: 'meter_number' },
    receptions: POWER_RECEPTIONS,
  },
};
