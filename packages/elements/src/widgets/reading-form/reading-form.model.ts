import type { Meter, Reading, ReadingSubmission, ReadingWindow } from '@kabinet/api';
import {
  addDays,
  type CalendarDate,
  checkReading,
  dateInTimeZone,
  parseReadingInput,
  type ReadingVerdict,
  type RegisterDial,
} from '@kabinet/rules';

/** What a person typed, by register. */
export type Typed = Readonly<Record<string, string>>;

export type FieldFault = 'not_digits' | 'too_many_digits';

/** What was typed, judged by the rules the server applies too. */
export type Judgement =
  | { readonly kind: 'faulty'; readonly faults: Readonly<Record<string, FieldFault>> }
  | { readonly kind: 'reading'; readonly values: ReadingSubmission['values']; readonly verdict: ReadingVerdict };

/** Judges what was typed as a reading of the meter, taken on the day `readOn` of the supplier's zone. */
export function judgeReading({
  meter,
  typed,
  readOn,
  timeZone,
}: {
  meter: Meter;
  typed: Typed;
  readOn: CalendarDate;
  timeZone: string;
}): Judgement {
  const faults: Record<string, FieldFault> = {};
  const values: ReadingSubmission['values'] = [];
  for (const register of meter.registers) {
    const input = parseReadingInput(typed[register.id] ?? '', register);
    if (input.kind === 'value') values.push({ registerId: register.id, value: input.value });
    else faults[register.id] = input.kind === 'too_many_digits' ? 'too_many_digits' : 'not_digits';
  }
  if (values.length < meter.registers.length) return { kind: 'faulty', faults };
  return { kind: 'reading', values, verdict: checkReading(toCheck({ meter, values, readOn, timeZone })) };
}

function toCheck({
  meter,
  values,
  readOn,
  timeZone,
}: {
  meter: Meter;
  values: ReadingSubmission['values'];
  readOn: CalendarDate;
  timeZone: string;
}) {
  const { baseline } = meter;
  return {
    registers: meter.registers
      .filter((register) => values.some((each) => each.registerId === register.id))
      .map((register) => ({
        id: register.id,
        integerDigits: register.integerDigits,
        decimalDigits: register.decimalDigits,
        value: values.find((each) => each.registerId === register.id)?.value ?? '0',
        previous: baseline?.values.find((each) => each.registerId === register.id)?.value ?? null,
      })),
    multiplier: meter.multiplier,
    maxDailyUse: meter.maxDailyUse,
    previousReadOn: baseline && dateInTimeZone(baseline.readAt, timeZone),
    readOn,
  };
}

/** The use that a half-typed reading already shows, by register; nothing for a number that is still below the earlier one. */
export function liveUse(options: {
  meter: Meter;
  typed: Typed;
  readOn: CalendarDate;
  timeZone: string;
}): Readonly<Record<string, string>> {
  const values = options.meter.registers.flatMap((register) => {
    const input = parseReadingInput(options.typed[register.id] ?? '', register);
    return input.kind === 'value' ? [{ registerId: register.id, value: input.value }] : [];
  });
  const { use } = checkReading(toCheck({ ...options, values }));
  return Object.fromEntries(
    use.flatMap(({ registerId, consumption, rolledOver }) =>
      consumption === null || rolledOver ? [] : [[registerId, consumption] as const],
    ),
  );
}

/** A number with as many digits as the dial has, to show how one looks: `01234`. */
export function exampleReading({ integerDigits }: RegisterDial): string {
  return '1234'.slice(0, integerDigits).padStart(integerDigits, '0');
}

/** How the period for readings stands on the day. */
export type WindowStanding =
  | { readonly kind: 'always' }
  | { readonly kind: 'open'; readonly window: ReadingWindow }
  | { readonly kind: 'last_day'; readonly window: ReadingWindow }
  | { readonly kind: 'grace'; readonly window: ReadingWindow; readonly graceEndsOn: CalendarDate }
  | { readonly kind: 'closed'; readonly window: ReadingWindow };

export function windowStanding(window: ReadingWindow | null, today: CalendarDate): WindowStanding {
  if (!window) return { kind: 'always' };
  if (!window.isOpen) return { kind: 'closed', window };
  if (today > window.closesOn)
    return { kind: 'grace', window, graceEndsOn: addDays(window.closesOn, window.graceDays) };
  return today === window.closesOn ? { kind: 'last_day', window } : { kind: 'open', window };
}

/** Statuses of a reading that stands for the current period. */
export const STANDING_STATUSES = ['accepted', 'received', 'questioned'] as const;
export type StandingStatus = (typeof STANDING_STATUSES)[number];

export function isStanding(reading: Reading): reading is Reading & { status: StandingStatus } {
  return STANDING_STATUSES.some((each) => each === reading.status);
}
