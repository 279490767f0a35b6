import type { Payment, PaymentShare } from '@kabinet/api/contract';
import { dateInTimeZone, isCalendarDate } from '@kabinet/rules';
import { isId } from '../../db/ids.js';
import { pageOfPayments, type PaymentCursor, type PaymentRow, paymentsOnTheWay } from '../../db/payments.js';
import { invalidRequest } from '../../problem.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

const DEFAULT_LIMIT = 24;

/** The payments of the customer's account, made here and elsewhere, and what was given back. */
export const listPayments = accountOperation('listPayments', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { supplier, customer, args: { limit: limitText, cursor } }, { account }) => {
    const { timeZone, currency } = supplier.profile;
    const of = { supplierId: supplier.id, accountId: account.id };
    const onTheWay = await paymentsOnTheWay(tx, of);
    const limit = limitText === undefined ? DEFAULT_LIMIT : Number(limitText);
    const rows = await pageOfPayments(tx, {
      ...of,
      onTheWay: onTheWay.map((each) => ({ ...each, paidOn: dateInTimeZone(each.createdAt, timeZone) })),
      after: cursor === undefined ? null : readCursor(cursor),
      // One more than asked for tells whether there is a next page.
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => paymentOf(row, { currency, customerRef: customer.ref })),
      nextCursor: rows.length > limit && last ? `${last.paidOn}_${last.id}` : null,
    };
  },
});

function readCursor(cursor: string): PaymentCursor {
  const [paidOn = '', id = ''] = cursor.split('_');
  // The database would stumble over 30 February.
  if (!isCalendarDate(paidOn) || !isId(id)) throw invalidRequest('/cursor', 'unknown_cursor');
  return { paidOn, id };
}

/** Who paid is told their order and receipt; everybody else who may see the account only that it was paid, and its number. */
function paymentOf(
  { order, ...row }: PaymentRow,
  { currency, customerRef }: { currency: string; customerRef: string },
): Payment {
  const isTheirs = order?.customerRef === customerRef;
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    amount: { amount: Number(row.amount), currency },
    paidOn: row.paidOn,
    shares: row.shares.map(({ serviceKind, month, amount }) => ({
      serviceKind: serviceKind as PaymentShare['serviceKind'],
      month,
      amount: { amount: Number(amount), currency },
    })),
    source: order ? 'cabinet' : 'billing',
    number: order?.number ?? null,
    orderId: isTheirs ? order.id : null,
    receiptId: isTheirs && row.kind === 'payment' ? order.receiptId : null,
  };
}
