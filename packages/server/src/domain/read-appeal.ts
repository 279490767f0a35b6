import type { AppealKind, AppealSubmission, Problem } from '@kabinet/api/contract';
import { type CalendarDate, checkFields, cleanFields, cleanLines, textField } from '@kabinet/rules';

/** What was written, as it is kept. */
export interface AppealRead {
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
}

type Written = Pick<AppealSubmission, 'text' | 'fields'>;

/** One thing wrong in what was sent, and where. */
export type AppealIssue = NonNullable<Problem['issues']>[number];

/** All that is wrong with what somebody sends, each at its place, by what its kind asks, as on the page; after what the caller found about who writes. */
export function appealIssues(
  kind: AppealKind,
  { text, fields, uploadIds }: Written & Partial<Pick<AppealSubmission, 'uploadIds'>>,
  { today, found }: { today: CalendarDate; found: readonly AppealIssue[] },
): AppealIssue[] {
  const faults = [
    ...checkFields({ fields: [textField(kind.text)], values: { text }, today }),
    ...checkFields({ fields: kind.fields, values: fields, today }).map(({ name, code }) => ({
      name: `fields/${name}`,
      code,
    })),
  ];
  const issues = [...found, ...faults.map(({ name, code }) => ({ pointer: `/${name}`, code }))];
  // Who is not signed in adds the files later.
  if (uploadIds && uploadIds.length < kind.files.atLeast) issues.push({ pointer: '/uploadIds', code: 'required' });
  if (uploadIds && uploadIds.length > kind.files.atMost) issues.push({ pointer: '/uploadIds', code: 'too_many' });
  return issues;
}

/** Reads what somebody wrote, once nothing is wrong with it. What the kind does not ask is left out. */
export function readAppeal(kind: AppealKind, { text, fields }: Written, today: CalendarDate): AppealRead {
  return { text: cleanLines(text), fields: cleanFields({ fields: kind.fields, values: fields, today }) };
}
