import type { PlausibilityThresholds, ReadingFinding, SupplierWindowRule } from '@kabinet/rules';

/** What was read before or after: imported from the billing base, a value for each zone. */
export interface KnownReading {
  readonly readAt: string;
  readonly countsFor: string;
  readonly values: readonly string[];
  readonly quality?: 'estimated';
}

/** A reading handed in, and how it must be judged: by the rules, by the mock and by the server alike. */
export interface ReadingCase {
  readonly name: string;
  readonly now: string;
  /** When the dial was read; `now` without it. */
  readonly readAt?: string;
  readonly zones?: readonly ('total' | 'day' | 'night')[];
  readonly window?: Partial<SupplierWindowRule>;
  readonly maxDailyUse?: string;
  readonly plausibility?: PlausibilityThresholds;
  readonly removedOn?: string;
  readonly isAccountClosed?: boolean;
  /** Besides the baseline of 1 October 2026. */
  readonly known?: readonly KnownReading[];
  readonly values: readonly string[];
  readonly isConfirmed?: boolean;
  readonly expected: {
    readonly outcome: 'accepted' | 'questioned' | 'needs_confirmation' | 'rejected';
    /** Code, severity, zone. */
    readonly findings?: readonly (readonly [ReadingFinding['code'], ReadingFinding['severity'], string | null])[];
    readonly countsFor?: string;
    readonly consumption?: readonly (string | null)[];
    readonly stored?: readonly string[];
    readonly opensOn?: string;
  };
}

/** Each case begins with this: read on 1 October for September. */
export const BASELINE: Readonly<Record<'total' | 'day' | 'night', string>> = {
  total: '1234.5',
  day: '5000',
  night: '2500',
};
export const BASELINE_READ_AT = '2026-10-01T09:00:00Z';

export const GAS_WINDOW: SupplierWindowRule = {
  opensOnDay: 1,
  closesOnDay: 5,
  graceDays: 0,
  countsFor: 'previous_month',
  lateReadings: 'refuse',
};

const IN_WINDOW = '2026-11-03T10:00:00Z';
const thresholds: PlausibilityThresholds = { timesUsual: '3', neverBelow: '1', seasonal: true };

/** Monthly readings of the two years before the baseline: 300 m³ in each winter month, 10 in the others. */
const twoYears: readonly KnownReading[] = (() => {
  const known: KnownReading[] = [];
  let value = 1234.5;
  for (let monthsAgo = 1; monthsAgo <= 23; monthsAgo += 1) {
    const used = new Date(Date.UTC(2026, 9 - monthsAgo, 1));
    value -= [10, 11, 0, 1].includes(used.getUTCMonth()) ? 150 : 2;
    const month = (date: Date) => date.toISOString().slice(0, 7);
    known.push({
      readAt: `${month(used)}-01T09:00:00Z`,
      countsFor: month(new Date(Date.UTC(2026, 8 - monthsAgo, 1))),
      values: [String(value)],
    });
  }
  return known;
})();

