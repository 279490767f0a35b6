import { addDays, type CalendarDate, dateInTimeZone, monthOf, nextPlannedRun, type PlannedRun } from '@kabinet/rules';
import { type AccountDue, dueOf, stillDue } from '../db/account-due.js';
import type { Tx } from '../db/database.js';
import {
  formerPaymentsSince,
  insertRun,
  lockPlan,
  type PlanRow,
  type PlanRun,
  runsSince,
} from '../db/payment-plans.js';
import type { KnownSupplier } from './supplier-directory.js';

/** A plan's runs that matter for the next one: a bill is paid within months of its day. */
const RUNS_LOOKED_AT_DAYS = 400;

/**
 * When the plan pays next; null while it is paused, or where nothing is due. The one rule for what customers see and for what the job does.
 */
export function nextRunOf({
  plan,
  runs,
  former,
  due,
  today,
  timeZone,
}: {
  plan: PlanRow;
  runs: readonly PlanRun[];
  /** What the customer's plans before this one paid. */
  former: readonly PlanRun[];
  due: AccountDue;
  today: string;
  timeZone: string;
}): PlannedRun | null {
  if (plan.status !== 'active') return null;
  const { kind } = plan.timing;
  // All that is owed is never paid twice; a set sum is paid once a month or once a bill, though its timing was changed or the plan made anew.
  const own = runs.filter(({ outcome }) => outcome === 'paid' || outcome === 'pending');
  const paid = plan.amount === null ? [] : [...former, ...own];
  return nextPlannedRun({
    timing: plan.timing,
    today,
    since: dateInTimeZone(plan.changedAt, timeZone),
    bill: stillDue(due) > 0n ? due.bill : null,
    lastOn: lastDay([...runs, ...paid]),
    paidOtherwiseOn: lastDay(paid.filter(({ timing }) => timing !== kind)),
    isDone: (runFor) => [...runs, ...paid].some((run) => run.timing === kind && run.runFor === runFor),
  });
}

function lastDay(runs: readonly PlanRun[]): CalendarDate | null {
  return runs.reduce<CalendarDate | null>((last, { runOn }) => (last === null || runOn > last ? runOn : last), null);
}

/** The plan's runs that its next one depends on, the latest last. */
export function recentRuns(tx: Tx, options: { supplierId: string; planId: string; today: string }): Promise<PlanRun[]> {
  return runsSince(tx, { ...options, since: addDays(options.today, -RUNS_LOOKED_AT_DAYS) });
}

/** The same of what the customer's plans for the account paid that were paused or ended before. */
export function formerPayments(
  tx: Tx,
  { supplierId, plan, today }: { supplierId: string; plan: PlanRow; today: string },
): Promise<PlanRun[]> {
  return formerPaymentsSince(tx, { supplierId, plan, since: addDays(today, -RUNS_LOOKED_AT_DAYS) });
}

/**
 * A payment that its customer makes for a plan, as the first one is, counts as the plan's own for the month it was paid in, or for this bill,
 * whether or not the provider kept a card of it: whoever pays by hand is not charged the same again a few days later, nor asked for it.
 */
export async function countPaymentByHand(
  tx: Tx,
  {
    supplier,
    order,
  }: {
    supplier: KnownSupplier;
    order: { readonly id: string; readonly planId: string | null; readonly settledAt: string };
  },
): Promise<void> {
  if (order.planId === null) return;
  const supplierId = supplier.id;
  const plan = await lockPlan(tx, { supplierId, planId: order.planId });
  if (!plan || plan.status === 'ended') return;
  const paidOn = dateInTimeZone(order.settledAt, supplier.profile.timeZone);
  const timing = plan.timing.kind;
  const { bill } = await dueOf(tx, { supplierId, accountId: plan.accountId });
  const runFor = timing === 'day_of_month' ? monthOf(paidOn) : bill?.month;
  const runs = await recentRuns(tx, { supplierId, planId: plan.id, today: paidOn });
  // A charge of the kept card is noted already: its run came before its order.
  if (runFor === undefined || runs.some((run) => run.timing === timing && run.runFor === runFor)) return;
  if (runs.some(({ orderId }) => orderId === order.id)) return;
  const run = { timing, runFor, runOn: paidOn, outcome: 'paid' as const, orderId: order.id };
  await insertRun(tx, { supplierId, planId: plan.id, run });
}
