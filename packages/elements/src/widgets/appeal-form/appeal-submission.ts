import type { AppealKind, AppealSubmission, GuestAppealSubmission } from '@kabinet/api';
import { type CalendarDate, cleanField, cleanFields, cleanLine, cleanLines } from '@kabinet/rules';
import { contactField } from './appeal-check.js';
import type { AppealTyped } from './appeal-form.model.js';

interface WhenAndHow {
  readonly today: CalendarDate;
  /** In which the answer is written. */
  readonly language: string;
}

/** What goes out of what was written by somebody who is signed in. */
export function submissionOf(
  kind: AppealKind,
  typed: AppealTyped,
  { accountId, uploadIds, ...when }: WhenAndHow & { accountId: string | null; uploadIds: readonly string[] },
): AppealSubmission {
  return { ...said(kind, typed, when), accountId, uploadIds: kind.files.atMost > 0 ? [...uploadIds] : [] };
}

/** What goes out of what was written by somebody who is not. */
export function guestSubmissionOf(kind: AppealKind, typed: AppealTyped, when: WhenAndHow): GuestAppealSubmission {
  return {
    ...said(kind, typed, when),
    name: cleanLine(typed.name),
    contact: cleanField(contactField(typed.contact), typed.contact, when.today),
    accountNumber: kind.account === 'none' ? '' : cleanLine(typed.accountNumber),
  };
}

function said(kind: AppealKind, { text, fields }: AppealTyped, { today, language }: WhenAndHow) {
  return {
    kindId: kind.id,
    text: cleanLines(text),
    fields: cleanFields({ fields: kind.fields, values: fields, today }),
    language,
  };
}