export const readingCases: readonly ReadingCase[] = [
  {
    name: 'a usual month',
    now: IN_WINDOW,
    values: ['1279'],
    expected: { outcome: 'accepted', countsFor: '2026-10', consumption: ['44.5'], stored: ['1279'] },
  },
  {
    name: 'red digits that the dial does not have are cut off',
    now: IN_WINDOW,
    values: ['1279.12345'],
    expected: { outcome: 'accepted', consumption: ['44.623'], stored: ['1279.123'] },
  },
  {
    name: 'nothing used, the red digits left out: the dial has not gone back',
    now: IN_WINDOW,
    values: ['1234'],
    expected: { outcome: 'accepted', consumption: ['0'], stored: ['1234.5'] },
  },
  {
    name: 'more digits than the dial has',
    now: IN_WINDOW,
    values: ['123456'],
    expected: { outcome: 'needs_confirmation', findings: [['too_many_digits', 'confirm', 'total']] },
  },
  {
    name: 'more digits than the dial has, and confirmed: the supplier’s record may be wrong',
    now: IN_WINDOW,
    maxDailyUse: '50',
    values: ['123456.7'],
    isConfirmed: true,
    expected: {
      outcome: 'questioned',
      findings: [['too_many_digits', 'confirm', 'total']],
      countsFor: '2026-10',
      consumption: ['122222.2'],
      stored: ['123456.7'],
    },
  },
  {
    name: 'as many digits as a dial can have at all, and confirmed',
    now: IN_WINDOW,
    values: ['999999999999.999'],
    isConfirmed: true,
    expected: {
      outcome: 'questioned',
      findings: [['too_many_digits', 'confirm', 'total']],
      consumption: ['999999998765.499'],
      stored: ['999999999999.999'],
    },
  },
  {
    name: 'more digits than any dial has',
    now: IN_WINDOW,
    values: ['1000000000000'],
    isConfirmed: true,
    expected: { outcome: 'rejected', findings: [['too_many_digits', 'reject', 'total']] },
  },
  {
    name: 'the month after one that was longer than the dial',
    now: IN_WINDOW,
    known: [{ readAt: '2026-10-20T09:00:00Z', countsFor: '2026-09', values: ['123456.7'] }],
    values: ['123501.7'],
    isConfirmed: true,
    expected: {
      outcome: 'questioned',
      findings: [['too_many_digits', 'confirm', 'total']],
      consumption: ['45'],
    },
  },
  {
    name: 'the month after one that was longer by a slip: no use, and no turn of the dial',
    now: IN_WINDOW,
    known: [{ readAt: '2026-10-20T09:00:00Z', countsFor: '2026-09', values: ['123456.7'] }],
    values: ['23500'],
    isConfirmed: true,
    expected: {
      outcome: 'questioned',
      findings: [['less_than_previous', 'confirm', 'total']],
      consumption: [null],
    },
  },
  {
    name: 'an implausible use, though a longer number was confirmed before: that is nobody’s habit',
    now: IN_WINDOW,
    plausibility: { ...thresholds, seasonal: false },
    known: [
      { readAt: '2025-12-01T09:00:00Z', countsFor: '2025-11', values: ['914.5'] },
      { readAt: '2026-04-01T09:00:00Z', countsFor: '2026-03', values: ['1034.5'] },
      { readAt: '2026-05-01T09:00:00Z', countsFor: '2026-04', values: ['123456.7'] },
    ],
    values: ['9234.5'],
    expected: { outcome: 'needs_confirmation', findings: [['implausible', 'confirm', 'total']] },
  },
  {
    name: 'lower than the last',
    now: IN_WINDOW,
    values: ['1200'],
    expected: { outcome: 'needs_confirmation', findings: [['less_than_previous', 'confirm', 'total']] },
  },
  {
    name: 'lower than the last, and confirmed',
    now: IN_WINDOW,
    values: ['1200'],
    isConfirmed: true,
    expected: {
      outcome: 'questioned',
      findings: [['less_than_previous', 'confirm', 'total']],
      countsFor: '2026-10',
      consumption: [null],
    },
  },
  {
    name: 'above the limit for anybody',
    now: IN_WINDOW,
    maxDailyUse: '50',
    values: ['2934.6'],
    expected: { outcome: 'needs_confirmation', findings: [['implausible', 'confirm', 'total']] },
  },
  {
    name: 'at the limit for anybody',
    now: IN_WINDOW,
    maxDailyUse: '50',
    values: ['2884.5'],
    expected: { outcome: 'accepted', consumption: ['1650'] },
  },
  {
    name: 'a winter use in October, of a customer who uses little then',
    now: IN_WINDOW,
    plausibility: thresholds,
    known: twoYears.slice(0, 9),
    values: ['1384'],
    expected: { outcome: 'accepted', consumption: ['149.5'] },
  },
  {
    name: 'the same with a year of history: not what is used in October',
    now: IN_WINDOW,
    plausibility: { ...thresholds, timesUsual: '1.5', neverBelow: '0.5' },
    known: twoYears.map((each) => each),
    values: ['1834.5'],
    expected: { outcome: 'needs_confirmation', findings: [['implausible', 'confirm', 'total']] },
  },
  {
    name: 'the first frost, with a year of history',
    now: IN_WINDOW,
    plausibility: thresholds,
    known: twoYears,
    values: ['1334.5'],
    expected: { outcome: 'accepted', consumption: ['100'] },
  },
  {
    name: 'above an estimate: compared with all the time since the last actual reading',
    now: IN_WINDOW,
    plausibility: { ...thresholds, neverBelow: '0.1', seasonal: false },
    known: [
      { readAt: '2026-06-01T09:00:00Z', countsFor: '2026-05', values: ['1194.5'] },
      { readAt: '2026-10-29T09:00:00Z', countsFor: '2026-10', values: ['1235'], quality: 'estimated' },
    ],
    // 30 in 33 days after 40 in 122, although 29.5 of them in the five days since the estimate.
    values: ['1264.5'],
    expected: { outcome: 'accepted', consumption: ['29.5'] },
  },
  {
    name: 'below an estimate that was too high',
    now: IN_WINDOW,
    known: [{ readAt: '2026-10-29T09:00:00Z', countsFor: '2026-10', values: ['1300'], quality: 'estimated' }],
    values: ['1279'],
    expected: { outcome: 'needs_confirmation', findings: [['less_than_previous', 'confirm', 'total']] },
  },
  {
    name: 'lower than a later reading',
    now: IN_WINDOW,
    readAt: '2026-11-03T08:00:00Z',
    known: [{ readAt: '2026-11-03T09:00:00Z', countsFor: '2026-10', values: ['1270'] }],
    values: ['1279'],
    expected: { outcome: 'needs_confirmation', findings: [['greater_than_subsequent', 'confirm', 'total']] },
  },
  {
    name: 'a phone whose clock is a little ahead',
    now: IN_WINDOW,
    readAt: '2026-11-03T10:04:59Z',
    values: ['1279'],
    expected: { outcome: 'accepted' },
  },
  {
    name: 'from the future',
    now: IN_WINDOW,
    readAt: '2026-11-03T10:05:01Z',
    values: ['1279'],
    expected: { outcome: 'rejected', findings: [['timestamp_future', 'reject', null]] },
  },
  {
    name: 'a meter taken off',
    now: IN_WINDOW,
    removedOn: '2026-11-03',
    values: ['1279'],
    expected: { outcome: 'rejected', findings: [['meter_decommissioned', 'reject', null]] },
  },
  {
    name: 'a meter taken off tomorrow',
    now: IN_WINDOW,
    removedOn: '2026-11-04',
    values: ['1279'],
    expected: { outcome: 'accepted' },
  },
  {
    name: 'a closed account',
    now: IN_WINDOW,
    isAccountClosed: true,
    values: ['1279'],
    expected: { outcome: 'rejected', findings: [['meter_decommissioned', 'reject', null]] },
  },
  {
    name: 'outside the window, where late readings are refused',
    now: '2026-11-06T10:00:00Z',
    values: ['1279'],
    expected: { outcome: 'rejected', findings: [['window_closed', 'reject', null]], opensOn: '2026-12-01' },
  },
  {
    name: 'outside the window, where late readings count for the next bill',
    now: '2026-11-06T10:00:00Z',
    window: { lateReadings: 'accept' },
    values: ['1279'],
    expected: { outcome: 'accepted', countsFor: '2026-11' },
  },
  {
    name: 'in the days of grace',
    now: '2026-11-06T10:00:00Z',
    window: { graceDays: 1 },
    values: ['1279'],
    expected: { outcome: 'accepted', countsFor: '2026-10' },
  },
  {
    name: 'read in the window, sent within a day after it',
    now: '2026-11-06T10:00:00Z',
    readAt: '2026-11-05T20:00:00Z',
    values: ['1279'],
    expected: { outcome: 'accepted', countsFor: '2026-10' },
  },
  {
    name: 'read in the window, sent more than a day after it',
    now: '2026-11-06T10:00:00Z',
    readAt: '2026-11-05T09:59:59Z',
    values: ['1279'],
    expected: { outcome: 'rejected', findings: [['window_closed', 'reject', null]], opensOn: '2026-12-01' },
  },
  {
    name: 'the last minute of the window, by the supplier’s clock',
    now: '2026-11-05T21:59:59Z',
    values: ['1279'],
    expected: { outcome: 'accepted', countsFor: '2026-10' },
  },
  {
    name: 'a minute later',
    now: '2026-11-05T22:00:00Z',
    values: ['1279'],
    expected: { outcome: 'rejected', findings: [['window_closed', 'reject', null]], opensOn: '2026-12-01' },
  },
  {
    name: 'day and night, across the end of the month',
    now: '2026-11-01T21:59:00Z',
    zones: ['day', 'night'],
    window: { opensOnDay: -2, closesOnDay: 2, countsFor: 'opening_month' },
    values: ['5100', '2540'],
    expected: { outcome: 'accepted', countsFor: '2026-10', consumption: ['100', '40'] },
  },
  {
    name: 'day and night exchanged',
    now: '2026-11-01T10:00:00Z',
    zones: ['day', 'night'],
    window: { opensOnDay: -2, closesOnDay: 2, countsFor: 'opening_month' },
    maxDailyUse: '50',
    values: ['2540', '5100'],
    expected: {
      outcome: 'needs_confirmation',
      findings: [
        ['less_than_previous', 'confirm', 'day'],
        ['implausible', 'confirm', 'night'],
      ],
    },
  },
  {
    name: 'everything wrong at once: all of it is told, in one order',
    now: '2026-11-06T10:00:00Z',
    removedOn: '2026-10-20',
    values: ['123456'],
    expected: {
      outcome: 'rejected',
      findings: [
        ['too_many_digits', 'confirm', 'total'],
        ['meter_decommissioned', 'reject', null],
        ['window_closed', 'reject', null],
      ],
      opensOn: '2026-12-01',
    },
  },
];
