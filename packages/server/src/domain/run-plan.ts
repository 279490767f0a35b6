import { dateInTimeZone, paymentFee, type PlannedRun, plannedSum } from '@kabinet/rules';
import type { Context } from '../context.js';
import { accessTo } from '../db/account-access.js';
import { dueOf } from '../db/account-due.js';
import type { Tx } from '../db/database.js';
import { findCard } from '../db/payment-cards.js';
import { changeOrder, findOrder, lockOrdersOf, orderInProgress } from '../db/payment-orders.js';
import { findPlan, insertRun, lockPlan, type PlanRow, type RunToSettle } from '../db/payment-plans.js';
import type { PlanOutcome } from '../db/schema.js';
import { ProblemError } from '../problem.js';
import type { MessageFacts } from '../messages/texts.js';
import { tellCustomer } from '../messages/tell-customer.js';
import { type ProviderEvent, ProviderRefused } from '../payments/provider.js';
import { timeInWords } from '../words/moments.js';
import { accountTailOf } from './account-tail.js';
import { pageUrl } from './page-addresses.js';
import { tokenOf } from './payment-cards.js';
import { createOrder, orderForProvider } from './payment-orders.js';
import { canCharge, endPlan, forgetCardOf, isAllowed } from './payment-plans.js';
import { formerPayments, nextRunOf, recentRuns } from './plan-runs.js';
import { applyEvent } from './settle-payment.js';
import type { KnownSupplier } from './supplier-directory.js';

/** After a card was charged, its order is asked for as every order is whose payer went to the provider. */
export const ASK_AFTER_MS = 5 * 60_000;

interface PlanWork {
  readonly context: Context;
  readonly supplier: KnownSupplier;
  readonly planId: string;
  readonly now: Date;
}

/** A plan's payment that is due today, with all that it takes to make it. */
interface DueRun extends PlanWork {
  readonly plan: PlanRow;
  readonly run: PlannedRun;
  readonly today: string;
  /** Somebody was paying for the account when what is due was read. */
  readonly isBusy: boolean;
  /** Minor units, without the fee. */
  readonly amount: bigint;
}

/**
 * Looks after one plan, in one transaction: ends it where its customer has lost the right to pay for the account, and notes the run where one is due
 * today. Answers with the order whose card is to be charged once all of this is committed: whoever is killed in between has not charged,
 * and the order is found again.
 */
export async function tendPlan(tx: Tx, work: PlanWork): Promise<string | null> {
  const { supplier, planId, now } = work;
  const supplierId = supplier.id;
  const { timeZone, paying } = supplier.profile;
  const plan = await lockPlan(tx, { supplierId, planId }, { skipsHeld: true });
  if (!plan || plan.status === 'ended') return null;
  const { accountId } = plan;
  const today = dateInTimeZone(now, timeZone);
  if (!(await mayPlan(tx, { supplierId, plan, today }))) {
    await endPlan(tx, { supplierId, plan, now });
    await tell(tx, work, plan, 'plan_ended', {});
    return null;
  }
  // Another plan for the account may be about to pay the same debt: it is looked for first, and what is due is read after it, so that a payment
  // which ends meanwhile is seen by the one or by the other.
  await lockOrdersOf(tx, supplierId, [accountId]);
  const isBusy = (await orderInProgress(tx, { supplierId, accountIds: [accountId], now })) !== null;
  const due = await dueOf(tx, { supplierId, accountId });
  const runs = await recentRuns(tx, { supplierId, planId, today });
  const former = await formerPayments(tx, { supplierId, plan, today });
  const run = nextRunOf({ plan, runs, former, due, today, timeZone });
  if (!run || run.on > today || !paying) return null;

  const limits = { atLeast: BigInt(paying.atLeast), atMost: BigInt(paying.atMost) };
  const sum = plannedSum({ ...plan, ...due, limits });
  if (sum.kind === 'nothing_due') {
    await note(tx, { ...work, plan, run, today }, 'nothing_due');
    return null;
  }
  const dueRun: DueRun = { ...work, plan, run, today, isBusy, amount: sum.amount };
  if (sum.kind === 'over_limit' || isFeeOverLimit(dueRun)) {
    await note(tx, dueRun, 'over_limit');
    await tellToPay(tx, dueRun, 'plan_over_limit');
    return null;
  }
  return payOrRemind(tx, dueRun);
}

