import type { CalendarDate, CalendarMonth, PlanTiming } from '@kabinet/rules';
import { sql } from 'kysely';
import type { Tx } from './database.js';
import { isId, newId } from './ids.js';
import type { PlanOutcome } from './schema.js';

/** What a customer plans to pay for an account every month, or for every bill. */
export interface PlanRow {
  readonly id: string;
  readonly customerRef: string;
  readonly accountId: string;
  readonly methodId: string;
  /** Minor units; null for all that is owed. */
  readonly amount: bigint | null;
  readonly atMost: bigint | null;
  readonly timing: PlanTiming;
  readonly status: PlanStatus;
  readonly cardId: string | null;
  /** When its customer made, changed or resumed it. */
  readonly changedAt: string;
}

export type PlanStatus = 'active' | 'paused' | 'ended';

/** The terms that a customer sets. */
export type PlanTerms = Pick<PlanRow, 'methodId' | 'amount' | 'atMost' | 'timing'>;

/** What became of a plan in a month, or for a bill. */
export interface PlanRun {
  readonly timing: PlanTiming['kind'];
  readonly runFor: CalendarMonth;
  readonly runOn: CalendarDate;
  readonly outcome: PlanOutcome;
  readonly orderId: string | null;
}

interface PlanOf {
  readonly supplierId: string;
  readonly planId: string;
}

const COLUMNS = [
  'id',
  'customer_ref',
  'account_id',
  'method_id',
  'amount',
  'at_most',
  'timing',
  'timing_days',
  'status',
  'card_id',
  'changed_at',
] as const;

function planRow(row: {
  id: string;
  customer_ref: string;
  account_id: string;
  method_id: string;
  amount: string | null;
  at_most: string | null;
  timing: PlanTiming['kind'];
  timing_days: number;
  status: PlanStatus;
  card_id: string | null;
  changed_at: string;
}): PlanRow {
  return {
    id: row.id,
    customerRef: row.customer_ref,
    accountId: row.account_id,
    methodId: row.method_id,
    amount: row.amount === null ? null : BigInt(row.amount),
    atMost: row.at_most === null ? null : BigInt(row.at_most),
    timing: { kind: row.timing, days: row.timing_days },
    status: row.status,
    cardId: row.card_id,
    changedAt: row.changed_at,
  };
}

function planById(tx: Tx, { supplierId, planId }: PlanOf) {
  return tx.selectFrom('payment_plans').select(COLUMNS).where('supplier_id', '=', supplierId).where('id', '=', planId);
}

/** The plan as it is, to be read only; null when there is none. */
export async function findPlan(tx: Tx, plan: PlanOf): Promise<PlanRow | null> {
  const row = isId(plan.planId) ? await planById(tx, plan).executeTakeFirst() : undefined;
  return row ? planRow(row) : null;
}

/**
 * The plan, held until the transaction ends: of two that run, change or end it one waits for the other, or passes it by (`skipsHeld`). Null when
 * there is none.
 */
export async function lockPlan(
  tx: Tx,
  plan: PlanOf,
  { skipsHeld = false }: { skipsHeld?: boolean } = {},
): Promise<PlanRow | null> {
  if (!isId(plan.planId)) return null;
  const query = planById(tx, plan).forUpdate();
  const row = await (skipsHeld ? query.skipLocked() : query).executeTakeFirst();
  return row ? planRow(row) : null;
}

/** A customer's plans for an account that have not ended, the oldest first. */
export async function plansOf(
  tx: Tx,
  { supplierId, customerRef, accountId }: { supplierId: string; customerRef: string; accountId: string },
): Promise<PlanRow[]> {
  const rows = await tx
    .selectFrom('payment_plans')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .where('account_id', '=', accountId)
    .where('status', '<>', 'ended')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(planRow);
}

/** The ids of the plans that have not ended, after this one: a job goes through them in batches. */
export async function livingPlans(
  tx: Tx,
  { supplierId, after, limit }: { supplierId: string; after: string | null; limit: number },
): Promise<string[]> {
  let query = tx
    .selectFrom('payment_plans')
    .select('id')
    .where('supplier_id', '=', supplierId)
    .where('status', '<>', 'ended');
  if (after !== null) query = query.where('id', '>', after);
  return (await query.orderBy('id').limit(limit).execute()).map(({ id }) => id);
}

