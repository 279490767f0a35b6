import { addDays, type CalendarDate, dateInTimeZone } from '@kabinet/rules';
import type { Context } from '../context.js';
import { reconciledDays } from '../db/payment-reconciliations.js';
import { reconcileDay } from '../domain/reconciliation.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { describeError } from '../http/describe-error.js';
import type { PaymentMethodInUse } from '../payments/provider.js';
import { every } from './every.js';

const LOOK_EVERY_MS = 10 * 60_000;
/** By then providers have closed the day before. At the supplier. */
const NOT_BEFORE = '03:30';
/** A provider that could not be asked is asked again for so long. */
const DAYS_BACK = 7;
/** The longest wait for a day: a register of many pages. */
const DAY_MS = 5 * 60_000;

/** The days that are over at the supplier and may be compared by now, the oldest first. */
export function daysToCompare(now: Date, timeZone: string): CalendarDate[] {
  const today = dateInTimeZone(now, timeZone);
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone }).format(now);
  const last = addDays(today, time >= NOT_BEFORE ? -1 : -2);
  return Array.from({ length: DAYS_BACK }, (_, index) => addDays(last, index + 1 - DAYS_BACK));
}

/**
 * Compares the supplier's days that were not compared yet with its providers' registers. One provider that does not answer holds up no
 * other; its days are compared later. Answers with how many days were.
 */
export async function reconcilePayments(
  context: Context,
  supplier: KnownSupplier,
  stop: AbortSignal = new AbortController().signal,
): Promise<number> {
  const days = daysToCompare(context.now(), supplier.profile.timeZone);
  let count = 0;
  for (const method of context.payments.all(supplier)) {
    const done = await context.database.transaction(supplier.id, (tx) =>
      reconciledDays(tx, { supplierId: supplier.id, methodId: method.id, since: days[0] ?? '' }),
    );
    for (const day of days) {
      if (stop.aborted) return count;
      if (done.has(day)) continue;
      if (!(await compare(context, { supplier, method, day, stop }))) break;
      count += 1;
    }
  }
  return count;
}

async function compare(
  context: Context,
  {
    supplier,
    method,
    day,
    stop,
  }: { supplier: KnownSupplier; method: PaymentMethodInUse; day: CalendarDate; stop: AbortSignal },
): Promise<boolean> {
  const told = { supplier: supplier.id, method: method.id, day };
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(DAY_MS)]);
    const found = await reconcileDay(context, { supplier, method, day, signal });
    context.logger.info({ ...told, ...found }, 'payments reconciled');
    return true;
  } catch (error) {
    context.logger.warn({ ...told, error: describeError(error) }, 'could not reconcile payments');
    return false;
  }
}

/** Compares all suppliers' days until the returned function is called. */
export function startReconciling(context: Context): () => Promise<void> {
  return every(LOOK_EVERY_MS, async (stop) => {
    try {
      for (const supplier of await context.suppliers.all()) {
        if (stop.aborted) return;
        if (supplier.profile.paying !== null) await reconcilePayments(context, supplier, stop);
      }
    } catch (error) {
      context.logger.warn({ error: describeError(error) }, 'could not reconcile payments');
    }
  });
}
