import * as z from 'zod/mini';

const HttpUrl = z.url({ protocol: /^https?$/ });
const Id = z.string().check(z.regex(/^[\w-]{1,64}$/));
/** Minor units. */
const Amount = z.int().check(z.minimum(1));

/** What a merchant asks of a payment. */
export const PaymentRequest = z.object({
  /** The merchant's own name of it: asked twice, it is the same payment. */
  orderNumber: Id,
  amount: Amount,
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  description: z.string().check(z.maxLength(200)),
  language: z.string().check(z.maxLength(12)),
  /** Where the payer goes back to. */
  returnUrl: HttpUrl,
  /** Where it is told what happens. */
  callbackUrl: HttpUrl,
  keepCard: z.prefault(z.boolean(), false),
  expiresAt: z.iso.datetime(),
});
export type PaymentRequest = z.infer<typeof PaymentRequest>;

/** A charge of a card that is kept. */
export const ChargeRequest = z.extend(z.omit(PaymentRequest, { returnUrl: true, keepCard: true, expiresAt: true }), {
  token: z.string().check(z.maxLength(64)),
});
export type ChargeRequest = z.infer<typeof ChargeRequest>;

export const RefundRequest = z.object({
  /** The merchant's own name of it: asked twice, it is the same refund. */
  id: Id,
  amount: Amount,
});
export type RefundRequest = z.infer<typeof RefundRequest>;

/**
 * `open`: the payer has not paid yet and may still. `confirming`: a code is asked for. `processing`: it is being looked at. `succeeded` and
 * `failed` are for good: a card that is declined leaves the payment open for another one.
 */
export const PaymentStatus = z.enum(['open', 'confirming', 'processing', 'succeeded', 'failed']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const Failure = z.enum(['declined', 'insufficient_funds', 'card_expired', 'limit_exceeded', 'cancelled']);
export type Failure = z.infer<typeof Failure>;

export const Refund = z.object({ id: z.string(), amount: Amount, createdAt: z.string() });
export type Refund = z.infer<typeof Refund>;

/** A payment as the bank keeps it. */
export const Payment = z.object({
  id: z.string(),
  /** Opens the payer's page: whoever knows it may pay. */
  pageKey: z.string(),
  merchant: z.string(),
  orderNumber: z.string(),
  amount: Amount,
  currency: z.string(),
  description: z.string(),
  language: z.string(),
  /** Null for a charge of a kept card: nobody comes to a page. */
  returnUrl: z.nullable(z.string()),
  callbackUrl: z.string(),
  keepCard: z.boolean(),
  createdAt: z.string(),
  expiresAt: z.string(),
  status: PaymentStatus,
  /** Why the last card was refused, or why it failed for good. */
  failure: z.nullable(Failure),
  settledAt: z.nullable(z.string()),
  /** The card being paid with; only what may be shown of it, and how it behaves. */
  paidWith: z.nullable(z.object({ label: z.string(), behaviour: z.string() })),
  /** The card it keeps. */
  token: z.nullable(z.string()),
  refunds: z.array(Refund),
});
export type Payment = z.infer<typeof Payment>;

/** A payment as merchants see it. */
export interface PaymentView {
  readonly id: string;
  readonly merchant: string;
  readonly orderNumber: string;
  readonly amount: number;
  readonly currency: string;
  /** `expired`: nobody paid in time. */
  readonly status: PaymentStatus | 'expired';
  readonly failure: Failure | null;
  readonly createdAt: string;
  readonly settledAt: string | null;
  readonly card: { readonly token: string; readonly label: string } | null;
  readonly refunds: readonly Refund[];
}

export function viewOf(payment: Payment, now: Date): PaymentView {
  const { id, merchant, orderNumber, amount, currency, createdAt, settledAt, refunds, paidWith, token } = payment;
  const status = isExpired(payment, now) ? 'expired' : payment.status;
  const card = token !== null && paidWith !== null ? { token, label: paidWith.label } : null;
  const failure = status === 'failed' ? payment.failure : null;
  return { id, merchant, orderNumber, amount, currency, status, failure, createdAt, settledAt, card, refunds };
}

/** Whether its time is over before anybody paid. */
export function isExpired({ status, expiresAt }: Payment, now: Date): boolean {
  return (status === 'open' || status === 'confirming') && Date.parse(expiresAt) <= now.getTime();
}

export function refundedOf({ refunds }: Payment): number {
  return refunds.reduce((sum, { amount }) => sum + amount, 0);
}
