import type { Money, PaymentDifference, StaffPaymentOrder } from '@kabinet/api/contract';
import { accountNumberKey, type CalendarDate, writtenNumber } from '@kabinet/rules';
import type { Context } from '../context.js';
import { recordAct, recordActs } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { isId } from '../db/ids.js';
import { type RefundBooked, refundsBooked } from '../db/order-movements.js';
import { findOrders } from '../db/payment-orders.js';
import { type PaymentRefundRow, refundsOfOrders } from '../db/payment-refunds.js';
import { staffNames } from '../db/staff-roles.js';
import {
  closeDifferenceRow,
  differences,
  findDifference,
  findOrderIds,
  linesOfOrders,
  type PaymentDifferenceRow,
} from '../db/staff-payments.js';
import { personIdOf } from './customer.js';
import { cleanLine, cleanLines } from './clean-text.js';
import type { StaffAtWork } from './link-requests.js';
import { canRefund, leftOfAccount, leftToRefund } from './refunds.js';
import type { KnownSupplier } from './supplier-directory.js';

/** More are not shown at once. */
export { LIST_LIMIT as LONGEST_LIST } from '../db/staff-payments.js';

/** A member of staff at work with payments. */
export type PaymentStaff = Omit<StaffAtWork, 'supplier'> & {
  readonly context: Pick<Context, 'payments'>;
  readonly supplier: KnownSupplier;
};

/** A payment order with what staff may do with it. */
export interface OrderShown {
  readonly order: StaffPaymentOrder;
  /** The oldest first, each with the name of whoever of staff gave it back; null where that person is not known any more. */
  readonly refunds: readonly (PaymentRefundRow & { readonly staffName: string | null })[];
  /** What came back off the accounts, whoever gave it back. */
  readonly booked: readonly RefundBooked[];
  /** How much of it nobody of staff gave back here: the payment system did by itself, or was asked on its own pages. */
  readonly byProvider: Money;
  /** What can still be given back; nothing where the provider cannot. */
  readonly left: Money;
  /** The same by account. */
  readonly lefts: readonly { readonly accountNumber: string; readonly left: Money }[];
}

/** A difference with what staff need to go on from it. */
export type DifferenceShown = PaymentDifference & {
  readonly orderId: string | null;
  /** The name of whoever closed it; null while it is open, or where that person is not known any more. */
  readonly closedByName: string | null;
};

/** Orders by their number, by the account they are for, or by the days they were made on. Each one shown is a look at somebody's payments, and is written down as one. */
export async function lookForPaymentOrders(
  tx: Tx,
  {
    number,
    accountNumber,
    from,
    to,
    ...work
  }: PaymentStaff & {
    number?: string | undefined;
    accountNumber?: string | undefined;
    /** Days that there are. */
    from?: CalendarDate | undefined;
    to?: CalendarDate | undefined;
  },
): Promise<OrderShown[]> {
  const { id: supplierId, profile } = work.supplier;
  const asked = { number: cleanLine(number ?? ''), account: cleanLine(accountNumber ?? '') };
  const [ours, accountKey] = [writtenNumber(asked.number), accountNumberKey(asked.account)];
  // Words, or a dash, are no payment's number and no account's: not whatever else fits is what was looked for.
  if ((asked.number !== '' && ours === null) || (asked.account !== '' && accountKey === '')) return [];
  const ids = await findOrderIds(tx, {
    supplierId,
    timeZone: profile.timeZone,
    number: ours,
    accountKey: accountKey === '' ? null : accountKey,
    from: from ?? null,
    to: to ?? null,
  });
  return showOrders(tx, ids, work);
}

/** One order, likewise; null when there is none such. */
export async function lookAtPaymentOrder(
  tx: Tx,
  { orderId, ...work }: PaymentStaff & { orderId: string },
): Promise<OrderShown | null> {
  return isId(orderId) ? ((await showOrders(tx, [orderId], work))[0] ?? null) : null;
}

async function showOrders(tx: Tx, ids: readonly string[], work: PaymentStaff): Promise<OrderShown[]> {
  const { context, supplier } = work;
  const supplierId = supplier.id;
  const stored = await refundsOfOrders(tx, { supplierId, orderIds: ids });
  const names = await staffNames(tx, {
    supplierId,
    personIds: stored.flatMap(({ staffRef }) => personIdOf(staffRef) ?? []),
  });
  const refunds = stored.map((refund) => {
    const personId = personIdOf(refund.staffRef) ?? '';
    return { ...refund, staffName: names.get(personId) ?? null };
  });
  const lines = await linesOfOrders(tx, { supplierId, orderIds: ids });
  const booked = await refundsBooked(tx, { supplierId, orderIds: ids });
  const shown = (await findOrders(tx, { supplierId, orderIds: ids })).map((row): OrderShown => {
    const money = (amount: bigint): Money => ({ amount: Number(amount), currency: row.currency });
    const own = refunds.filter(({ orderId }) => orderId === row.id);
    const ownLines = lines.filter(({ orderId }) => orderId === row.id);
    const canGiveBack = canRefund(context, supplier, row);
    const left = canGiveBack ? leftToRefund(row, own) : 0n;
    const byStaff = own.reduce((sum, { status, amount }) => (status === 'done' ? sum + amount : sum), 0n);
    return {
      order: {
        id: row.id,
        number: row.number,
        status: row.status,
        methodId: row.methodId,
        reference: row.reference,
        lines: ownLines.map(({ accountNumber, amount }) => ({ accountNumber, amount: money(amount) })),
        fee: money(row.fee),
        total: money(row.total),
        refunded: money(row.refunded),
        createdAt: row.createdAt,
        settledAt: row.settledAt,
        failure: row.failure,
        isRefundable: left > 0n,
      },
      refunds: own,
      booked: booked.filter(({ orderId }) => orderId === row.id),
      byProvider: money(row.refunded > byStaff ? row.refunded - byStaff : 0n),
      left: money(left),
      lefts: ownLines.map((line) => ({
        accountNumber: line.accountNumber,
        left: money(canGiveBack ? leftOfAccount(line, row, own) : 0n),
      })),
    };
  });
  await writeLooks(
    tx,
    'payment_order.viewed',
    shown.map(({ order }) => order.id),
    work,
  );
  return shown;
}

