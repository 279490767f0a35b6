import type { Meter, ReadingSubmission } from '@kabinet/api';
import {
  type CalendarDate,
  checkReading,
  type CoachedMeter,
  coachReading,
  dateInTimeZone,
  parseReadingInput,
  type ReadingVerdict,
  type SlipAdvice,
} from '@kabinet/rules';
import type { FieldFault, Typed } from './reading-form.model.js';

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
    ...yardsticks(meter, timeZone),
    readOn,
  };
}

/** What the server judges a reading of the meter by, besides its numbers. */
function yardsticks(
  { baseline, multiplier, maxDailyUse, recentUse, plausibility }: Meter,
  timeZone: string,
): Pick<CoachedMeter, 'multiplier' | 'maxDailyUse' | 'recentUse' | 'plausibility' | 'previousReadOn'> {
  const previousReadOn = baseline && dateInTimeZone(baseline.readAt, timeZone);
  return { multiplier, maxDailyUse, recentUse, plausibility, previousReadOn };
}

/**
 * The digit coach: which slips may explain what was typed, the likeliest first, each with the readings to put in instead. Nothing
 * where the reading checks out. `others` are the account's other meters; those taken off are passed over.
 */
export function coach({
  meter,
  typed,
  others,
  readOn,
  timeZone,
}: {
  meter: Meter;
  typed: Typed;
  others: readonly { readonly meter: Meter; readonly typed: Typed }[];
  readOn: CalendarDate;
  timeZone: string;
}): SlipAdvice[] {
  const coached = (each: Meter, typedFor: Typed): CoachedMeter => ({
    ...yardsticks(each, timeZone),
    id: each.id,
    serviceKind: each.serviceKind,
    registers: each.registers.map(({ id, integerDigits, decimalDigits }) => {
      const previous = each.baseline?.values.find(({ registerId }) => registerId === id)?.value ?? null;
      return { id, integerDigits, decimalDigits, previous };
    }),
    typed: typedFor,
  });
  return coachReading({
    meter: coached(meter, typed),
    others: others
      .filter((each) => each.meter.id !== meter.id && each.meter.removedOn === null)
      .map((each) => coached(each.meter, each.typed)),
    readOn,
  });
}

/**
 * The use that a half-typed reading already shows, by register; nothing for a number that is still below the earlier one, or longer
 * than the dial.
 */
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
  const { use, findings } = checkReading(toCheck({ ...options, values }));
  const isTooLong = (id: string) =>
    findings.some(({ code, registerId }) => code === 'too_many_digits' && registerId === id);
  return Object.fromEntries(
    use.flatMap(({ registerId, consumption, rolledOver }) =>
      consumption === null || rolledOver || isTooLong(registerId) ? [] : [[registerId, consumption] as const],
    ),
  );
}
