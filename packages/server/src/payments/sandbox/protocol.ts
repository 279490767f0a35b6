import * as z from 'zod/mini';

/** What the bank says, as far as we listen. */
const Amount = z.int().check(z.minimum(1));
const Currency = z.string().check(z.regex(/^[A-Z]{3}$/));
const Name = z.string().check(z.regex(/^[\w-]{1,64}$/));
const Moment = z.iso.datetime();

const Refund = z.object({ id: Name, amount: Amount, createdAt: Moment });
export type Refund = z.infer<typeof Refund>;

export const BankPayment = z.object({
  id: Name,
  merchant: z.string(),
  orderNumber: Name,
  amount: Amount,
  currency: Currency,
  status: z.enum(['open', 'confirming', 'processing', 'succeeded', 'failed', 'expired']),
  failure: z.nullable(z.string().check(z.maxLength(40))),
  createdAt: Moment,
  settledAt: z.nullable(Moment),
  card: z.nullable(z.object({ token: z.string().check(z.maxLength(64)), label: z.string().check(z.maxLength(40)) })),
  refunds: z.array(Refund),
});
export type BankPayment = z.infer<typeof BankPayment>;

export const OpenedPayment = z.extend(BankPayment, { payUrl: z.url() });
export type OpenedPayment = z.infer<typeof OpenedPayment>;

export const RefundAnswer = z.object({ payment: BankPayment, refund: Refund });
export type RefundAnswer = z.infer<typeof RefundAnswer>;

export const RegisterPage = z.object({
  rows: z.array(
    z.object({
      id: Name,
      orderNumber: Name,
      type: z.enum(['payment', 'refund']),
      amount: Amount,
      currency: Currency,
      happenedAt: Moment,
    }),
  ),
  next: z.nullable(z.int()),
});
export type RegisterPage = z.infer<typeof RegisterPage>;

/** A callback's body. */
export const BankEvent = z.object({
  type: z.string(),
  payment: BankPayment,
  refund: z.nullable(Refund),
});
export type BankEvent = z.infer<typeof BankEvent>;

/** A shape that an answer is checked against. */
export interface Answer<Shape> {
  safeParse(value: unknown): { success: true; data: Shape } | { success: false };
}
