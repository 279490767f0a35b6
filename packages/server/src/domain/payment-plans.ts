import type { Grant, Money, PaymentPlan, PaymentPlanRequest } from '@kabinet/api/contract';
import { dateInTimeZone, isPlanTiming } from '@kabinet/rules';
import type { Context } from '../context.js';
import { type AccountDue, dueOf } from '../db/account-due.js';
import { recordAct } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { findCard, forgetCard } from '../db/payment-cards.js';
import {
  findPlan,
  insertPlan,
  lockPlan,
  type PlanRow,
  plansOf,
  type PlanTerms,
  setPlanCard,
  updatePlan,
} from '../db/payment-plans.js';
import { invalidRequest, ProblemError } from '../problem.js';
import { tellCustomer } from '../messages/tell-customer.js';
import { accountTailOf } from './account-tail.js';
import { formerPayments, nextRunOf, recentRuns } from './plan-runs.js';
import type { KnownSupplier } from './supplier-directory.js';

/** More plans for one account than anybody means to have. */
const MOST_PLANS = 5;

/** Whose plan for which account, and by whom the request came. */
interface PlanCall {
  readonly context: Pick<Context, 'payments'>;
  readonly supplier: KnownSupplier;
  readonly customerRef: string;
  readonly accountId: string;
  /** What the customer may do with the account. */
  readonly grants: readonly Grant[];
  readonly now: Date;
  readonly requestId: string;
}

/** The customer's plans for the account, as the contract has them. */
export async function listPlans(tx: Tx, call: PlanCall): Promise<PaymentPlan[]> {
  const { supplier, customerRef, accountId } = call;
  const plans = await plansOf(tx, { supplierId: supplier.id, customerRef, accountId });
  const due = plans.length > 0 ? await dueOf(tx, { supplierId: supplier.id, accountId }) : null;
  const shown: PaymentPlan[] = [];
  for (const plan of plans) if (due) shown.push(await planOf(tx, { ...call, plan, due }));
  return shown;
}

/** Plans a payment for every month. It is charged once a first payment has left a card with the provider; until then it reminds. */
export async function createPlan(
  tx: Tx,
  { request, ...call }: PlanCall & { request: PaymentPlanRequest },
): Promise<PaymentPlan> {
  const { supplier, customerRef, accountId, now } = call;
  const supplierId = supplier.id;
  const terms = readTerms(call, request, '');
  const before = await plansOf(tx, { supplierId, customerRef, accountId });
  if (before.length >= MOST_PLANS) throw invalidRequest('', 'too_many_plans');
  const planId = await insertPlan(tx, { supplierId, customerRef, accountId, terms, now });
  await record(tx, call, 'payment_plan.created', planId);
  const shown = await showPlan(tx, call, planId);
  await tellCustomer(tx, {
    supplierId,
    customerRef,
    purpose: 'plan_made',
    facts: {
      accountTail: await accountTailOf(tx, { supplierId, accountId }),
      sum: shown.amount,
      nextOn: shown.nextOn,
      canCharge: canCharge(call.context, supplier, terms.methodId),
    },
    now,
  });
  return shown;
}

/** Changes, pauses, resumes or ends a plan; the customer's own one for this account, else `not_found`. */
export async function changePlan(
  tx: Tx,
  {
    planId,
    status,
    terms: request,
    ...call
  }: PlanCall & {
    planId: string;
    status: 'active' | 'paused' | 'ended' | undefined;
    terms: PaymentPlanRequest | undefined;
  },
): Promise<PaymentPlan> {
  const { supplier, customerRef, accountId, now } = call;
  const supplierId = supplier.id;
  const plan = await lockPlan(tx, { supplierId, planId });
  if (!plan || plan.customerRef !== customerRef || plan.accountId !== accountId || plan.status === 'ended') {
    throw new ProblemError('not_found');
  }
  const terms = request && readTerms(call, request, '/terms');
  // A card is kept by one provider: another one knows nothing of it.
  if (terms && terms.methodId !== plan.methodId) await forgetCardOf(tx, { supplierId, plan, now });
  if (status === 'ended') {
    await endPlan(tx, { supplierId, plan, now });
    await record(tx, call, 'payment_plan.ended', planId);
    const ended = { ...plan, ...terms, status: 'paused' as const, cardId: null };
    return planOf(tx, { ...call, plan: ended, due: await dueOf(tx, { supplierId, accountId }) });
  }
  await updatePlan(tx, { supplierId, planId, terms, status, now });
  await record(tx, call, 'payment_plan.changed', planId);
  return showPlan(tx, call, planId);
}

