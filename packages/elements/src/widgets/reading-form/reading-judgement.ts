import type { Meter, ReadingSubmission } from '@kabinet/api';
import {
  type CalendarDate,
  checkReading,
  dateInTimeZone,
  parseReadingInput,
  type ReadingVerdict,
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
