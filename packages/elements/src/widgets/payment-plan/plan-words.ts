import type { PaymentPlan } from '@kabinet/api';
import type { Localize } from '../../core/localize.js';
import type { Left } from './payment-plan.model.js';

/** How the customer hears of a plan. */
export interface Reach {
  /** Whether we can write to them: who comes by the supplier's own sign-on has left no contact here. Null while it is not known. */
  readonly canWrite: boolean | null;
  /** They can have the dates in a calendar. */
  readonly hasCalendar: boolean;
}

/** To whom we cannot write: that no reminder comes, and what helps instead. */
export function nowhereToRemind(localize: Localize, { hasCalendar }: Reach, offersCard: boolean): string {
  const { nowhere, instead } = localize.texts('paymentPlan');
  if (!offersCard && !hasCalendar) return nowhere;
  return `${nowhere} ${instead[!hasCalendar ? 'card' : offersCard ? 'both' : 'calendar']}`;
}

/** What the plan does next, and when. */
export function nextInWords(
  { status, mode, nextOn, last }: PaymentPlan,
  { localize, reach, left }: { localize: Localize; reach: Reach; left: Left | null | undefined },
): string {
  const texts = localize.texts('paymentPlan');
  const { format } = localize;
  if (status === 'paused') return texts.paused[mode];
  if (nextOn !== null) {
    const next = mode === 'charge' ? texts.nextCharge : reach.canWrite ? texts.nextReminder : texts.nextDay;
    return next(format.date(nextOn));
  }
  if (left === null) return texts.waiting;
  // A payment of the plan's own that is not over yet may be of all of it: nobody is asked to pay that again.
  if (left === undefined || last?.outcome === 'pending') return texts.waitingForBill;
  return `${texts.waitingForBill}. ${texts.left[left.isOverdue ? 'overdue' : 'due'](format.money(left.sum))}`;
}

/** How the plan pays, what it does while nothing is due, and its limit: each in a line. */
export function termsInWords(plan: PaymentPlan, { localize, reach }: { localize: Localize; reach: Reach }): string[] {
  const texts = localize.texts('paymentPlan');
  const { status, mode, amount, atMost, timing } = plan;
  const money = localize.format.money;
  const isPaused = status === 'paused';
  const card = inOneLine(plan.card ?? '');
  const lines: string[] = [];
  if (mode === 'charge') lines.push(isPaused ? texts.kept(card) : texts.charge(card));
  else lines.push(reach.canWrite && !isPaused ? `${texts.remind} ${texts.chargesNothing}` : texts.chargesNothing);
  if (!isPaused) {
    if (mode === 'charge' && reach.canWrite === false) lines.push(texts.seenHere);
    if (amount && (mode === 'charge' || reach.canWrite)) lines.push(texts.nothingDue[mode][timing.kind](money(amount)));
  }
  if (atMost) lines.push(texts.atMost(money(atMost)));
  return lines;
}

/** `•••• 4242`: its digits do not go to another line without their dots. */
function inOneLine(card: string): string {
  return card.replaceAll(' ', '\u00a0');
}
