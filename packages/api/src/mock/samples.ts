import type {
  Account,
  Balance,
  HostedPages,
  Meter,
  PaymentPlan,
  Reading,
  ReadingWindow,
  Register,
  ReminderSettings,
  Session,
  Supplier,
} from '../schemas/index.js';

/** The moment the samples below speak of: the third day of a gas supplier's window, a Tuesday morning. */
export const sampleNow = '2026-11-03T08:00:00.000Z';

const uah = (amount: number) => ({ amount, currency: 'UAH' });

const hostedPage = (page: string) => `https://cabinet.energy.example/sample/my/${page}`;

/** Where the sample supplier's customers would sign in. */
export const sampleHostedPages: HostedPages = {
  signIn: hostedPage('sign-in'),
  signUp: hostedPage('sign-up'),
  link: hostedPage('link'),
  accounts: hostedPage('accounts'),
  profile: hostedPage('profile'),
  devices: hostedPage('devices'),
  authorize: hostedPage('authorize'),
};

/** A supplier of everything, so that one sample serves every widget. */
export function sampleSupplier(overrides: Partial<Supplier> = {}): Supplier {
  return {
    id: 'sample',
    name: { uk: 'Зразок Енерго', ru: 'Образец Энерго', en: 'Sample Energy' },
    serviceKinds: ['gas', 'electricity', 'cold_water', 'hot_water', 'heat'],
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
      'guest-readings',
      'payments',
      'payment-history',
      'payment-plans',
      'reminders',
      'receipts',
      'appointments',
      'contracts',
      'appeals',
    ],
    phone: '0 800 500 104',
    phoneHours: {
      uk: 'щодня з 8:00 до 20:00, безкоштовно',
      ru: 'ежедневно с 8:00 до 20:00, бесплатно',
      en: 'every day from 8:00 to 20:00, free of charge',
    },
    emergencyPhone: '104',
    channels: [
      {
        kind: 'sms',
        address: '7104',
        note: {
          uk: 'номер рахунку, пробіл, показання: 0400123456 1279',
          ru: 'номер счёта, пробел, показание: 0400123456 1279',
          en: 'account number, space, reading: 0400123456 1279',
        },
        takesReadings: true,
      },
      {
        kind: 'phone',
        address: '0 800 500 104',
        note: { uk: 'цілодобовий автовідповідач', ru: 'круглосуточный автоответчик', en: 'voice robot, day and night' },
        takesReadings: true,
      },
      { kind: 'email', address: 'readings@energy.example', note: null, takesReadings: true },
    ],
    accountNumber: { pattern: '\\d{10}', example: '0400 123 456' },
    pages: sampleHostedPages,
    linkProofs: ['pin', 'last_payment', 'meter_number'],
    guestReadings: { proof: 'meter_number' },
    payments: {
      methods: [
        {
          id: 'card',
          name: { uk: 'Картка', ru: 'Карта', en: 'Card' },
          site: 'pay.example',
          fee: null,
          keepsCard: true,
          isTest: true,
        },
      ],
      atLeast: 100,
      atMost: 2_999_900,
      bankTransfer: true,
    },
    ...overrides,
  };
}

export function sampleSession(overrides: Partial<Session> = {}): Session {
  return {
    customer: { displayName: 'Оксана Коваль', kind: 'household', key: 'oksana' },
    expiresAt: '2026-11-03T08:30:00.000Z',
    isRenewable: true,
    ...overrides,
  };
}

export function sampleAccount(overrides: Partial<Account> = {}): Account {
  return {
    id: 'gas',
    accountNumber: '0400123456',
    serviceKinds: ['gas'],
    premise: { address: 'вул. Шевченка, 12, кв. 7', locality: 'Чернігів' },
    status: 'open',
    role: 'holder',
    grants: ['link', 'readings', 'payments', 'view', 'manage'],
    untilOn: null,
    nickname: '',
    isDefault: true,
    ...overrides,
  };
}

