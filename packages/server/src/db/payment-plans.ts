import type { CalendarDate } from '@kabinet/rules';
import { sql } from 'kysely';
import type { Tx } from './database.js';
import { isId, newId } from './ids.js';

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
  readonly createdAt: string;
}

export type PlanStatus = 'active' | 'paused' | 'ended';

export interface PlanTiming {
  readonly kind: 'day_of_month' | 'days_before_due';
  readonly days: number;
}

/** The terms that a customer sets. */
export type PlanTerms = Pick<PlanRow, 'methodId' | 'amount' | 'atMost' | 'timing'>;

/** What became of a plan in a month, or for a bill. */
export interface PlanRun {
  readonly runFor: CalendarDate;
  readonly runOn: CalendarDate;
  readonly outcome: string;
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
  'created_at',
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
  created_at: string;
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
    createdAt: row.created_at,
  };
}

/** The plan, held until the transaction ends: of two that run, change or end it one waits for the other. Null when there is none. */
export async function lockPlan(tx: Tx, { supplierId, planId }: PlanOf): Promise<PlanRow | null> {
  if (!isId(planId)) return null;
  const row = await tx
    .selectFrom('payment_plans')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('id', '=', planId)
    .forUpdate()
    .executeTakeFirst();
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

/** The active plans after this id, in the order of their ids: a job goes through them in batches. */
export async function activePlans(
  tx: Tx,
  { supplierId, after, limit }: { supplierId: string; after: string | null; limit: number },
): Promise<PlanRow[]> {
  let query = tx
    .selectFrom('payment_plans')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('status', '=', 'active');
  if (after !== null) query = query.where('id', '>', after);
  return (await query.orderBy('id').limit(limit).execute()).map(planRow);
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
  { supplierId, planId, cardId, now }: PlanOf & { cardId: string | null; now: Date },
): Promise<void> {
  await tx
    .updateTable('payment_plans')
    .set({ card_id: cardId, changed_at: now })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', planId)
    .execute();
}

/** Writes down that the plan has run for a month or a bill; false when it had already. */
export async function insertRun(tx: Tx, { supplierId, planId, run }: PlanOf & { run: PlanRun }): Promise<boolean> {
  const row = await tx
    .insertInto('payment_plan_runs')
    .values({
      supplier_id: supplierId,
      plan_id: planId,
      run_for: run.runFor,
      run_on: run.runOn,
      outcome: run.outcome,
      order_id: run.orderId,
    })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'plan_id', 'run_for']).doNothing())
    .returning('run_for')
    .executeTakeFirst();
  return row !== undefined;
}

/** What the plan has run for since that day. */
export async function runsSince(
  tx: Tx,
  { supplierId, planId, since }: PlanOf & { since: CalendarDate },
): Promise<PlanRun[]> {
  const { rows } = await sql<PlanRun>`
    select run_for as "runFor", run_on as "runOn", outcome, order_id as "orderId" from payment_plan_runs
    where supplier_id = ${supplierId} and plan_id = ${planId}::uuid and run_for >= ${since}::date
    order by run_on, run_for`.execute(tx);
  return rows;
}

/** The plan's latest run; of one that made an order, the outcome is what the order came to. */
export async function lastRun(tx: Tx, { supplierId, planId }: PlanOf): Promise<PlanRun | null> {
  const { rows } = await sql<PlanRun>`
    select r.run_for as "runFor", r.run_on as "runOn", r.order_id as "orderId",
      case when r.outcome <> 'pending' then r.outcome
        when o.status in ('paid', 'refunded') then 'paid'
        when o.status in ('failed', 'expired') then 'failed'
        else 'pending' end as outcome
    from payment_plan_runs r
    left join payment_orders o on o.supplier_id = r.supplier_id and o.id = r.order_id
    where r.supplier_id = ${supplierId} and r.plan_id = ${planId}::uuid
    order by r.run_on desc, r.run_for desc limit 1`.execute(tx);
  return rows[0] ?? null;
}
