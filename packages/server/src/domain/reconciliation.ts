import { addDays, type CalendarDate, endOfDayInTimeZone } from '@kabinet/rules';
import type { Context } from '../context.js';
import { hasDifference, reportDifference } from '../db/payment-differences.js';
import { findOrderByNumber, type PaymentOrderRow } from '../db/payment-orders.js';
import { type BookedMovement, bookedBetween, rememberReconciliation } from '../db/payment-reconciliations.js';
import { type PaymentMethodInUse, type ProviderEvent, type RegisterRow } from '../payments/provider.js';
import { askProvider } from './ask-provider.js';
import { orderForProvider } from './payment-orders.js';
import { applyEvent, type Applied } from './settle-payment.js';
import type { KnownSupplier } from './supplier-directory.js';

/** A day of a method's at its provider. */
interface Day {
  readonly supplier: KnownSupplier;
  readonly method: PaymentMethodInUse;
  readonly day: CalendarDate;
  readonly from: Date;
  readonly to: Date;
  readonly signal: AbortSignal;
}

/**
 * Compares a day of the provider's register with what we have booked. A payment that only the provider has is credited, for its register
 * is its word; what still does not agree is reported to staff. Done twice, or by two processes at once, it changes nothing more. Throws
 * ProviderUnavailable where the provider cannot be asked: then the day is compared another time.
 */
export async function reconcileDay(
  context: Context,
  { supplier, method, day, signal }: Pick<Day, 'supplier' | 'method' | 'day' | 'signal'>,
): Promise<{ readonly payments: number; readonly differences: number }> {
  const { timeZone } = supplier.profile;
  const from = startOfDay(day, timeZone);
  const to = startOfDay(addDays(day, 1), timeZone);
  const work: Day = { supplier, method, day, from, to, signal };
  const register: RegisterRow[] = [];
  for await (const row of method.provider.register({ from, to }, signal)) register.push(row);

  let differences = 0;
  let payments = 0;
  for (const row of register) {
    if (await isOfSisterMethod(context, row, work)) continue;
    if (row.kind === 'paid') payments += 1;
    if (!(await agreesWithUs(context, row, work))) differences += 1;
  }
  const named = new Set(register.map(({ kind, orderNumber }) => `${kind} ${orderNumber}`));
  const booked = await context.database.transaction(supplier.id, (tx) =>
    bookedBetween(tx, { supplierId: supplier.id, methodId: method.id, from, to }),
  );
  for (const movement of booked) {
    if (named.has(`${movement.kind} ${movement.number}`)) continue;
    if (!(await isKnownThere(context, movement, work))) differences += 1;
  }
  await context.database.transaction(supplier.id, (tx) =>
    rememberReconciliation(tx, {
      supplierId: supplier.id,
      methodId: method.id,
      day,
      payments,
      differences,
      now: context.now(),
    }),
  );
  return { payments, differences };
}

function startOfDay(day: CalendarDate, timeZone: string): Date {
  return new Date(endOfDayInTimeZone(addDays(day, -1), timeZone).getTime() + 1000);
}

/** Two methods of a supplier may share one account at a provider, and so its register: each row is looked at for its own method. */
async function isOfSisterMethod(context: Context, row: RegisterRow, { supplier, method }: Day): Promise<boolean> {
  const order = await context.database.transaction(supplier.id, (tx) =>
    findOrderByNumber(tx, { supplierId: supplier.id, number: row.orderNumber }),
  );
  if (!order || order.methodId === method.id) return false;
  return context.payments.find(supplier, order.methodId)?.kind.id === method.kind.id;
}

async function isReported(context: Context, row: RegisterRow, { supplier, method }: Day): Promise<boolean> {
  return context.database.transaction(supplier.id, (tx) =>
    hasDifference(tx, { supplierId: supplier.id, methodId: method.id, orderNumber: row.orderNumber }),
  );
}

/** Whether we have what the provider has; if not, we believe it as far as it fits, and report the rest. */
async function agreesWithUs(context: Context, row: RegisterRow, work: Day): Promise<boolean> {
  const order = await orderOf(context, row.orderNumber, work);
  if (order && isBooked(order, row)) return true;
  if (row.kind === 'refunded' && order) return hearsOfRefund(context, { order, row, work });
  const { outcome, order: after } = await believe(context, row, work);
  if (outcome === 'applied') return true;
  if (after && isBooked(after, row)) return true;
  // What does not fit was reported where it was judged; this is for what fits and is not here all the same.
  const isJudged = outcome !== 'stale' && outcome !== 'waits' && outcome !== 'repeated';
  if (!isJudged && !(await isReported(context, row, work))) {
    await reportMissing(context, { kind: 'missing_here', row, order: after, work });
  }
  return false;
}

