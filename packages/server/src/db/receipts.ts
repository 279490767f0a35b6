import { sql } from 'kysely';
import type { Tx } from './database.js';
import { isId } from './ids.js';

/** A receipt as it is kept. */
export interface ReceiptRow {
  readonly id: string;
  readonly number: string;
  readonly kind: 'payment' | 'reading';
  /** The order or the reading. */
  readonly subjectId: string;
  /** Who paid, or who first asked for a reading's. */
  readonly customerRef: string;
  /** A compact JWS. */
  readonly signed: string;
  /** Its short form for the QR code, signed too. */
  readonly signedShort: string;
}

interface Subject {
  readonly supplierId: string;
  readonly kind: 'payment' | 'reading';
  readonly subjectId: string;
}

const COLUMNS = [
  'id',
  'number',
  'kind',
  'subject_id as subjectId',
  'customer_ref as customerRef',
  'signed',
  'signed_short as signedShort',
] as const;

/** The receipt of an order or a reading; each has one. */
export async function receiptOfSubject(tx: Tx, { supplierId, kind, subjectId }: Subject): Promise<ReceiptRow | null> {
  const row = await tx
    .selectFrom('receipts')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst();
  return row ?? null;
}

/** Null for an id that is nobody's, and for one that cannot be one. */
export async function findReceipt(
  tx: Tx,
  { supplierId, receiptId }: { supplierId: string; receiptId: string },
): Promise<ReceiptRow | null> {
  if (!isId(receiptId)) return null;
  const row = await tx
    .selectFrom('receipts')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('id', '=', receiptId)
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps a receipt. Where its order or reading has one already, even since a moment ago, that one stays. */
export async function keepReceipt(
  tx: Tx,
  receipt: Subject &
    Pick<ReceiptRow, 'id' | 'number' | 'customerRef' | 'signed' | 'signedShort'> & { readonly issuedAt: Date },
): Promise<void> {
  await tx
    .insertInto('receipts')
    .values({
      supplier_id: receipt.supplierId,
      id: receipt.id,
      number: receipt.number,
      kind: receipt.kind,
      subject_id: receipt.subjectId,
      customer_ref: receipt.customerRef,
      signed: receipt.signed,
      signed_short: receipt.signedShort,
      issued_at: receipt.issuedAt,
    })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'kind', 'subject_id']).doNothing())
    .execute();
}

/** What a reading's receipt says of it. */
export interface ReadingToConfirm {
  readonly id: string;
  readonly number: string;
  readonly accountNumber: string;
  readonly meterNumber: string;
  readonly serviceKind: string;
  readonly unit: string;
  readonly readAt: string;
  readonly receivedAt: string;
  readonly values: readonly { readonly zone: string; readonly value: string }[];
}

/** A reading that was handed in here by a customer of the account; null for any other, such as one of the billing base. */
export async function readingToConfirm(
  tx: Tx,
  { supplierId, accountId, readingId }: { supplierId: string; accountId: string; readingId: string },
): Promise<ReadingToConfirm | null> {
  if (!isId(readingId)) return null;
  const { rows } = await sql<ReadingToConfirm>`
    select r.id, r.number, a.account_number as "accountNumber", m.serial_number as "meterNumber",
      m.service_kind as "serviceKind", m.unit, r.read_at as "readAt", r.received_at as "receivedAt",
      (select json_agg(json_build_object('zone', g.zone, 'value', v.value::text)
          order by array_position(array['total', 'day', 'half_peak', 'peak', 'night'], g.zone), g.id)
        from reading_values v join registers g on g.supplier_id = v.supplier_id and g.id = v.register_id
        where v.supplier_id = r.supplier_id and v.reading_id = r.id) as values
    from readings r
    join meters m on m.supplier_id = r.supplier_id and m.id = r.meter_id
    join accounts a on a.supplier_id = r.supplier_id and a.id = r.account_id
    where r.supplier_id = ${supplierId} and r.account_id = ${accountId}::uuid and r.id = ${readingId}::uuid
      and r.external_ref is null and r.source = 'customer' and r.number is not null`.execute(tx);
  return rows[0] ?? null;
}
