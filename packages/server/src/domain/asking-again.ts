import type { PaymentOrderRow } from '../db/payment-orders.js';

const MINUTE = 60_000;
/** While it can still be paid, and while the provider works on it. */
export const ASK_EVERY_MS = 5 * MINUTE;
/** Once its time is over: a success may come late. */
const LATE_EVERY_MS = 60 * MINUTE;
const DAY = 24 * 60 * MINUTE;
const LATE_UNTIL_MS = DAY;
/** So long after its time staff are told of an order of which nobody knows what became of it; and so long after, it is given up. */
const UNSETTLED_AFTER_MS = 3 * DAY;
const GIVEN_UP_AFTER_MS = 30 * DAY;

/** What asking the provider came to: it said something of the order, it knows of none, or it could not be asked. */
export type Heard = 'word' | 'nothing' | 'silence';

/** What an order becomes by the clock alone, and when its provider is asked next; null for never again. */
export interface ByTheClock {
  readonly expires: boolean;
  /** Staff are to be told. */
  readonly isUnsettled: boolean;
  readonly nextAskAt: Date | null;
}

/**
 * What follows of an order when its provider has just been asked and what it said is booked. Nothing is given up soon as long as nobody
 * knows; but nothing waits for ever either, for an order that waits keeps others from being paid.
 */
export function byTheClock(
  order: Pick<PaymentOrderRow, 'status' | 'expiresAt' | 'departedAt' | 'pendingAgainAt'>,
  { heard, now }: { heard: Heard; now: Date },
): ByTheClock {
  const { status, departedAt, pendingAgainAt } = order;
  const over = now.getTime() - new Date(order.expiresAt).getTime();
  const next = (ms: number) => new Date(now.getTime() + ms);
  const goesOn = { expires: false, isUnsettled: false };
  if (status === 'paid' || status === 'refunded') return { ...goesOn, nextAskAt: null };
  if (status === 'created' && departedAt === null) {
    return over < 0
      ? { ...goesOn, nextAskAt: new Date(order.expiresAt) }
      : { ...goesOn, expires: true, nextAskAt: null };
  }
  // Whoever failed may have tried again.
  if (over < 0) return { ...goesOn, nextAskAt: next(ASK_EVERY_MS) };

  const isLate = over >= LATE_UNTIL_MS;
  const isPending = status === 'pending' || pendingAgainAt !== null;
  const isOver = (status === 'failed' || status === 'expired') && !isPending;
  // A provider that worked on it and knows nothing of it for a day has forgotten it.
  const isOpen = heard === 'silence' || (isPending && !(heard === 'nothing' && isLate));
  if (!isOpen) return { expires: !isOver, isUnsettled: false, nextAskAt: isLate ? null : next(LATE_EVERY_MS) };
  const isGivenUp = over >= GIVEN_UP_AFTER_MS;
  return {
    expires: isGivenUp && !isOver,
    isUnsettled: over >= UNSETTLED_AFTER_MS && !isOver,
    nextAskAt: isGivenUp ? null : next(isLate || isOver ? LATE_EVERY_MS : ASK_EVERY_MS),
  };
}