export function sampleRegister(overrides: Partial<Register> = {}): Register {
  return { id: 'gas-total', zone: 'total', integerDigits: 5, decimalDigits: 3, ...overrides };
}

/** Last month's reading of the sample meter, given by the customer. */
export function sampleReading(overrides: Partial<Reading> = {}): Reading {
  return {
    id: 'reading-2026-09',
    number: '1000-0008',
    meterId: 'gas-meter',
    readAt: '2026-10-02T07:30:00.000Z',
    receivedAt: '2026-10-02T07:30:00.000Z',
    source: 'customer',
    quality: 'actual',
    status: 'accepted',
    values: [{ registerId: 'gas-total', value: '1234', consumption: '38' }],
    questionedFor: [],
    countsFor: '2026-09',
    correctableUntil: null,
    hasPhoto: false,
    ...overrides,
  };
}

/** A gas meter of one register, read last month and not yet this month. */
export function sampleMeter(overrides: Partial<Meter> = {}): Meter {
  return {
    id: 'gas-meter',
    serviceKind: 'gas',
    serialNumber: '04512877',
    sealNumber: 'Ч 118204',
    place: 'кухня',
    installedOn: '2019-06-14',
    removedOn: null,
    verificationDueOn: '2027-06-14',
    multiplier: '1',
    unit: 'm3',
    registers: [sampleRegister()],
    baseline: sampleReading(),
    submitted: null,
    maxDailyUse: '25',
    recentUse: [],
    plausibility: null,
    ...overrides,
  };
}

/** The gas window of B4: open from the 1st to the 5th, for the month before. */
export function sampleWindow(overrides: Partial<ReadingWindow> = {}): ReadingWindow {
  return {
    serviceKind: 'gas',
    opensOn: '2026-11-01',
    closesOn: '2026-11-05',
    graceDays: 0,
    isOpen: true,
    daysLeft: 2,
    countsFor: '2026-10',
    lateReadings: 'accept',
    ...overrides,
  };
}

/** 358,20 грн to pay by 20 November. */
export function sampleBalance(overrides: Partial<Balance> = {}): Balance {
  return {
    asOf: '2026-11-03T04:00:00.000Z',
    amountOwed: uah(358_20),
    dueOn: '2026-11-20',
    period: { from: '2026-10-01', to: '2026-10-31' },
    lines: [
      {
        kind: 'opening',
        serviceKind: 'gas',
        amount: uah(302_54),
        basis: null,
        month: null,
        component: null,
        use: null,
      },
      {
        kind: 'charge',
        serviceKind: 'gas',
        amount: uah(358_20),
        basis: 'actual',
        month: '2026-10',
        component: 'supply',
        use: { quantity: '45', unit: 'm3', price: '7.96' },
      },
      {
        kind: 'payment',
        serviceKind: 'gas',
        amount: uah(-302_54),
        basis: null,
        month: null,
        component: null,
        use: null,
      },
    ],
    paymentsOnTheWay: uah(0),
    lastPayment: null,
    ...overrides,
  };
}

/** All that is due, three days before the day to pay by, and never more than 1000 грн at once. */
export function samplePaymentPlan(accountId: string, mode: PaymentPlan['mode']): PaymentPlan {
  return {
    id: `plan-of-${accountId}`,
    accountId,
    methodId: 'card',
    amount: null,
    atMost: uah(1_000_00),
    timing: { kind: 'days_before_due', days: 3 },
    status: 'active',
    mode,
    card: mode === 'charge' ? '•••• 4242' : null,
    nextOn: null,
    last: null,
  };
}

/** A customer with a phone and an e-mail address who wants no reminders yet. */
export function sampleReminders(): ReminderSettings {
  return {
    daysBefore: 3,
    channels: [
      { id: 'phone', kind: 'phone', address: '+380 67 ••• •• 67', isOn: false },
      { id: 'email', kind: 'email', address: 'ok•••@energy.example', isOn: false },
    ],
  };
}