/** Where providers, or billing, and we do not agree; each one shown is written down. */
export async function lookAtDifferences(
  tx: Tx,
  { status, ...work }: PaymentStaff & { status?: 'open' | 'closed' | undefined },
): Promise<DifferenceShown[]> {
  const rows = await differences(tx, { supplierId: work.supplier.id, status });
  await writeLooks(
    tx,
    'payment_difference.viewed',
    rows.map(({ id }) => id),
    work,
  );
  return showDifferences(tx, rows, work);
}

/** One of them, likewise. */
export async function lookAtDifference(
  tx: Tx,
  { id, ...work }: PaymentStaff & { id: string },
): Promise<DifferenceShown | null> {
  const row = await findDifference(tx, { supplierId: work.supplier.id, id });
  if (!row) return null;
  await writeLooks(tx, 'payment_difference.viewed', [row.id], work);
  return (await showDifferences(tx, [row], work))[0] ?? null;
}

/** What came of closing a difference. */
export type ClosingOutcome =
  | { readonly kind: 'closed'; readonly difference: PaymentDifference }
  | { readonly kind: 'not_found' | 'closed_before' | 'note_missing' };

/** Says what a difference was, once. The money itself is put right by a refund or by billing. */
export async function closeDifference(
  tx: Tx,
  { id, note: typed, ...work }: PaymentStaff & { id: string; note: string },
): Promise<ClosingOutcome> {
  const { supplier, staff, now, requestId } = work;
  const row = await findDifference(tx, { supplierId: supplier.id, id, forClosing: true });
  if (!row) return { kind: 'not_found' };
  if (row.closedAt !== null) return { kind: 'closed_before' };
  const note = cleanLines(typed);
  if (note === '') return { kind: 'note_missing' };
  await closeDifferenceRow(tx, { supplierId: supplier.id, id: row.id, closedBy: staff.personId, note, now });
  await recordAct(tx, {
    supplierId: supplier.id,
    at: now,
    actor: 'staff',
    customerRef: staff.ref,
    action: 'payment_difference.closed',
    subjectId: row.id,
    requestId,
  });
  const closed = { ...row, note, closedAt: now.toISOString(), closedBy: staff.personId };
  const [shown] = await showDifferences(tx, [closed], work);
  if (!shown) throw new Error('a difference vanished while it was closed');
  return { kind: 'closed', difference: contractOf(shown) };
}

/** A difference as the API has it. */
export function contractOf({ orderId: _, closedByName: __, ...difference }: DifferenceShown): PaymentDifference {
  return difference;
}

async function showDifferences(
  tx: Tx,
  rows: readonly PaymentDifferenceRow[],
  { supplier }: PaymentStaff,
): Promise<DifferenceShown[]> {
  const supplierId = supplier.id;
  const orderIds = rows.flatMap(({ orderId }) => orderId ?? []);
  const lines = await linesOfOrders(tx, { supplierId, orderIds });
  const personIds = rows.flatMap(({ closedBy }) => (closedBy !== null && isId(closedBy) ? [closedBy] : []));
  const names = await staffNames(tx, { supplierId, personIds });
  return rows.map((row) => ({
    ...differenceOf(row),
    accountNumbers: lines.filter(({ orderId }) => orderId === row.orderId).map(({ accountNumber }) => accountNumber),
    closedByName: names.get(row.closedBy ?? '') ?? null,
  }));
}

function differenceOf(row: PaymentDifferenceRow): Omit<DifferenceShown, 'accountNumbers' | 'closedByName'> {
  const money = (amount: bigint | null, currency: string | null): Money | null =>
    amount === null || currency === null ? null : { amount: Number(amount), currency };
  return {
    id: row.id,
    kind: row.kind,
    methodId: row.methodId,
    day: row.day,
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    reference: row.reference,
    ours: money(row.ours, row.oursCurrency),
    theirs: money(row.theirs, row.theirsCurrency),
    foundAt: row.foundAt,
    closedAt: row.closedAt,
    note: row.note,
  };
}

async function writeLooks(tx: Tx, action: string, ids: readonly string[], work: PaymentStaff): Promise<void> {
  const { supplier, staff, now, requestId } = work;
  await recordActs(
    tx,
    ids.map((subjectId) => ({
      supplierId: supplier.id,
      at: now,
      actor: 'staff' as const,
      customerRef: staff.ref,
      action,
      subjectId,
      requestId,
    })),
  );
}
