import type { AppealKind, AppealSubmission } from '@kabinet/api/contract';
import { type CalendarDate, checkFields, cleanFields, cleanLines, textField } from '@kabinet/rules';
import { ProblemError } from '../problem.js';

/** What was written, as it is kept. */
export interface AppealRead {
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads what somebody wrote by what its kind asks, as the page did; throws `invalid_request` with all that is wrong, each at its place. What
 * the kind does not ask is left out.
 */
export function readAppeal(
  kind: AppealKind,
  { text, fields }: Pick<AppealSubmission, 'text' | 'fields'>,
  today: CalendarDate,
): AppealRead {
  const faults = [
    ...checkFields({ fields: [textField(kind.text)], values: { text }, today }),
    ...checkFields({ fields: kind.fields, values: fields, today }).map(({ name, code }) => ({
      name: `fields/${name}`,
      code,
    })),
  ];
  if (faults.length > 0) {
    throw new ProblemError('invalid_request', {
      issues: faults.map(({ name, code }) => ({ pointer: `/${name}`, code })),
    });
  }
  return { text: cleanLines(text), fields: cleanFields({ fields: kind.fields, values: fields, today }) };
}
