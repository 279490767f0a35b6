import type { LinkRequest } from '@kabinet/api/contract';
import { accountNumberKey } from '@kabinet/rules';
import { recordAct, recordActs } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import {
  type AccountFound,
  accountsByNumber,
  findLinkRequest,
  type LinkRequestRow,
  linkRequests,
  type LinkRequestStatus,
  settleLinkRequest,
} from '../db/link-requests.js';
import { queueMessage } from '../messages/queue.js';
import { tellCustomer } from '../messages/tell-customer.js';
import { pageLanguageOf } from '../words/languages.js';
import { readContact } from './contacts.js';
import { cleanLine, cleanLines } from './clean-text.js';
import { linkAndTell } from './new-link.js';
import type { KnownSupplier } from './supplier-directory.js';

/** A member of staff at work: whose looks and answers are written down. */
export interface StaffAtWork {
  readonly supplier: Pick<KnownSupplier, 'id' | 'profile'>;
  readonly staff: { readonly ref: string; readonly personId: string };
  readonly now: Date;
  readonly requestId: string;
}

/** The requests with what the base has to compare. Each of them shown is a look at somebody's data, and is written down as one. */
export async function lookAtLinkRequests(
  tx: Tx,
  { status, ...work }: StaffAtWork & { status?: LinkRequestStatus | undefined },
): Promise<LinkRequest[]> {
  const rows = await linkRequests(tx, { supplierId: work.supplier.id, status });
  return shown(tx, rows, work);
}

/** One request, likewise; null when there is none such. */
export async function lookAtLinkRequest(
  tx: Tx,
  { id, ...work }: StaffAtWork & { id: string },
): Promise<LinkRequest | null> {
  const row = await findLinkRequest(tx, { supplierId: work.supplier.id, id });
  return row ? ((await shown(tx, [row], work))[0] ?? null) : null;
}

async function shown(tx: Tx, rows: readonly LinkRequestRow[], work: StaffAtWork): Promise<LinkRequest[]> {
  const { supplier, staff, now, requestId } = work;
  const found = await accountsByNumber(tx, {
    supplierId: supplier.id,
    accountNumbers: rows.map((row) => row.accountNumber),
  });
  await recordActs(
    tx,
    rows.map((row) => ({
      supplierId: supplier.id,
      at: now,
      actor: 'staff' as const,
      customerRef: staff.ref,
      action: 'link_request.viewed',
      subjectId: row.id,
      requestId,
    })),
  );
  return rows.map((row) => linkRequestOf(row, found.get(accountNumberKey(row.accountNumber)) ?? null));
}

function linkRequestOf({ customerRef: _, ...row }: LinkRequestRow, found: AccountFound | null): LinkRequest {
  return {
    ...row,
    found: found && { holderName: found.holderName, address: found.address, status: found.status },
  };
}

/** What staff decided of a request, as they typed it. */
export interface LinkRequestDecision {
  readonly decision: 'approve' | 'refuse';
  /** Another account than the one asked for. */
  readonly accountNumber?: string | undefined;
  /** What the customer is told. */
  readonly answer: string;
}

/** What is wrong with a decision. */
export type DecisionFault = 'answer_missing' | 'account_unknown' | 'account_closed';

export type LinkRequestOutcome =
  | { readonly kind: 'answered'; readonly linkRequest: LinkRequest }
  | { readonly kind: 'not_found' }
  /** Somebody was faster. */
  | { readonly kind: 'answered_before' }
  /** Nobody answers a request of their own. */
  | { readonly kind: 'own_request' }
  | { readonly kind: 'fault'; readonly fault: DecisionFault };

/** Links the account to the customer or refuses, once, and tells the customer. The API and the page for staff both come here. */
export async function answerLinkRequest(
  tx: Tx,
  { id, decision: typed, ...work }: StaffAtWork & { id: string; decision: LinkRequestDecision },
): Promise<LinkRequestOutcome> {
  const { supplier, staff, now, requestId } = work;
  const row = await findLinkRequest(tx, { supplierId: supplier.id, id, forAnswer: true });
  if (!row) return { kind: 'not_found' };
  if (row.status !== 'open') return { kind: 'answered_before' };
  if (row.customerRef === staff.ref) return { kind: 'own_request' };

  const decision = { ...typed, answer: cleanLines(typed.answer) };
  const account = decision.decision === 'approve' ? await accountToLink(tx, row, decision, work) : null;
  const fault = decision.decision === 'approve' ? faultOfAccount(account) : decision.answer === '' && 'answer_missing';
  if (fault) return { kind: 'fault', fault };

  const status = account ? 'approved' : 'refused';
  if (account) await linkByHand(tx, { row, account, ...work });
  await settleLinkRequest(tx, {
    supplierId: supplier.id,
    id: row.id,
    status,
    answeredBy: staff.personId,
    answer: decision.answer,
    accountId: account?.id ?? null,
    now,
  });
  await recordAct(tx, {
    supplierId: supplier.id,
    at: now,
    actor: 'staff',
    customerRef: staff.ref,
    action: `link_request.${status}`,
    subjectId: row.id,
    requestId,
  });
  await tellAnswer(tx, { row, answer: decision.answer, ...work });
  const answered = await lookAtLinkRequest(tx, { id: row.id, ...work });
  if (!answered) throw new Error('a request vanished while it was answered');
  return { kind: 'answered', linkRequest: answered };
}

/** The account to link: the one staff named, else the one asked for; null when the base has none of that number. */
async function accountToLink(
  tx: Tx,
  row: LinkRequestRow,
  decision: LinkRequestDecision,
  { supplier }: StaffAtWork,
): Promise<AccountFound | null> {
  const accountNumber = cleanLine(decision.accountNumber ?? '') || row.accountNumber;
  const found = await accountsByNumber(tx, { supplierId: supplier.id, accountNumbers: [accountNumber] });
  return found.get(accountNumberKey(accountNumber)) ?? null;
}

function faultOfAccount(account: AccountFound | null): DecisionFault | null {
  if (!account) return 'account_unknown';
  return account.status === 'closed' ? 'account_closed' : null;
}

/** Links, and tells those who speak for the account that somebody new came to it. */
async function linkByHand(
  tx: Tx,
  { row, account, supplier, staff, now, requestId }: StaffAtWork & { row: LinkRequestRow; account: AccountFound },
): Promise<void> {
  const supplierId = supplier.id;
  const { customerRef, relation: role } = row;
  const isNew = await linkAndTell(tx, { supplierId, customerRef, account, role, provenBy: 'staff', now });
  if (!isNew) return;
  await recordAct(tx, {
    supplierId,
    at: now,
    actor: 'staff',
    customerRef: staff.ref,
    action: 'account.linked',
    subjectId: account.id,
    requestId,
  });
}

/**
 * Tells the customer: at each of their contacts, for a right that staff gave must not go unseen where one of them is in other hands; else
 * at the phone they wrote into the request.
 */
async function tellAnswer(
  tx: Tx,
  { row, answer, supplier, now }: StaffAtWork & { row: LinkRequestRow; answer: string },
): Promise<void> {
  const message = {
    supplierId: supplier.id,
    purpose: 'link_request_answered' as const,
    facts: { number: row.number, answer },
    now,
  };
  if (await tellCustomer(tx, { ...message, customerRef: row.customerRef, isEverywhere: true })) return;
  const to = readContact(row.phone, supplier.profile.country);
  if (to) await queueMessage(tx, { ...message, to, language: pageLanguageOf(supplier.profile.languages[0]) });
}
