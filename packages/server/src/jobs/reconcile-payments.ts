import { addDays, type CalendarDate, dateInTimeZone } from '@kabinet/rules';
import type { Context } from '../context.js';
import { reportDifference } from '../db/payment-differences.js';
import { firstSettled, reconciledDays } from '../db/payment-reconciliations.js';
import { reconcileDay } from '../domain/reconciliation.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { describeError } from '../describe-error.js';
import type { PaymentMethodInUse } from '../payments/provider.js';
import { every } from './every.js';

const LOOK_EVERY_MS = 10 * 60_000;
/** By then providers have closed the day before. At the supplier. */
const NOT_BEFORE = '03:30';
/** A provider that could not be asked is asked again for so long. */
const DAYS_BACK = 7;
/** For so long after that a day which nobody compared is still told to staff, also by a server that was down meanwhile. */
const DAYS_TOLD = 30;
/** A provider that fails for so many days in a row is left alone until the next round. */
const FAILURES_IN_A_ROW = 2;

/** The days that are over at the supplier and may be compared by now, the oldest first. */
export function daysToCompare(now: Date, timeZone: string): CalendarDate[] {
  const today = dateInTimeZone(now, timeZone);
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone }).format(now);
  const last = addDays(today, time >= NOT_BEFORE ? -1 : -2);
  return Array.from({ length: DAYS_BACK }, (_, index) => addDays(last, index + 1 - DAYS_BACK));
}

/**
 * Compares the supplier's days that were not compared yet with its providers' registers, the newest first, so that a day which cannot be
 * compared holds up none after it. One provider that does not answer holds up no other; its days are compared later. Answers with how many
 * days were. A day that is given up is reported to staff.
 */
export async function reconcilePayments(
  context: Context,
  supplier: KnownSupplier,
  stop: AbortSignal = new AbortController().signal,
): Promise<number> {
  const days = daysToCompare(context.now(), supplier.profile.timeZone);
  const [oldest = ''] = days;
  const told = addDays(oldest, -DAYS_TOLD);
  let count = 0;
  for (const method of context.payments.all(supplier)) {
    const done = await context.database.transaction(supplier.id, (tx) =>
      reconciledDays(tx, { supplierId: supplier.id, methodId: method.id, since: told }),
    );
    await reportGivenUp(context, { supplier, method, done, from: told, until: oldest });
    let failures = 0;
    for (const day of [...days].reverse()) {
      if (stop.aborted) return count;
      if (done.has(day)) continue;
      if (await compare(context, { supplier, method, day, stop })) {
        count += 1;
        failures = 0;
      } else {
        failures += 1;
        if (failures === FAILURES_IN_A_ROW) break;
      }
    }
  }
  return count;
}

async function compare(
  context: Context,
  work: { supplier: KnownSupplier; method: PaymentMethodInUse; day: CalendarDate; stop: AbortSignal },
): Promise<boolean> {
  const told = { supplier: work.supplier.id, method: work.method.id, day: work.day };
  try {
    const found = await reconcileDay(context, work);
    context.logger.info({ ...told, ...found }, 'payments reconciled');
    return true;
  } catch (error) {
    context.logger.warn({ ...told, error: describeError(error) }, 'could not reconcile payments');
    return false;
  }
}

/** Tells staff of the days from the first payment on that were not compared and will not be: somebody has to look at the provider. */
async function reportGivenUp(
  context: Context,
  {
    supplier,
    method,
    done,
    from,
    until,
  }: {
    supplier: KnownSupplier;
    method: PaymentMethodInUse;
    done: ReadonlySet<CalendarDate>;
    from: CalendarDate;
    until: CalendarDate;
  },
): Promise<void> {
  await context.database.transaction(supplier.id, async (tx) => {
    const first = await firstSettled(tx, { supplierId: supplier.id, methodId: method.id });
    if (!first) return;
    const firstDay = dateInTimeZone(first, supplier.profile.timeZone);
    for (let day = firstDay > from ? firstDay : from; day < until; day = addDays(day, 1)) {
      if (done.has(day)) continue;
      const isNew = await reportDifference(tx, supplier.id, {
        kind: 'not_compared',
        methodId: method.id,
        day,
        orderId: null,
        orderNumber: null,
        reference: null,
        ours: null,
        theirs: null,
        fingerprint: `not_compared ${method.id} ${day}`,
        foundAt: context.now(),
      });
      if (isNew) context.logger.error({ supplier: supplier.id, method: method.id, day }, 'never reconciled payments');
    }
  });
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
