import { addDays, dateInTimeZone, nextPlannedRun, type PlannedRun } from '@kabinet/rules';
import { type AccountDue, stillDue } from '../db/account-due.js';
import type { Tx } from '../db/database.js';
import { type PlanRow, type PlanRun, runsSince } from '../db/payment-plans.js';

/** A plan's runs that matter for the next one: a bill is paid within months of its day. */
const RUNS_LOOKED_AT_DAYS = 400;

/**
 * When the plan pays next; null while it is paused, or where nothing is due. The one rule for what customers see and for what the job does.
 */
export function nextRunOf({
  plan,
  runs,
  due,
  today,
  timeZone,
}: {
  plan: PlanRow;
  runs: readonly PlanRun[];
  due: AccountDue;
  today: string;
  timeZone: string;
}): PlannedRun | null {
  if (plan.status !== 'active') return null;
  return nextPlannedRun({
    timing: plan.timing,
    today,
    since: dateInTimeZone(plan.changedAt, timeZone),
    bill: stillDue(due) > 0n ? due.bill : null,
    lastOn: runs.at(-1)?.runOn ?? null,
    isDone: (runFor) => runs.some((run) => run.timing === plan.timing.kind && run.runFor === runFor),
  });
}

/** The plan's runs that its next one depends on, the latest last. */
export function recentRuns(tx: Tx, options: { supplierId: string; planId: string; today: string }): Promise<PlanRun[]> {
  return runsSince(tx, { ...options, since: addDays(options.today, -RUNS_LOOKED_AT_DAYS) });
}