function isBooked(order: PaymentOrderRow, row: RegisterRow): boolean {
  if (order.status !== 'paid' && order.status !== 'refunded') return false;
  if (order.currency !== row.currency) return false;
  if (row.kind === 'refunded') {
    // Some registers tell each refund, some what was given back in all: it is one of both at least.
    return order.refunded >= (row.amount < order.amount ? row.amount : order.amount);
  }
  const isOther = row.reference !== null && order.reference !== null && row.reference !== order.reference;
  return order.total === row.amount && !isOther;
}

/** How much was given back in all the provider tells when it is asked; a row of its register may tell a part. */
async function hearsOfRefund(
  context: Context,
  { order, row, work }: { order: PaymentOrderRow; row: RegisterRow; work: Day },
): Promise<boolean> {
  const { supplier, signal } = work;
  await askProvider(context, { supplier, orderId: order.id, signal });
  const after = await orderOf(context, order.number, work);
  if (after && isBooked(after, row)) return true;
  await reportMissing(context, { kind: 'missing_here', row, order: after, work });
  return false;
}

/** The register's row through the one door to the ledger. */
async function believe(context: Context, row: RegisterRow, { supplier, method }: Day): Promise<Applied> {
  const event: ProviderEvent = {
    eventRef: `register ${row.kind} ${row.orderNumber} ${row.reference ?? ''} ${row.amount}`.slice(0, 200),
    orderNumber: row.orderNumber,
    kind: row.kind,
    amount: row.amount,
    currency: row.currency,
    // The register is of our own merchant's account.
    isOurMerchant: true,
    reference: row.reference,
    failure: null,
    happenedAt: row.happenedAt,
    card: null,
  };
  return context.database.transaction(supplier.id, (tx) =>
    applyEvent(tx, { context, supplier, methodId: method.id, event, source: 'register', now: context.now() }),
  );
}

/**
 * Whether the provider knows of what we have booked, though its register of the day does not: it may have put it on the day before or
 * after.
 */
async function isKnownThere(context: Context, movement: BookedMovement, work: Day): Promise<boolean> {
  const order = await orderOf(context, movement.number, work);
  if (!order) return true;
  const { supplier, method, signal } = work;
  const event = await method.provider.ask(orderForProvider(context, supplier, order), signal);
  const isPaidThere = event?.kind === 'paid' || event?.kind === 'refunded';
  if (event && (movement.kind === 'paid' ? isPaidThere : event.kind === 'refunded')) return true;
  await reportMissing(context, { kind: 'missing_there', order, booked: movement, work });
  return false;
}

async function reportMissing(
  context: Context,
  {
    kind,
    order,
    row = null,
    booked = null,
    work: { supplier, method, day },
  }: {
    kind: 'missing_here' | 'missing_there';
    order: PaymentOrderRow | null;
    row?: RegisterRow | null;
    booked?: BookedMovement | null;
    work: Day;
  },
): Promise<void> {
  const number = row?.orderNumber ?? booked?.number ?? null;
  const reference = row?.reference ?? booked?.reference ?? null;
  const movement = row?.kind ?? booked?.kind ?? '';
  await context.database.transaction(supplier.id, (tx) =>
    reportDifference(tx, supplier.id, {
      kind,
      methodId: method.id,
      day,
      orderId: order?.id ?? null,
      orderNumber: number,
      reference,
      ours: booked && { amount: booked.amount, currency: booked.currency },
      theirs: row && { amount: row.amount, currency: row.currency },
      fingerprint: [kind, method.id, number, reference, movement].join(' '),
      foundAt: context.now(),
    }),
  );
}

async function orderOf(context: Context, number: string, { supplier, method }: Day): Promise<PaymentOrderRow | null> {
  const order = await context.database.transaction(supplier.id, (tx) =>
    findOrderByNumber(tx, { supplierId: supplier.id, number }),
  );
  return order?.methodId === method.id ? order : null;
}