/** Whether the plan's customer still has the rights that it takes. */
async function mayPlan(
  tx: Tx,
  { supplierId, plan, today }: { supplierId: string; plan: PlanRow; today: string },
): Promise<boolean> {
  const { customerRef, accountId } = plan;
  const access = await accessTo(tx, { supplierId, customerRef, accountId, today });
  return access !== null && isAllowed(plan, access.grants);
}

/** The limit is of what is charged. */
function isFeeOverLimit({ supplier, plan, amount }: DueRun): boolean {
  const fee = supplier.profile.paying?.methods.find(({ id }) => id === plan.methodId)?.fee ?? null;
  return plan.atMost !== null && amount + paymentFee(amount, fee) > plan.atMost;
}

/** Makes the order whose card is to be charged; without a card that can be, the customer is asked to pay. */
async function payOrRemind(tx: Tx, due: DueRun): Promise<string | null> {
  const { context, supplier, plan, planId, amount, now } = due;
  const supplierId = supplier.id;
  if (canCharge(context, supplier, plan.methodId) && (await tokenOfPlan(tx, due, plan)) !== null) {
    // Looked at again when that is settled.
    if (due.isBusy) return null;
    try {
      const order = await createOrder(tx, {
        context,
        supplier,
        customerRef: plan.customerRef,
        lines: [{ accountId: plan.accountId, amount }],
        methodId: plan.methodId,
        returnUrl: pageUrl(context, supplierId, 'pay'),
        language: undefined,
        anew: false,
        planId,
        now,
        requestId: null,
      });
      // From here on it may have been paid.
      const change = { departedAt: now, nextAskAt: new Date(now.getTime() + ASK_AFTER_MS) };
      await changeOrder(tx, { supplierId, orderId: order.id, change });
      await note(tx, due, 'pending', order.id);
      return order.id;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      // A payment that was over goes on since.
      if (error.code === 'payment_in_progress') return null;
      if (error.code !== 'payment_method_unavailable') throw error;
    }
  }
  await note(tx, due, 'reminded');
  await tellToPay(tx, due, 'plan_reminder');
  return null;
}

async function note(
  tx: Tx,
  { supplier, planId, plan, run, today, now }: Omit<DueRun, 'amount' | 'isBusy'>,
  outcome: PlanOutcome,
  orderId: string | null = null,
): Promise<void> {
  const { runFor } = run;
  await insertRun(tx, {
    supplierId: supplier.id,
    planId,
    run: {
      timing: plan.timing.kind,
      runFor,
      runOn: today,
      outcome,
      orderId,
      // Whoever notes it charges it.
      ...(orderId !== null && { chargeTriedAt: now }),
    },
  });
}

async function tellToPay(tx: Tx, due: DueRun, purpose: 'plan_over_limit' | 'plan_reminder'): Promise<void> {
  const { context, supplier, plan, amount } = due;
  const sum = { amount: Number(amount), currency: supplier.profile.currency };
  await tell(tx, due, plan, purpose, { sum, url: pageUrl(context, supplier.id, 'pay') });
}

type PlanPurpose = 'plan_ended' | 'plan_paid' | 'plan_failed' | 'plan_over_limit' | 'plan_reminder';

async function tell<P extends PlanPurpose>(
  tx: Tx,
  { supplier, now }: Pick<PlanWork, 'supplier' | 'now'>,
  { customerRef, accountId }: Pick<PlanRow, 'customerRef' | 'accountId'>,
  purpose: P,
  facts: Omit<MessageFacts[P], 'accountTail'>,
): Promise<void> {
  const supplierId = supplier.id;
  const accountTail = await accountTailOf(tx, { supplierId, accountId });
  await tellCustomer(tx, {
    supplierId,
    customerRef,
    purpose,
    facts: { ...facts, accountTail } as unknown as MessageFacts[P],
    now,
  });
}

