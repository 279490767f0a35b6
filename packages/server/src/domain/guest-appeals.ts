import type { GuestAppealReceipt, GuestAppealSubmission } from '@kabinet/api/contract';
import type { Context } from '../context.js';
import type { Tx } from '../db/database.js';
import { findGuestAppeal, type GuestAppealRow, insertGuestAppeal, markProven, markSent } from '../db/guest-appeals.js';
import { newId } from '../db/ids.js';
import { invalidRequest, ProblemError } from '../problem.js';
import { languagesOf, toPageLanguage } from '../words/languages.js';
import { kindOf } from './appeal-profile.js';
import { todayAt } from './appeal-rules.js';
import { createAppeal } from './appeals.js';
import { spendOrRefuse } from './budgets.js';
import { cleanLine } from './clean-text.js';
import { beginAttempt, type CodeAnswer, CODE_MINUTES, sendCode, takeCode } from './codes.js';
import { type Contact, maskContact } from './contacts.js';
import { pageUrl } from './page-addresses.js';
import { codeBudgets, reachableContact } from './proof.js';
import { type AppealIssue, appealIssues, readAppeal } from './read-appeal.js';
import { tokenHash } from './sessions.js';
import type { KnownSupplier } from './supplier-directory.js';
import type { Visitor } from './visitor.js';

/** So long a code can be typed, from then on files can be added, and the page still knows where the appeal went. */
export const KEPT_HOURS = 24;
const LONGEST_ACCOUNT_NUMBER = 60;

/** Where the code of a guest's appeal is typed. */
export const CONFIRM_PAGE = 'confirm-appeal';
/** Where the files are added that it needs before it is sent. */
export const FILES_PAGE = 'appeal-files';

const PURPOSE = 'guest_appeal';

interface GuestCall {
  readonly context: Context;
  readonly supplier: KnownSupplier;
  readonly address: string;
  readonly now: Date;
  readonly requestId: string;
}

/**
 * Takes what somebody wrote who is not signed in, and sends a code to the contact that they gave. Nothing is looked up by it or by the account's
 * number, so the answer says nothing of either. Throws `invalid_request` with all that is wrong.
 */
export async function takeGuestAppeal(
  tx: Tx,
  { submission, ...call }: GuestCall & { submission: GuestAppealSubmission },
): Promise<GuestAppealReceipt> {
  const { context, supplier, now } = call;
  const supplierId = supplier.id;
  // Without a key of its own the server could not tell the guest where to read the answer.
  if (!context.secretKey) throw new ProblemError('unavailable');
  const language = toPageLanguage(submission.language) ?? languagesOf(supplier.profile)[0] ?? 'uk';
  const visitor: Visitor = { ...call, language, userAgent: null, deviceToken: null, attemptToken: null };
  const { contact, kept } = readSubmission(visitor, submission);
  for (const { budget, who } of codeBudgets(visitor, { purpose: PURPOSE, personId: null, contact })) {
    await spendOrRefuse(tx, { supplierId, budget, who, now });
  }
  const { token } = await beginAttempt(tx, {
    supplierId,
    purpose: PURPOSE,
    personId: null,
    contact,
    pending: {},
    now,
  });
  const host = new URL(context.publicUrl()).host;
  const sent = await sendCode(tx, { supplierId, token, to: contact, language, host, now });
  await insertGuestAppeal(tx, {
    supplierId,
    id: newId(now),
    tokenHash: tokenHash(token),
    submission: { ...kept, language },
    contact,
    now,
    expiresAt: keptUntil(now),
  });
  return {
    confirmUrl: pageUrl(context, supplierId, `${CONFIRM_PAGE}?t=${token}`),
    contact: maskContact(contact),
    expiresAt: (sent?.expiresAt ?? new Date(now.getTime() + CODE_MINUTES * 60_000)).toISOString(),
  };
}

function keptUntil(now: Date): Date {
  return new Date(now.getTime() + KEPT_HOURS * 3_600_000);
}

