import type { PaymentOrderRow } from '../db/payment-orders.js';

const MINUTE = 60_000;
/** While it can still be paid, and while the provider works on it. */
export const ASK_EVERY_MS = 5 * MINUTE;
/** Once its time is over: a success may come late. */
const LATE_EVERY_MS = 60 * MINUTE;
const LATE_UNTIL_MS = 24 * 60 * MINUTE;

/** What an order becomes by the clock alone, and when its provider is asked next; null for never again. */
export interface ByTheClock {
  readonly expires: boolean;
  readonly nextAskAt: Date | null;
}

/**
 * What follows of an order when its provider has just been asked and what it said is booked. `heard` is whether it answered at all:
 * nothing is given up as long as nobody knows.
 */
export function byTheClock(
  order: Pick<PaymentOrderRow, 'status' | 'expiresAt' | 'departedAt'>,
  { heard, now }: { heard: boolean; now: Date },
): ByTheClock {
  const { status, departedAt } = order;
  const over = now.getTime() - new Date(order.expiresAt).getTime();
  const after = (ms: number) => new Date(now.getTime() + ms);
  const isLate = over >= LATE_UNTIL_MS;
  switch (status) {
    case 'paid':
    case 'refunded':
      return { expires: false, nextAskAt: null };
    case 'pending':
      // Until it is settled; a bank that needs days is asked less often.
      return { expires: false, nextAskAt: after(isLate ? LATE_EVERY_MS : ASK_EVERY_MS) };
    case 'created': {
      if (over < 0)
        return { expires: false, nextAskAt: departedAt === null ? new Date(order.expiresAt) : after(ASK_EVERY_MS) };
      if (departedAt === null) return { expires: true, nextAskAt: null };
      if (!heard) return { expires: false, nextAskAt: after(isLate ? LATE_EVERY_MS : ASK_EVERY_MS) };
      return { expires: true, nextAskAt: isLate ? null : after(LATE_EVERY_MS) };
    }
    case 'failed':
    case 'expired': {
      // Whoever failed may have tried again.
      if (over < 0) return { expires: false, nextAskAt: after(ASK_EVERY_MS) };
      if (!heard) return { expires: false, nextAskAt: after(LATE_EVERY_MS) };
      return { expires: false, nextAskAt: isLate ? null : after(LATE_EVERY_MS) };
    }
  }
}
