import {
  addDays,
  addMonths,
  type CalendarDate,
  type CalendarMonth,
  dateInTimeZone,
  dayOfMonth,
  defaultPlausibility,
  endOfDayInTimeZone,
  monthOf,
  readingNumber,
  type ReadingWindowState,
  readingWindowOn,
  type SupplierWindowRule,
} from '@kabinet/rules';
import type {
  Account,
  AccountTariff,
  Balance,
  BalanceLine,
  Contract,
  Locality,
  Meter,
  PaymentPlan,
  Reading,
  Register,
  ReminderSettings,
  ServiceKind,
  Session,
  Supplier,
  TariffBook,
} from '../schemas/index.js';
import { type MockAppealsData, sampleAppealsData } from './sample-appeals.js';
import { type MockAppointmentsData, sampleAppointments } from './sample-appointments.js';
import { sampleLocalities, sampleTariffBook } from './sample-tariffs.js';
import {
  sampleAccount,
  sampleBalance,
  sampleMeter,
  samplePaymentPlan,
  sampleReading,
  sampleReminders,
  sampleSession,
  sampleSupplier,
} from './samples.js';

export interface MockMeter {
  readonly meter: Omit<Meter, 'baseline' | 'submitted' | 'recentUse'>;
  /** Newest first. */
  readings: Reading[];
}

export interface MockAccount {
  readonly account: Account;
  readonly balance: Balance;
  readonly meters: readonly MockMeter[];
  /** What its charges are worked out by, where that is not as for most. */
  readonly tariff?: Partial<AccountTariff>;
  /** What the customer plans to pay for it. */
  readonly plans?: readonly PaymentPlan[];
  /** Those of the sample account without it. */
  readonly contracts?: readonly Contract[];
}

export type MockWindow = SupplierWindowRule;

/** Everything the mock answers from: one supplier, one signed-in customer, the customer's accounts. */
export interface MockData {
  readonly supplier: Supplier;
  readonly session: Session;
  /** One rule a service whose readings are taken. */
  readonly windows: Readonly<Partial<Record<ServiceKind, MockWindow>>>;
  readonly accounts: readonly MockAccount[];
  readonly reminders: ReminderSettings;
  readonly tariffBook: Omit<TariffBook, 'variesByLocality'>;
  readonly localities: readonly Locality[];
  readonly appointments: MockAppointmentsData;
  readonly appeals: MockAppealsData;
}

/**
 * Which windows the sample supplier keeps: `real` are those of real suppliers (gas 1-5, electricity the last two days and
 * 1-2, water 10-25). The others are laid around today, so that a page shows the same on any day: `open` with two days left,
 * `last-day`, `grace` (the closing day was yesterday), `closed` until ten days from now, `refused` until six days
 * from now with late readings refused.
 */
export type SampleWindow = 'real' | 'open' | 'last-day' | 'grace' | 'closed' | 'refused';
export const sampleWindows: readonly SampleWindow[] = ['real', 'open', 'last-day', 'grace', 'closed', 'refused'];

function windowAround(today: CalendarDate, choice: Exclude<SampleWindow, 'real'>): MockWindow {
  const [opens, closes] = { open: [-2, 2], 'last-day': [-4, 0], grace: [-5, -1], closed: [10, 14], refused: [6, 10] }[
    choice
  ] as [number, number];
  const dayNumber = (days: number) => Number(addDays(today, days).slice(8));
  return {
    opensOnDay: dayNumber(opens),
    closesOnDay: dayNumber(closes),
    graceDays: choice === 'grace' ? 2 : 0,
    countsFor: 'previous_month',
    lateReadings: choice === 'refused' ? 'refuse' : 'accept',
  };
}

function windowsOf(today: CalendarDate, choice: SampleWindow): MockData['windows'] {
  if (choice !== 'real') {
    const window = windowAround(today, choice);
    return { gas: window, electricity: window, cold_water: window, hot_water: window };
  }
  const gas = {
    opensOnDay: 1,
    closesOnDay: 5,
    graceDays: 0,
    countsFor: 'previous_month',
    lateReadings: 'accept',
  } as const;
  const electricity = { ...gas, opensOnDay: -2, closesOnDay: 2, countsFor: 'opening_month' } as const;
  const water = {
    ...gas,
    opensOnDay: 10,
    closesOnDay: 25,
    countsFor: 'opening_month',
    lateReadings: 'refuse',
  } as const;
  return { gas, electricity, cold_water: water, hot_water: water };
}