/** Ends a plan for good, and forgets its card. */
export async function endPlan(
  tx: Tx,
  { supplierId, plan, now }: { supplierId: string; plan: PlanRow; now: Date },
): Promise<void> {
  await forgetCardOf(tx, { supplierId, plan, now });
  await updatePlan(tx, { supplierId, planId: plan.id, status: 'ended', now });
}

async function showPlan(tx: Tx, call: PlanCall, planId: string): Promise<PaymentPlan> {
  const supplierId = call.supplier.id;
  const plan = await findPlan(tx, { supplierId, planId });
  if (!plan) throw new ProblemError('not_found');
  return planOf(tx, { ...call, plan, due: await dueOf(tx, { supplierId, accountId: call.accountId }) });
}

async function planOf(
  tx: Tx,
  {
    context,
    supplier,
    plan,
    due,
    now,
  }: Pick<PlanCall, 'context' | 'supplier' | 'now'> & { plan: PlanRow; due: AccountDue },
): Promise<PaymentPlan> {
  const { timeZone, currency } = supplier.profile;
  const today = dateInTimeZone(now, timeZone);
  const runs = await recentRuns(tx, { supplierId: supplier.id, planId: plan.id, today });
  const former = await formerPayments(tx, { supplierId: supplier.id, plan, today });
  const card = plan.cardId === null ? null : await findCard(tx, { supplierId: supplier.id, cardId: plan.cardId });
  const isCharged = card?.sealedToken != null && canCharge(context, supplier, plan.methodId);
  const last = runs.at(-1);
  const money = (amount: bigint | null): Money | null =>
    amount === null ? null : { amount: Number(amount), currency };
  return {
    id: plan.id,
    accountId: plan.accountId,
    methodId: plan.methodId,
    amount: money(plan.amount),
    atMost: money(plan.atMost),
    timing: { kind: plan.timing.kind, days: plan.timing.days },
    status: plan.status === 'active' ? 'active' : 'paused',
    mode: isCharged ? 'charge' : 'remind',
    card: isCharged ? card.label : null,
    nextOn: nextRunOf({ plan, runs, former, due, today, timeZone })?.on ?? null,
    last: last ? { on: last.runOn, outcome: last.outcome, orderId: last.orderId } : null,
  };
}

/** Whether a card that is kept by this method can be charged: the provider can, and the supplier lets it. */
export function canCharge({ payments }: Pick<Context, 'payments'>, supplier: KnownSupplier, methodId: string): boolean {
  const terms = supplier.profile.paying?.methods.find(({ id }) => id === methodId);
  return terms?.keepsCards === true && payments.find(supplier, methodId)?.provider.charge !== undefined;
}

/**
 * Whether a customer with these rights may have a plan of these terms. One that goes by what is owed, or by when, tells it to whoever has it:
 * for that it takes the right to see it.
 */
export function isAllowed({ amount, timing }: Pick<PlanTerms, 'amount' | 'timing'>, grants: readonly Grant[]): boolean {
  const tells = amount === null || timing.kind === 'days_before_due';
  return grants.includes('payments') && (!tells || grants.includes('view'));
}

/** The terms as they are kept; throws where a plan could never keep them. */
function readTerms(
  { context, supplier, grants }: Pick<PlanCall, 'context' | 'supplier' | 'grants'>,
  { methodId, amount, atMost, timing }: PaymentPlanRequest,
  pointer: string,
): PlanTerms {
  const { paying, currency } = supplier.profile;
  if (!isPlanTiming(timing)) throw invalidRequest(`${pointer}/timing/days`, 'out_of_range');
  if (!paying || !context.payments.find(supplier, methodId)) throw new ProblemError('payment_method_unavailable');
  for (const sum of [amount, atMost]) {
    if (sum === null) continue;
    const fits = sum.currency === currency && sum.amount >= paying.atLeast && sum.amount <= paying.atMost;
    if (!fits) throw new ProblemError('payment_sum_out_of_range');
  }
  const terms = {
    methodId,
    amount: amount && BigInt(amount.amount),
    atMost: atMost && BigInt(atMost.amount),
    timing,
  };
  if (!isAllowed(terms, grants)) throw new ProblemError('forbidden');
  return terms;
}

/** Charges the plan's card no more: it goes on by reminders, until a payment leaves another card. */
export async function forgetCardOf(
  tx: Tx,
  { supplierId, plan, now }: { supplierId: string; plan: PlanRow; now: Date },
): Promise<void> {
  if (plan.cardId === null) return;
  await setPlanCard(tx, { supplierId, planId: plan.id, cardId: null });
  await forgetCard(tx, { supplierId, cardId: plan.cardId, now });
}

async function record(
  tx: Tx,
  { supplier, customerRef, now, requestId }: PlanCall,
  action: string,
  planId: string,
): Promise<void> {
  await recordAct(tx, { supplierId: supplier.id, at: now, customerRef, action, subjectId: planId, requestId });
}
