import { accountNumberKey } from '@kabinet/rules';
import type { Tx } from './database.js';
import { isId } from './ids.js';

export type LinkRequestStatus = 'open' | 'approved' | 'refused';

/** A request to link an account by hand, as its customer wrote it and as staff answered it. */
export interface LinkRequestRow {
  readonly id: string;
  readonly number: string;
  readonly status: LinkRequestStatus;
  readonly customerRef: string;
  readonly accountNumber: string;
  readonly holderName: string;
  readonly address: string;
  readonly phone: string;
  readonly comment: string;
  readonly relation: 'owner' | 'payer';
  readonly createdAt: string;
  readonly answeredAt: string | null;
  readonly answer: string;
}

/** What the billing base has of an account, for staff to compare a request with. */
export interface AccountFound {
  readonly id: string;
  readonly accountNumber: string;
  readonly holderName: string;
  readonly address: string;
  readonly status: 'open' | 'closed';
}

/** More are not shown at once: whoever answers the oldest sees the next. */
const LIST_LIMIT = 100;

const COLUMNS = [
  'id',
  'number',
  'status',
  'customer_ref as customerRef',
  'account_number as accountNumber',
  'holder_name as holderName',
  'address',
  'phone',
  'comment',
  'relation',
  'created_at as createdAt',
  'answered_at as answeredAt',
  'answer',
] as const;

/** Open requests, the oldest first, then what was answered, the newest first. */
export async function linkRequests(
  tx: Tx,
  { supplierId, status }: { supplierId: string; status?: LinkRequestStatus | undefined },
): Promise<LinkRequestRow[]> {
  return tx
    .selectFrom('link_requests')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .$if(status !== undefined, (query) => query.where('status', '=', status as LinkRequestStatus))
    .orderBy((e) => e.case().when('status', '=', 'open').then(0).else(1).end())
    .orderBy('answered_at', 'desc')
    .orderBy('created_at')
    .orderBy('id')
    .limit(LIST_LIMIT)
    .execute();
}

/** One request; `forAnswer` holds it until the transaction ends, so that two answers cannot both be the first. */
export async function findLinkRequest(
  tx: Tx,
  { supplierId, id, forAnswer = false }: { supplierId: string; id: string; forAnswer?: boolean },
): Promise<LinkRequestRow | null> {
  if (!isId(id)) return null;
  const row = await tx
    .selectFrom('link_requests')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .$if(forAnswer, (query) => query.forUpdate())
    .executeTakeFirst();
  return row ?? null;
}

/** Writes down how a request was answered. */
export async function settleLinkRequest(
  tx: Tx,
  answer: {
    supplierId: string;
    id: string;
    status: 'approved' | 'refused';
    answeredBy: string;
    answer: string;
    accountId: string | null;
    now: Date;
  },
): Promise<void> {
  await tx
    .updateTable('link_requests')
    .set({
      status: answer.status,
      answered_at: answer.now,
      answered_by: answer.answeredBy,
      answer: answer.answer,
      account_id: answer.accountId,
    })
    .where('supplier_id', '=', answer.supplierId)
    .where('id', '=', answer.id)
    .execute();
}

/** What the billing base has of these account numbers, by the number's key. */
export async function accountsByNumber(
  tx: Tx,
  { supplierId, accountNumbers }: { supplierId: string; accountNumbers: readonly string[] },
): Promise<ReadonlyMap<string, AccountFound>> {
  const keys = [...new Set(accountNumbers.map(accountNumberKey))].filter((key) => key !== '');
  if (keys.length === 0) return new Map();
  const rows = await tx
    .selectFrom('accounts as a')
    .leftJoin('premises as p', (join) =>
      join.onRef('p.supplier_id', '=', 'a.supplier_id').onRef('p.premise_ref', '=', 'a.premise_ref'),
    )
    .select([
      'a.id',
      'a.account_number',
      'a.account_number_key',
      'a.holder_name',
      'a.status',
      'p.address',
      'p.locality',
    ])
    .where('a.supplier_id', '=', supplierId)
    .where('a.account_number_key', 'in', keys)
    .execute();
  return new Map(
    rows.map((row) => [
      row.account_number_key,
      {
        id: row.id,
        accountNumber: row.account_number,
        holderName: row.holder_name,
        address: [row.locality, row.address].filter(Boolean).join(', '),
        status: row.status,
      },
    ]),
  );
}