interface SampleRegister extends Register {
  /** What the newest reading says. */
  readonly latest: number;
  /** Units a month, about. */
  readonly monthly: number;
}

interface SampleReadings {
  readonly meter: Pick<Meter, 'id' | 'multiplier'>;
  readonly registers: readonly SampleRegister[];
  /** The month the newest reading counts for, and the day it was read. */
  readonly countsFor: CalendarMonth;
  readonly readOn: CalendarDate;
  readonly months: number;
  readonly newestIsEstimated?: boolean;
}

/** A month's use that varies a little, the same each time. */
const useOf = (register: SampleRegister, monthsAgo: number) => register.monthly + ((monthsAgo * 7) % 11);

/** Monthly readings back from the newest, the dials going past zero where the numbers say so. */
function history({
  meter,
  registers,
  countsFor,
  readOn,
  months,
  newestIsEstimated = false,
}: SampleReadings): Reading[] {
  const shown = new Map(registers.map((each) => [each.id, each.latest]));
  return [...Array(months).keys()].map((monthsAgo) => {
    const day = dayOfMonth(addMonths(monthOf(readOn), -monthsAgo), Number(readOn.slice(8)));
    const isFirst = monthsAgo === months - 1;
    const isEstimated = newestIsEstimated && monthsAgo === 0;
    const values = registers.map((register) => {
      const value = shown.get(register.id) ?? 0;
      const use = useOf(register, monthsAgo);
      const range = 10 ** register.integerDigits;
      shown.set(register.id, (value - use + range) % range);
      return {
        registerId: register.id,
        value: String(value),
        consumption: isFirst ? null : String(use * Number(meter.multiplier)),
      };
    });
    return sampleReading({
      id: `${meter.id}-${addMonths(countsFor, -monthsAgo)}`,
      number: isEstimated || isFirst ? null : readingNumber(1_000_000 + (Number(day.replaceAll('-', '')) % 1_000_000)),
      meterId: meter.id,
      readAt: `${day}T07:30:00.000Z`,
      receivedAt: `${day}T07:30:00.000Z`,
      source: isEstimated ? 'estimate' : isFirst ? 'inspector' : monthsAgo % 5 === 2 ? 'sms' : 'customer',
      quality: isEstimated ? 'estimated' : 'actual',
      values,
      countsFor: addMonths(countsFor, -monthsAgo),
    });
  });
}

type LineKind = BalanceLine['kind'];

/** The sample accounts by name, which is also their id. */
export type SampleAccountName =
  | 'gas'
  | 'two-zones'
  | 'replaced-meter'
  | 'rolled-over'
  | 'huge-debt'
  | 'payment-on-the-way'
  | 'long-names'
  | 'never-read'
  | 'no-meters'
  | 'closed'
  | 'relative'
  | 'helped';

export const sampleAccountNames: readonly SampleAccountName[] = [
  'gas',
  'two-zones',
  'replaced-meter',
  'rolled-over',
  'huge-debt',
  'payment-on-the-way',
  'long-names',
  'never-read',
  'no-meters',
  'closed',
  'relative',
  'helped',
];

