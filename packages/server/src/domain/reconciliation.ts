import { addDays, type CalendarDate, endOfDayInTimeZone, isPaymentNumber } from '@kabinet/rules';
import type { PaymentDifferenceKind } from '@kabinet/api/contract';
import type { Context } from '../context.js';
import { hasDifference, reportDifference } from '../db/payment-differences.js';
import { findOrder } from '../db/payment-orders.js';
import {
  type BookedMovement,
  bookedBetween,
  type ComparedOrder,
  ordersByNumber,
  rememberReconciliation,
} from '../db/payment-reconciliations.js';
import type { PaymentMethodInUse, ProviderEvent, RegisterRow } from '../payments/provider.js';
import { askProvider } from './ask-provider.js';
import { orderForProvider } from './payment-orders.js';
import { isDifference, isOfAnother } from './judge-payment-event.js';
import { applyEvent, type Applied } from './settle-payment.js';
import type { KnownSupplier } from './supplier-directory.js';

/** A day of a method's at its provider. */
interface Day {
  readonly supplier: KnownSupplier;
  readonly method: PaymentMethodInUse;
  readonly day: CalendarDate;
  /** Ends the work when the server stops. */
  readonly stop: AbortSignal;
}

/** The longest wait for a register, which may have many pages. */
const REGISTER_MS = 5 * 60_000;
/** The longest wait for what the provider knows of one order: each has its own, for a large day may need many questions. */
const QUESTION_MS = 30_000;

function within(ms: number, { stop }: Day): AbortSignal {
  return AbortSignal.any([stop, AbortSignal.timeout(ms)]);
}

/**
 * Compares a day of the provider's register with what we have booked. A payment that only the provider has is credited, for its register
 * is its word; what still does not agree is reported to staff. Done twice, or by two processes at once, it changes nothing more. Throws
 * ProviderUnavailable where the provider cannot be asked: then the day is compared another time.
 */