export async function insertPlan(
  tx: Tx,
  {
    supplierId,
    customerRef,
    accountId,
    terms,
    now,
  }: { supplierId: string; customerRef: string; accountId: string; terms: PlanTerms; now: Date },
): Promise<string> {
  const id = newId(now);
  await tx
    .insertInto('payment_plans')
    .values({
      supplier_id: supplierId,
      id,
      customer_ref: customerRef,
      account_id: accountId,
      ...columnsOf(terms),
      card_id: null,
      created_at: now,
      changed_at: now,
    })
    .execute();
  return id;
}

function columnsOf({ methodId, amount, atMost, timing }: PlanTerms) {
  return { method_id: methodId, amount, at_most: atMost, timing: timing.kind, timing_days: timing.days };
}

/** Changes what is given; an ended plan stays ended. */
export async function updatePlan(
  tx: Tx,
  {
    supplierId,
    planId,
    terms,
    status,
    now,
  }: PlanOf & { terms?: PlanTerms | undefined; status?: PlanStatus | undefined; now: Date },
): Promise<void> {
  await tx
    .updateTable('payment_plans')
    .set({ ...(terms && columnsOf(terms)), ...(status && { status }), changed_at: now })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', planId)
    .where('status', '<>', 'ended')
    .execute();
}

/** Which card the plan charges from now on; null for none. */
export async function setPlanCard(
  tx: Tx,
  { supplierId, planId, cardId }: PlanOf & { cardId: string | null },
): Promise<void> {
  await tx
    .updateTable('payment_plans')
    .set({ card_id: cardId })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', planId)
    .execute();
}

/** Writes down that the plan has run for a month or a bill. The caller holds the plan and has seen that it had not. */
export async function insertRun(
  tx: Tx,
  { supplierId, planId, run }: PlanOf & { run: PlanRun & { readonly chargeTriedAt?: Date } },
): Promise<void> {
  await tx
    .insertInto('payment_plan_runs')
    .values({
      supplier_id: supplierId,
      plan_id: planId,
      timing: run.timing,
      run_for: `${run.runFor}-01`,
      run_on: run.runOn,
      outcome: run.outcome,
      order_id: run.orderId,
      charge_tried_at: run.chargeTriedAt ?? null,
    })
    .execute();
}

/** The plan's runs since a day, the oldest first. */
export async function runsSince(
  tx: Tx,
  { supplierId, planId, since }: PlanOf & { since: CalendarDate },
): Promise<PlanRun[]> {
  return runs(await runsOf(tx, { supplierId, since }).where('r.plan_id', '=', planId).execute());
}

/** The runs since a day that took money, or may have, of the same customer's other plans for the account that go on no more, the oldest first. */
export async function formerPaymentsSince(
  tx: Tx,
  { supplierId, plan, since }: { supplierId: string; plan: PlanRow; since: CalendarDate },
): Promise<PlanRun[]> {
  const rows = await runsOf(tx, { supplierId, since })
    .innerJoin('payment_plans as p', (join) =>
      join.onRef('p.supplier_id', '=', 'r.supplier_id').onRef('p.id', '=', 'r.plan_id'),
    )
    .where('p.customer_ref', '=', plan.customerRef)
    .where('p.account_id', '=', plan.accountId)
    .where('p.id', '<>', plan.id)
    .where('p.status', '<>', 'active')
    .where('r.outcome', 'in', ['pending', 'paid'])
    .execute();
  return runs(rows);
}

function runsOf(tx: Tx, { supplierId, since }: { supplierId: string; since: CalendarDate }) {
  return tx
    .selectFrom('payment_plan_runs as r')
    .select(['r.timing', 'r.run_for', 'r.run_on', 'r.outcome', 'r.order_id'])
    .where('r.supplier_id', '=', supplierId)
    .where('r.run_on', '>=', since)
    .orderBy('r.run_on')
    .orderBy('r.run_for');
}