/** A customer with one account for every case that a widget must show well: theirs, a relative's, and one they help with. */
export function sampleData({
  now,
  window = 'real',
  accounts = sampleAccountNames,
  handedIn,
  plans,
  appointments = {},
  appeals = {},
}: {
  now: Date;
  window?: SampleWindow;
  accounts?: readonly SampleAccountName[];
  /** Every meter in use already has a reading for the current window, taken or questioned. */
  handedIn?: 'accepted' | 'questioned';
  /** Every account has a planned payment: by a kept card, or by a reminder. */
  plans?: PaymentPlan['mode'];
  /** What differs of the receptions: how much is taken, and what the customer has there. */
  appointments?: Partial<MockAppointmentsData>;
  /** What differs of the appeals: their kinds, and what the customer has sent. */
  appeals?: Partial<MockAppealsData>;
}): MockData {
  const supplier = sampleSupplier();
  const today = dateInTimeZone(now, supplier.timeZone);
  const windows = windowsOf(today, window);

  const meterOf = ({
    registers,
    months = 14,
    newestIsEstimated = false,
    newestMonthsAgo = 1,
    ...fields
  }: Partial<Omit<Meter, 'registers'>> & {
    id: string;
    registers: readonly SampleRegister[];
    months?: number;
    newestIsEstimated?: boolean;
    newestMonthsAgo?: number;
  }): MockMeter => {
    const {
      baseline: _baseline,
      submitted: _submitted,
      recentUse: _recentUse,
      ...meter
    } = sampleMeter({
      plausibility: defaultPlausibility[fields.serviceKind ?? 'gas'] ?? null,
      ...fields,
      registers: registers.map(({ latest: _latest, monthly: _monthly, ...register }) => register),
    });
    const rule = windows[meter.serviceKind];
    const current = rule && readingWindowOn(rule, today);
    const opensOn = current?.opensOn ?? today;
    const readOn = dayOfMonth(addMonths(monthOf(opensOn), -newestMonthsAgo), Number(opensOn.slice(8)));
    const countsFor = addMonths(current?.countsFor ?? monthOf(today), -newestMonthsAgo);
    const readings = history({ meter, registers, countsFor, readOn, months, newestIsEstimated });
    const handIn = handedIn !== undefined && current !== undefined && meter.removedOn === null;
    return { meter, readings: handIn ? [handedInReading(meter, registers, current), ...readings] : readings };
  };

  const handedInReading = (
    meter: MockMeter['meter'],
    registers: readonly SampleRegister[],
    { closesOn, graceDays, countsFor }: ReadingWindowState,
  ): Reading => {
    const at = new Date(now.getTime() - 3_600_000).toISOString();
    return sampleReading({
      id: `${meter.id}-${countsFor}`,
      number: readingNumber(1_900_000 + (Number(countsFor.replace('-', '')) % 100_000)),
      meterId: meter.id,
      readAt: at,
      receivedAt: at,
      status: handedIn ?? 'accepted',
      values: registers.map((register) => {
        // A use that no household has, or a usual one.
        const use = handedIn === 'questioned' ? register.monthly * 120 : register.monthly + 3;
        return {
          registerId: register.id,
          value: String((register.latest + use) % 10 ** register.integerDigits),
          consumption: String(use * Number(meter.multiplier)),
        };
      }),
      questionedFor: handedIn === 'questioned' ? ['implausible'] : [],
      countsFor,
      correctableUntil: endOfDayInTimeZone(addDays(closesOn, graceDays), supplier.timeZone).toISOString(),
    });
  };

  const previousMonth = addMonths(monthOf(today), -1);
  /** What the sum paid for, at the sample's price of a cubic metre: nothing where it is no whole number of them. */
  const gasFor = (amount: number) =>
    amount % 796 === 0 ? { quantity: String(amount / 796), unit: 'm3' as const, price: '7.96' } : null;
  const payDay = dayOfMonth(monthOf(today), 20);
  const balanceOf = ({
    serviceKind = 'gas',
    lines,
    basis = 'actual',
    onTheWay = 0,
    overdue = false,
  }: {
    serviceKind?: ServiceKind;
    lines: readonly (readonly [LineKind, number])[];
    basis?: 'actual' | 'estimated';
    onTheWay?: number;
    overdue?: boolean;
  }): Balance => {
    const money = (amount: number) => ({ amount, currency: supplier.currency });
    const paid = lines.find(([kind, amount]) => kind === 'payment' && amount < 0) ?? null;
    const owed = lines.reduce((sum, [, amount]) => sum + amount, 0);
    const nextPayDay = payDay >= today ? payDay : dayOfMonth(addMonths(monthOf(today), 1), 20);
    return sampleBalance({
      asOf: new Date(now.getTime() - 4 * 3_600_000).toISOString(),
      amountOwed: money(owed),
      dueOn: owed <= 0 ? null : overdue ? dayOfMonth(previousMonth, 20) : nextPayDay,
      period: { from: `${previousMonth}-01`, to: dayOfMonth(previousMonth, -1) },
      lines: lines.map(([kind, amount]) => ({
        kind,
        serviceKind,
        amount: money(amount),
        basis: kind === 'charge' ? basis : null,
        month: ['charge', 'benefit', 'recalculation'].includes(kind) ? previousMonth : null,
        component: kind === 'charge' ? 'supply' : null,
        use: kind === 'charge' && serviceKind === 'gas' ? gasFor(amount) : null,
      })),
      paymentsOnTheWay: money(onTheWay),
      lastPayment: paid && { amount: money(-paid[1]), paidOn: `${previousMonth}-14` },
    });
  };

  const gasRegister = (id: string, latest: number, monthly = 38): SampleRegister => ({
    id: `${id}-total`,
    zone: 'total',
    integerDigits: 5,
    decimalDigits: 3,
    latest,
    monthly,
  });
  const kWh = (zone: Register['zone'], id: string, latest: number, monthly: number): SampleRegister => ({
    id: `${id}-${zone}`,
    zone,
    integerDigits: 6,
    decimalDigits: 1,
    latest,
    monthly,
  });
  const electricMeter = { serviceKind: 'electricity', unit: 'kWh', maxDailyUse: '60' } as const;
  const waterMeter = (id: string, serviceKind: ServiceKind, serialNumber: string, latest: number): MockMeter =>
    meterOf({
      id,
      serviceKind,
      serialNumber,
      sealNumber: null,
      place: 'ванна кімната',
      maxDailyUse: '3',
      registers: [gasRegister(id, latest, 5)],
    });

  const byName: Readonly<Record<SampleAccountName, () => MockAccount>> = {
    gas: () => ({
      account: sampleAccount(),
      balance: balanceOf({
        lines: [
          ['opening', 302_54],
          ['charge', 358_20],
          ['payment', -302_54],
        ],
      }),
      meters: [meterOf({ id: 'gas-meter', registers: [gasRegister('gas', 1234)], months: 60 })],
    }),
    'two-zones': () => ({
      account: sampleAccount({ id: 'two-zones', accountNumber: '0400123457', serviceKinds: ['electricity'] }),
      balance: balanceOf({
        serviceKind: 'electricity',
        lines: [
          ['opening', -50_00],
          ['charge', 538_00],
          ['payment', -500_00],
        ],
      }),
      meters: [
        meterOf({
          ...electricMeter,
          id: 'two-zones-meter',
          serialNumber: 'NIK 2102-0778812',
          place: 'щиток на сходовому майданчику',
          registers: [kWh('day', 'two-zones', 18_432, 140), kWh('night', 'two-zones', 7_051, 60)],
        }),
      ],
    }),
    'replaced-meter': () => ({
      account: sampleAccount({ id: 'replaced-meter', accountNumber: '0400123458' }),
      balance: balanceOf({
        lines: [
          ['opening', 120_00],
          ['charge', 120_00],
          ['recalculation', -20_00],
          ['payment', -220_00],
        ],
      }),
      meters: [
        meterOf({
          id: 'replaced-meter-new',
          serialNumber: '07719003',
          installedOn: dayOfMonth(addMonths(monthOf(today), -4), 17),
          verificationDueOn: dayOfMonth(addMonths(monthOf(today), 92), 17),
          registers: [gasRegister('replaced-meter-new', 131)],
          months: 4,
        }),
        meterOf({
          id: 'replaced-meter-old',
          serialNumber: '01180442',
          removedOn: dayOfMonth(addMonths(monthOf(today), -4), 17),
          registers: [gasRegister('replaced-meter-old', 44_871)],
          newestMonthsAgo: 5,
        }),
      ],
    }),
    'rolled-over': () => ({
      account: sampleAccount({ id: 'rolled-over', accountNumber: '0400123459' }),
      balance: balanceOf({
        lines: [
          ['opening', 0],
          ['charge', 412_77],
        ],
        basis: 'estimated',
      }),
      meters: [
        meterOf({ id: 'rolled-over-meter', registers: [gasRegister('rolled-over', 99_987)], newestIsEstimated: true }),
      ],
    }),
    'huge-debt': () => ({
      account: sampleAccount({
        id: 'huge-debt',
        accountNumber: '0400123460',
        serviceKinds: ['cold_water', 'hot_water'],
      }),
      balance: balanceOf({
        serviceKind: 'cold_water',
        lines: [
          ['opening', 1_234_117_89],
          ['charge', 900_00],
          ['benefit', -450_00],
        ],
        overdue: true,
      }),
      meters: [
        waterMeter('huge-debt-cold', 'cold_water', 'ХВ-55120', 812),
        waterMeter('huge-debt-hot', 'hot_water', 'ГВ-55121', 407),
      ],
    }),
    'payment-on-the-way': () => ({
      account: sampleAccount({ id: 'payment-on-the-way', accountNumber: '0400123461' }),
      balance: balanceOf({
        lines: [
          ['opening', 0],
          ['charge', 358_20],
        ],
        onTheWay: 358_20,
      }),
      meters: [meterOf({ id: 'payment-on-the-way-meter', registers: [gasRegister('payment-on-the-way', 3_071)] })],
    }),
    'long-names': () => ({
      account: sampleAccount({
        id: 'long-names',
        accountNumber: '0400123462',
        serviceKinds: ['electricity'],
        premise: {
          address: "вул. Об'єднаних Територіальних Громад Лівобережжя, буд. 128-А/14, корпус 3, під'їзд 12, кв. 1047",
          locality: "селище міського типу Новопетропавлівсько-Мар'янівка",
        },
      }),
      balance: balanceOf({
        serviceKind: 'electricity',
        lines: [
          ['opening', 0],
          ['charge', 98_765_43],
        ],
      }),
      meters: [
        meterOf({
          ...electricMeter,
          id: 'long-names-meter',
          serialNumber: 'МТХ3R30.DK.4Z0-CD4-000000091827364',
          place: "трансформаторна підстанція №\u00a014 за під'їздом, щит обліку 0,4\u00a0кВ, друга комірка ліворуч",
          multiplier: '40',
          maxDailyUse: '2400',
          registers: [
            kWh('peak', 'long-names', 4_410, 21),
            kWh('half_peak', 'long-names', 9_806, 44),
            kWh('night', 'long-names', 3_377, 18),
          ],
        }),
      ],
    }),
    'never-read': () => {
      const { meter } = meterOf({
        id: 'never-read-meter',
        installedOn: addDays(today, -9),
        registers: [gasRegister('never-read', 0)],
      });
      return {
        account: sampleAccount({ id: 'never-read', accountNumber: '0400123463' }),
        balance: balanceOf({ lines: [] }),
        meters: [{ meter, readings: [] }],
        contracts: [],
      };
    },
    'no-meters': () => ({
      account: sampleAccount({ id: 'no-meters', accountNumber: '0400123464', serviceKinds: ['heat'] }),
      balance: balanceOf({
        serviceKind: 'heat',
        lines: [
          ['opening', 0],
          ['charge', 1_845_60],
        ],
        basis: 'estimated',
      }),
      meters: [],
    }),
    closed: () => ({
      account: sampleAccount({ id: 'closed', accountNumber: '0400123465', status: 'closed' }),
      balance: balanceOf({
        lines: [
          ['opening', 75_00],
          ['payment', -75_00],
        ],
      }),
      meters: [
        meterOf({
          id: 'closed-meter',
          removedOn: dayOfMonth(addMonths(monthOf(today), -6), 4),
          registers: [gasRegister('closed', 20_115)],
          newestMonthsAgo: 7,
        }),
      ],
    }),
    relative: () => ({
      account: sampleAccount({
        id: 'relative',
        accountNumber: '0400123466',
        premise: { address: 'вул. Козацька, 3', locality: 'Ніжин' },
        role: 'payer',
        grants: ['link', 'readings', 'payments', 'view'],
        nickname: 'Мама',
      }),
      balance: balanceOf({
        lines: [
          ['opening', 0],
          ['charge', 214_90],
        ],
      }),
      meters: [meterOf({ id: 'relative-meter', registers: [gasRegister('relative', 8_412, 22)] })],
    }),
    helped: () => ({
      account: sampleAccount({
        id: 'helped',
        accountNumber: '0400123467',
        premise: { address: 'вул. Садова, 18, кв. 2', locality: 'Чернігів' },
        role: 'helper',
        grants: ['link', 'readings'],
        untilOn: addDays(today, 32),
      }),
      balance: balanceOf({ lines: [['charge', 187_35]] }),
      meters: [meterOf({ id: 'helped-meter', registers: [gasRegister('helped', 30_266, 19)] })],
    }),
  };

  return {
    supplier,
    session: sampleSession({ expiresAt: new Date(now.getTime() + 1_800_000).toISOString() }),
    windows,
    accounts: accounts.map((name, index) => {
      const made = byName[name]();
      const account = { ...made.account, isDefault: index === 0 };
      return { ...made, account, ...(plans && { plans: [samplePaymentPlan(account.id, plans)] }) };
    }),
    reminders: sampleReminders(),
    tariffBook: sampleTariffBook(today),
    localities: sampleLocalities,
    appointments: { ...sampleAppointments, ...appointments },
    appeals: { ...sampleAppealsData, ...appeals },
  };
}