async function tokenOfPlan(
  tx: Tx,
  { context, supplier }: Pick<PlanWork, 'context' | 'supplier'>,
  { cardId }: Pick<PlanRow, 'cardId'>,
): Promise<string | null> {
  const card = cardId === null ? null : await findCard(tx, { supplierId: supplier.id, cardId });
  return card && tokenOf(context, { supplierId: supplier.id, card });
}

/**
 * Charges the plan's card for its order, which is committed already. What the provider says is booked like any other word of it; where it
 * says nothing, ProviderUnavailable is thrown and the order is asked for until it is known what happened. Nothing is charged for a plan that
 * was paused or ended since, nor for a customer who has lost the right to pay since.
 */
export async function chargeOrder(
  { context, supplier, planId }: Omit<PlanWork, 'now'>,
  { orderId, signal }: { orderId: string; signal: AbortSignal },
): Promise<void> {
  const { database } = context;
  const supplierId = supplier.id;
  const found = await database.transaction(supplierId, async (tx) => {
    const plan = await findPlan(tx, { supplierId, planId });
    const order = await findOrder(tx, { supplierId, orderId });
    if (order?.status !== 'created' || plan?.status !== 'active') return null;
    const today = dateInTimeZone(context.now(), supplier.profile.timeZone);
    if (!(await mayPlan(tx, { supplierId, plan, today }))) return null;
    const token = await tokenOfPlan(tx, { context, supplier }, plan);
    return token === null ? null : { order, token };
  });
  const provider = found && context.payments.find(supplier, found.order.methodId)?.provider;
  if (!found || !provider?.charge) return;
  const { order, token } = found;
  let event: ProviderEvent;
  try {
    event = await provider.charge(orderForProvider(context, supplier, order), token, signal);
  } catch (error) {
    if (!(error instanceof ProviderRefused)) throw error;
    // For good, and nothing was charged.
    event = {
      eventRef: `charge-refused ${order.id}`,
      orderNumber: order.number,
      kind: 'failed',
      amount: order.total,
      currency: order.currency,
      isOurMerchant: true,
      reference: null,
      failure: 'declined',
      happenedAt: context.now(),
      card: null,
    };
  }
  const { methodId } = order;
  await database.transaction(supplierId, (tx) =>
    applyEvent(tx, { context, supplier, methodId, event, source: 'answer', now: context.now() }),
  );
}

/**
 * Tells the customer what came of a plan's order, in the transaction that noted it. Of one that failed only where the plan goes on: whoever paused
 * or ended it before it was charged expects nothing. A card that has expired is forgotten: the payment that the message asks for leaves the new one.
 */
export async function concludeRun(
  tx: Tx,
  { context, supplier, now }: Omit<PlanWork, 'planId'>,
  { orderId, outcome, isActive, ...plan }: RunToSettle,
): Promise<void> {
  const supplierId = supplier.id;
  const order = await findOrder(tx, { supplierId, orderId });
  if (!order) return;
  const sum = { amount: Number(order.total), currency: order.currency };
  if (outcome === 'paid') {
    const { timeZone } = supplier.profile;
    const paid = new Date(order.settledAt ?? now);
    await tell(tx, { supplier, now }, plan, 'plan_paid', {
      sum,
      number: order.number,
      paidOn: dateInTimeZone(paid, timeZone),
      paidAt: timeInWords(paid, { language: 'en', timeZone }),
    });
    return;
  }
  const { failure } = order;
  if (failure === 'card_expired') {
    const charged = await lockPlan(tx, { supplierId, planId: plan.planId });
    if (charged) await forgetCardOf(tx, { supplierId, plan: charged, now });
  }
  if (isActive) {
    await tell(tx, { supplier, now }, plan, 'plan_failed', { sum, failure, url: pageUrl(context, supplier.id, 'pay') });
  }
}