export async function reconcileDay(
  context: Context,
  work: Day,
): Promise<{ readonly payments: number; readonly differences: number }> {
  const { supplier, method, day } = work;
  const { timeZone } = supplier.profile;
  const span = { from: startOfDay(day, timeZone), to: startOfDay(addDays(day, 1), timeZone) };
  const register: RegisterRow[] = [];
  for await (const row of method.provider.register(span, within(REGISTER_MS, work))) register.push(row);

  let differences = 0;
  let payments = 0;
  const orders = await ordersOf(
    context,
    register.map(({ orderNumber }) => orderNumber),
    work,
  );
  const refunds = new Map<ComparedOrder, RegisterRow[]>();
  for (const row of register) {
    const anyOrder = orders.get(row.orderNumber) ?? null;
    if (isNoneOfOurs(context, row, anyOrder, work)) continue;
    const order = ofMethod(anyOrder, work);
    if (row.kind === 'refunded' && order) {
      refunds.set(order, [...(refunds.get(order) ?? []), row]);
      continue;
    }
    if (row.kind === 'paid') payments += 1;
    if (!(await agreesWithUs(context, row, order, work))) differences += 1;
  }
  for (const [order, rows] of refunds) {
    if (!(await hearsOfRefunds(context, { order, rows, work }))) differences += 1;
  }
  const named = new Set(register.map(({ kind, orderNumber }) => `${kind} ${orderNumber}`));
  const booked = await context.database.transaction(supplier.id, (tx) =>
    bookedBetween(tx, { supplierId: supplier.id, methodId: method.id, ...span }),
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

/**
 * An account at a provider may be shared, and so its register: with another method of the supplier's, whose rows are looked at for that one, or
 * with a business that has nothing to do with us, whose numbers are not made like ours.
 */
function isNoneOfOurs(
  context: Context,
  row: RegisterRow,
  order: ComparedOrder | null,
  { supplier, method }: Day,
): boolean {
  if (!order) return !isPaymentNumber(row.orderNumber);
  if (order.methodId === method.id) return false;
  return context.payments.find(supplier, order.methodId)?.kind.id === method.kind.id;
}

/** Whether staff know already that there is something about the order: anything, or of that kind and payment. */
async function isReported(
  context: Context,
  { orderNumber }: RegisterRow,
  { supplier, method }: Day,
  which: { readonly kind?: PaymentDifferenceKind; readonly reference?: string | null } = {},
): Promise<boolean> {
  return context.database.transaction(supplier.id, (tx) =>
    hasDifference(tx, { supplierId: supplier.id, methodId: method.id, orderNumber, ...which }),
  );
}

/** Whether we have what the provider has; if not, we believe it as far as it fits, and report the rest. */
async function agreesWithUs(
  context: Context,
  row: RegisterRow,
  order: ComparedOrder | null,
  work: Day,
): Promise<boolean> {
  if (order && isBooked(order, row)) return true;
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

function isBooked(order: ComparedOrder, row: RegisterRow): boolean {
  if (order.status !== 'paid' && order.status !== 'refunded') return false;
  if (order.currency !== row.currency) return false;
  const isOther = row.reference !== null && order.reference !== null && row.reference !== order.reference;
  return order.total === row.amount && !isOther;
}

/**
 * Always asks: some registers tell each refund, some what was given back in all, and a row that is not larger than what we have booked may
 * be one more refund of the same sum. Only when it is asked the provider tells what was given back in all.
 */
async function hearsOfRefunds(
  context: Context,
  { order, rows, work }: { order: ComparedOrder; rows: readonly RegisterRow[]; work: Day },
): Promise<boolean> {
  const elsewhere = rows.filter((row) => isOfAnother(order, row));
  const own = rows.filter((row) => !elsewhere.includes(row));
  for (const row of elsewhere) {
    // It may have been told before, by another name of the same.
    const { reference } = row;
    if (await isReported(context, row, work, { kind: 'refund_elsewhere', reference })) continue;
    await reportMissing(context, { kind: 'refund_elsewhere', row, order, work });
  }
  return (await areOwnRefundsBooked(context, { order, rows: own, work })) && elsewhere.length === 0;
}

async function areOwnRefundsBooked(
  context: Context,
  { order, rows, work }: { order: ComparedOrder; rows: readonly RegisterRow[]; work: Day },
): Promise<boolean> {
  const question = { supplier: work.supplier, orderId: order.id, signal: within(QUESTION_MS, work) };
  const heard = await askProvider(context, question);
  const after = ofMethod((await ordersOf(context, [order.number], work)).get(order.number), work);
  if (after && areRefundsBooked(after, rows)) return true;
  // What does not fit in the answer was reported where it was judged, now or when it was told before: the same money is one thing to look at.
  const kind = heard && isDifference(heard.judged) ? heard.judged : null;
  for (const row of rows) {
    const isSame = kind !== null && (kind !== 'refund_elsewhere' || row.reference === null);
    if (isSame && (await isReported(context, row, work, { kind }))) continue;
    await reportMissing(context, { kind: 'missing_here', row, order: after, work });
  }
  return false;
}

/** At least what the register of one day has: of the lines' sum, for a fee that is given back is not booked. */
function areRefundsBooked(order: ComparedOrder, rows: readonly RegisterRow[]): boolean {
  const givenBack = rows.reduce((sum, { amount }) => sum + amount, 0n);
  return (
    rows.every(({ currency }) => currency === order.currency) &&
    order.refunded >= (givenBack < order.amount ? givenBack : order.amount)
  );
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
  const { supplier, method } = work;
  const order = await context.database.transaction(supplier.id, (tx) =>
    findOrder(tx, { supplierId: supplier.id, orderId: movement.orderId }),
  );
  if (!order) return true;
  const event = await method.provider.ask(orderForProvider(context, supplier, order), within(QUESTION_MS, work));
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
    kind: 'missing_here' | 'missing_there' | 'refund_elsewhere';
    order: Pick<ComparedOrder, 'id'> | null;
    row?: RegisterRow | null;
    booked?: BookedMovement | null;
    work: Day;
  },
): Promise<void> {
  const number = row?.orderNumber ?? booked?.number ?? null;
  const reference = row?.reference ?? booked?.reference ?? null;
  // A payment comes once; a refund of another day is another one.
  const movement = row?.kind === 'refunded' ? `refunded ${day} ${row.amount}` : (row?.kind ?? booked?.kind ?? '');
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

/** The orders of these numbers, of whatever method. */
async function ordersOf(
  context: Context,
  orderNumbers: readonly string[],
  { supplier }: Day,
): Promise<ReadonlyMap<string, ComparedOrder>> {
  const numbers = [...new Set(orderNumbers)];
  return context.database.transaction(supplier.id, (tx) => ordersByNumber(tx, { supplierId: supplier.id, numbers }));
}

function ofMethod(order: ComparedOrder | null | undefined, { method }: Day): ComparedOrder | null {
  return order?.methodId === method.id ? order : null;
}
