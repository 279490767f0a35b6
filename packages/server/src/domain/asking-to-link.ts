import { accountNumberKey } from '@kabinet/rules';
import { sql } from 'kysely';
import { recordAct } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/ids.js';
import { tellCustomer } from '../messages/tell-customer.js';
import type { Linker } from './linking.js';

/** What somebody writes who could not prove the account: staff compare it with the base. */
export interface LinkRequestForm {
  readonly accountNumber: string;
  readonly holderName: string;
  readonly address: string;
  readonly phone: string;
  readonly comment: string;
  readonly relation: 'owner' | 'payer';
}

/** A customer's request and how it stands. */
export interface OwnLinkRequest {
  readonly number: string;
  readonly accountNumber: string;
  readonly status: 'open' | 'approved' | 'refused';
  readonly createdAt: string;
  readonly answeredAt: string | null;
  readonly answer: string;
}

export type AskingOutcome =
  | { readonly kind: 'asked'; readonly number: string }
  /** For that account number they asked before, and nobody has answered yet. */
  | { readonly kind: 'asked_before'; readonly number: string }
  | { readonly kind: 'too_many' };

/** More at once are no family's, and would keep staff from everybody else's. */
const MOST_OPEN = 5;
/** Answered ones are shown so long. */
const SHOWN_DAYS = 30;

/** Sends a request to link an account by hand: one open request for a person and an account number. */
export async function askToLink(
  tx: Tx,
  { supplier, customer, now, requestId }: Pick<Linker, 'supplier' | 'customer' | 'now' | 'requestId'>,
  asked: LinkRequestForm,
): Promise<AskingOutcome> {
  const supplierId = supplier.id;
  // Held until the end: the same form sent twice at once is one request.
  await tx
    .selectFrom('people')
    .select('id')
    .where('supplier_id', '=', supplierId)
    .where('id', '=', customer.personId)
    .forUpdate()
    .execute();
  const open = await tx
    .selectFrom('link_requests')
    .select(['number', 'account_number'])
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customer.ref)
    .where('status', '=', 'open')
    .execute();
  const key = accountNumberKey(asked.accountNumber);
  const before = open.find(({ account_number }) => accountNumberKey(account_number) === key);
  if (before) return { kind: 'asked_before', number: before.number };
  if (open.length >= MOST_OPEN) return { kind: 'too_many' };

  const { rows } = await sql<{ next: string }>`select nextval('link_request_numbers')::text as next`.execute(tx);
  const number = `З-${rows[0]?.next ?? ''}`;
  const id = newId(now);
  await tx
    .insertInto('link_requests')
    .values({
      supplier_id: supplierId,
      id,
      number,
      customer_ref: customer.ref,
      account_number: asked.accountNumber,
      holder_name: asked.holderName,
      address: asked.address,
      phone: asked.phone,
      comment: asked.comment,
      relation: asked.relation,
      created_at: now,
      answered_at: null,
      answered_by: null,
      account_id: null,
    })
    .execute();
  await recordAct(tx, {
    supplierId,
    at: now,
    customerRef: customer.ref,
    action: 'link_request.sent',
    subjectId: id,
    requestId,
  });
  const facts = { number };
  await tellCustomer(tx, { supplierId, customerRef: customer.ref, purpose: 'link_request_received', facts, now });
  return { kind: 'asked', number };
}

/** The customer's requests: open ones, and those answered lately; the newest first. */
export async function ownLinkRequests(
  tx: Tx,
  { supplierId, customerRef, now }: { supplierId: string; customerRef: string; now: Date },
): Promise<OwnLinkRequest[]> {
  const since = new Date(now.getTime() - SHOWN_DAYS * 86_400_000);
  return tx
    .selectFrom('link_requests')
    .select([
      'number',
      'account_number as accountNumber',
      'status',
      'created_at as createdAt',
      'answered_at as answeredAt',
      'answer',
    ])
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .where((e) => e.or([e('status', '=', 'open'), e('answered_at', '>=', since.toISOString())]))
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute();
}
