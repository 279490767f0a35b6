import type { TariffQuestion } from '@kabinet/api';
import { type Decimal, parseQuantityInput } from '@kabinet/rules';
import { type CostEntry, type CostField, questionId } from './cost-calculator.model.js';

export type Fault = 'empty' | 'not_a_number' | 'too_many_digits' | 'no_answer';

/** What was typed, as numbers; or what is wrong, by id of the field or question. */
export interface Judged {
  readonly values: Readonly<Record<string, Decimal>>;
  readonly faults: Readonly<Record<string, Fault>>;
}

/** What was typed, or is known, as numbers; and what is missing or wrong. */
export function judge(
  { questions, fields }: { readonly questions: readonly TariffQuestion[]; readonly fields: readonly CostField[] },
  { given, typed }: Pick<CostEntry, 'given' | 'typed'>,
): Judged {
  const values: Record<string, Decimal> = {};
  const faults: Record<string, Fault> = {};
  for (const { id } of questions) if (given[id] === undefined) faults[questionId(id)] = 'no_answer';
  for (const { id, known, limits, isOptional } of fields) {
    const input = parseQuantityInput(typed[id] ?? known ?? '', limits);
    if (input.kind === 'value') values[id] = input.value;
    else if (input.kind !== 'empty' || !isOptional) faults[id] = input.kind;
  }
  return { values, faults };
}