function runs(
  rows: readonly {
    timing: PlanTiming['kind'];
    run_for: string;
    run_on: CalendarDate;
    outcome: PlanOutcome;
    order_id: string | null;
  }[],
): PlanRun[] {
  return rows.map((row) => ({
    timing: row.timing,
    runFor: row.run_for.slice(0, 7),
    runOn: row.run_on,
    outcome: row.outcome,
    orderId: row.order_id,
  }));
}

/** A run whose order has come to something that was not told yet. */
export interface RunToSettle {
  readonly planId: string;
  readonly customerRef: string;
  readonly accountId: string;
  readonly orderId: string;
  readonly outcome: 'paid' | 'failed';
  /** Whether the plan goes on; it may have been paused or ended since. */
  readonly isActive: boolean;
}

/**
 * Notes what the orders of runs came to, and answers with those that were noted now: each once, however many look at once. One that failed may
 * be paid later.
 */
export async function settleRuns(
  tx: Tx,
  { supplierId, since, limit }: { supplierId: string; since: CalendarDate; limit: number },
): Promise<RunToSettle[]> {
  const { rows } = await sql<RunToSettle>`
    with told as (
      select r.plan_id, r.timing, r.run_for, case when o.status in ('paid', 'refunded') then 'paid' else 'failed' end as outcome
      from payment_plan_runs r
      join payment_orders o on o.supplier_id = r.supplier_id and o.id = r.order_id
      where r.supplier_id = ${supplierId} and r.outcome in ('pending', 'failed') and r.run_on >= ${since}::date
        and (o.status in ('paid', 'refunded') or (r.outcome = 'pending' and o.status in ('failed', 'expired')))
      order by r.run_on limit ${limit} for update of r skip locked
    )
    update payment_plan_runs r set outcome = told.outcome
    from told, payment_plans p
    where r.supplier_id = ${supplierId} and r.plan_id = told.plan_id and r.timing = told.timing and r.run_for = told.run_for
      and p.supplier_id = r.supplier_id and p.id = r.plan_id
    returning r.plan_id as "planId", p.customer_ref as "customerRef", p.account_id as "accountId", r.order_id as "orderId", r.outcome,
      p.status = 'active' as "isActive"`.execute(tx);
  return rows;
}

/**
 * Takes an order of a run whose card was to be charged and of which nothing is known, for who charges or asks next: nobody else has it before as
 * much time is over again as between `notSince` and now. Those of plans that were paused or ended since are left to their time. Null where there
 * is none.
 */
export async function claimUnchargedOrder(
  tx: Tx,
  { supplierId, now, notSince }: { supplierId: string; now: Date; notSince: Date },
): Promise<{ planId: string; orderId: string } | null> {
  const { rows } = await sql<{ planId: string; orderId: string }>`
    update payment_plan_runs r set charge_tried_at = ${now.toISOString()}::timestamptz
    where r.supplier_id = ${supplierId} and (r.plan_id, r.order_id) = (
      select c.plan_id, c.order_id from payment_plan_runs c
      join payment_plans p on p.supplier_id = c.supplier_id and p.id = c.plan_id
      join payment_orders o on o.supplier_id = c.supplier_id and o.id = c.order_id
      where c.supplier_id = ${supplierId} and c.outcome = 'pending' and c.charge_tried_at <= ${notSince.toISOString()}::timestamptz
        and p.status = 'active' and o.status = 'created' and o.expires_at > ${now.toISOString()}::timestamptz
      order by c.charge_tried_at limit 1 for update of c skip locked)
    returning r.plan_id as "planId", r.order_id as "orderId"`.execute(tx);
  return rows[0] ?? null;
}

/** Whether the order is a run's, whose kept card is being charged or is about to be. */
export async function isBeingCharged(
  tx: Tx,
  { supplierId, orderId }: { supplierId: string; orderId: string },
): Promise<boolean> {
  const run = await tx
    .selectFrom('payment_plan_runs')
    .select('plan_id')
    .where('supplier_id', '=', supplierId)
    .where('order_id', '=', orderId)
    .where('outcome', '=', 'pending')
    .executeTakeFirst();
  return run !== undefined;
}