function readSubmission(visitor: Visitor, { kindId, ...said }: GuestAppealSubmission) {
  const { supplier, now } = visitor;
  const kind = kindOf(supplier.profile, kindId);
  if (!kind?.takesGuests) throw invalidRequest('/kindId', kind ? 'not_offered' : 'unknown_kind');
  const found: AppealIssue[] = [];
  const name = cleanLine(said.name);
  if (name === '') found.push({ pointer: '/name', code: 'required' });
  const { contact, fault } = reachableContact(visitor, said.contact);
  if (fault !== null) found.push({ pointer: '/contact', code: fault === 'empty' ? 'required' : fault });
  const accountNumber = cleanLine(said.accountNumber).slice(0, LONGEST_ACCOUNT_NUMBER);
  if (kind.account === 'required' && accountNumber === '') found.push({ pointer: '/accountNumber', code: 'required' });
  const today = todayAt(supplier, now);
  const issues = appealIssues(kind, said, { today, found });
  if (issues.length > 0 || !contact) throw new ProblemError('invalid_request', { issues });
  return { contact, kept: { kind, name, accountNumber, ...readAppeal(kind, said, today) } };
}

/** A guest's appeal that this browser came with; null when there is none, or not any more. */
export async function guestAppealOf({ context, supplier, attemptToken, now }: Visitor): Promise<GuestAppealRow | null> {
  if (attemptToken === null) return null;
  return context.database.transaction(supplier.id, (tx) =>
    findGuestAppeal(tx, { supplierId: supplier.id, tokenHash: tokenHash(attemptToken), now }),
  );
}

/** Where an appeal stands once its contact is known to be theirs: sent, or waiting for the files that its kind needs. */
export type GuestAppealProven =
  { readonly kind: 'sent'; readonly appealId: string } | { readonly kind: 'files_missing' };

/** Takes the code. What needs no files is sent at once, so that nothing is lost by who thinks that they are done. */
export async function confirmGuestAppeal(
  visitor: Visitor & { readonly supplier: KnownSupplier },
  code: string,
): Promise<CodeAnswer<GuestAppealProven>> {
  const { context, supplier, attemptToken: token, address, now } = visitor;
  const supplierId = supplier.id;
  if (token === null) return { kind: 'no_attempt' };
  const attempt = { supplierId, token, purpose: PURPOSE, code, address, now } as const;
  return takeCode(context.database, attempt, async (tx): Promise<GuestAppealProven> => {
    const row = await findGuestAppeal(tx, { supplierId, tokenHash: tokenHash(token), now, forChange: true });
    if (!row) throw new ProblemError('not_found');
    // The whole day that the page of files speaks of is still to come.
    await markProven(tx, { supplierId, id: row.id, now, expiresAt: keptUntil(now) });
    if (row.submission && row.submission.kind.files.atLeast > 0) return { kind: 'files_missing' };
    return send(tx, visitor, row, []);
  });
}

/** Sends what waited for its files only; once, however often it is asked for. */
export async function sendGuestAppeal(
  visitor: Visitor & { readonly supplier: KnownSupplier },
  uploadIds: readonly string[],
): Promise<GuestAppealProven | null> {
  const { context, supplier, attemptToken: token, now } = visitor;
  const supplierId = supplier.id;
  if (token === null) return null;
  return context.database.transaction(supplierId, async (tx) => {
    const row = await findGuestAppeal(tx, { supplierId, tokenHash: tokenHash(token), now, forChange: true });
    if (!row?.isProven) return null;
    if (row.submission && uploadIds.length < row.submission.kind.files.atLeast) return { kind: 'files_missing' };
    return send(tx, visitor, row, uploadIds);
  });
}

async function send(
  tx: Tx,
  { context, supplier, now, requestId }: Visitor & { readonly supplier: KnownSupplier },
  { id, submission, contact }: { id: string; submission: GuestAppealRow['submission']; contact: Contact },
  uploadIds: readonly string[],
): Promise<GuestAppealProven> {
  if (submission) {
    const { accountNumber: accountNumberTold, ...said } = submission;
    await createAppeal(tx, {
      context,
      supplier,
      now,
      requestId,
      id,
      customerRef: null,
      contact,
      channel: 'guest',
      accountId: null,
      accountNumberTold,
      uploadIds,
      ...said,
    });
    await markSent(tx, { supplierId: supplier.id, id, now });
  }
  return { kind: 'sent', appealId: id };
}
