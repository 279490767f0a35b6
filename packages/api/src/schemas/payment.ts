import * as z from 'zod/mini';
import { DateText, DateTimeText, DecimalText, LocalizedText, Money, MonthText, ServiceKind } from './common.js';

/** A way to pay online: on the provider's own page, where the card is typed. */
export const PaymentMethod = z.object({
  id: z.string(),
  /** As people know it. */
  name: LocalizedText,
  /** The host of the provider's page, such as `www.liqpay.ua`: what people compare with the browser's address line. */
  site: z.string(),
  /** What the payer pays on top: a percentage of the sum, and the least of it in minor units; null for nothing. */
  fee: z.nullable(z.object({ percent: DecimalText, atLeast: z.int() })),
  /** Whether it can keep a card for planned payments. */
  keepsCard: z.boolean(),
  /** No real money moves. */
  isTest: z.boolean(),
});
export type PaymentMethod = z.infer<typeof PaymentMethod>;

/** What a supplier says of paying, for everybody to see. */
export const PaymentTerms = z.object({
  /** The one to offer first is the first. */
  methods: z.array(PaymentMethod),
  /** The smallest and the largest sum of one order, without the fee, in minor units of the supplier's currency. */
  atLeast: z.int(),
  atMost: z.int(),
  /** Whether details and a QR code for a bank transfer are given. */
  bankTransfer: z.boolean(),
});
export type PaymentTerms = z.infer<typeof PaymentTerms>;

/**
 * How far a payment order is; it never goes back to an earlier one.
 * `created`: nothing is known of a payment yet. `pending`: the provider works on it. `failed`: the provider refused, nothing was charged.
 * `expired`: nobody paid in time, or its payer cancelled it. `paid`: credited. `refunded`: all of it was given back. A late success goes before `failed` and `expired`.
 */
export const PaymentOrderStatus = z.enum(['created', 'pending', 'failed', 'expired', 'paid', 'refunded']);
export type PaymentOrderStatus = z.infer<typeof PaymentOrderStatus>;

/** What of an order is for which account. */
export const PaymentOrderLine = z.object({ accountId: z.string(), amount: Money });
export type PaymentOrderLine = z.infer<typeof PaymentOrderLine>;

/** A sum that the service has fixed, to be paid on the provider's page within its time. */
export const PaymentOrder = z.object({
  id: z.string(),
  /** What people are told and can quote, such as `5000-0004`. */
  number: z.string(),
  status: PaymentOrderStatus,
  lines: z.array(PaymentOrderLine),
  /** On top of the lines. */
  fee: Money,
  /** What is charged: lines and fee. */
  total: Money,
  methodId: z.string(),
  /** The host of the provider's page. */
  site: z.string(),
  createdAt: DateTimeText,
  /** Until then it can be paid. */
  expiresAt: DateTimeText,
  /** When it was paid, failed or expired. */
  settledAt: z.nullable(DateTimeText),
  /**
   * Why it failed: `declined`, `insufficient_funds`, `cancelled`, `card_expired`, `limit_exceeded`, `provider_error`. Open: a page says of
   * one it does not know that the bank refused. Of an expired or paid one: `cancelled_by_payer`, where its payer took it
   * back here (and paid it all the same, on a page left open).
   */
  failure: z.nullable(z.string()),
  /** How much of it was given back. */
  refunded: Money,
  /** Where to send the browser to pay; null once it cannot be paid any more. */
  payUrl: z.nullable(z.string()),
  /** Once it is paid. */
  receiptId: z.nullable(z.string()),
});
export type PaymentOrder = z.infer<typeof PaymentOrder>;

export const PaymentOrderRequest = z.object({
  lines: z
    .array(z.object({ accountId: z.string().check(z.maxLength(60)), amount: Money }))
    .check(z.minLength(1), z.maxLength(20)),
  methodId: z.string().check(z.maxLength(60)),
  /** Where the browser goes after the provider's page: an address on the supplier's sites or of the service. */
  returnUrl: z.string().check(z.maxLength(2000)),
  /** The language of the provider's page. */
  language: z.optional(z.string().check(z.maxLength(12))),
  /** Although another payment for one of the accounts may be on its way. */
  anew: z.optional(z.boolean()),
  /** The first payment of this plan: the provider is asked to keep the card for it. */
  planId: z.optional(z.string().check(z.maxLength(60))),
});
export type PaymentOrderRequest = z.infer<typeof PaymentOrderRequest>;

/** What of a payment goes to which service, the oldest debt first. `month` is null where the billing base does not say. */
export const PaymentShare = z.object({ serviceKind: ServiceKind, month: z.nullable(MonthText), amount: Money });
export type PaymentShare = z.infer<typeof PaymentShare>;

/** How a sum would be spread if it were paid now. The shares and `ahead` add up to it. */
export const PaymentAllocation = z.object({
  shares: z.array(PaymentShare),
  /** What is paid more than is owed: it counts for the bills to come. */
  ahead: Money,
});
export type PaymentAllocation = z.infer<typeof PaymentAllocation>;

/** A payment of an account, or money given back. */
export const Payment = z.object({
  id: z.string(),
  kind: z.enum(['payment', 'refund']),
  /** `pending`: on its way, and not credited yet. */
  status: z.enum(['posted', 'pending']),
  /** Without a sign. */
  amount: Money,
  /** The day it was booked; of a pending one, the day it was made. */
  paidOn: DateText,
  /** To which services; empty while it is pending. */
  shares: z.array(PaymentShare),
  /** `cabinet`: made here; `billing`: the billing base knows of it from a bank, a post office, a cash desk. */
  source: z.enum(['cabinet', 'billing']),
  /** Of a payment made here: the order's number. */
  number: z.nullable(z.string()),
  /** Only for who made it. */
  orderId: z.nullable(z.string()),
  receiptId: z.nullable(z.string()),
});
export type Payment = z.infer<typeof Payment>;

export const PaymentPage = z.object({ items: z.array(Payment), nextCursor: z.nullable(z.string()) });
export type PaymentPage = z.infer<typeof PaymentPage>;

/** A QR code as its dark and light squares, row after row: `1` and `0`, `size` of them in a row. Without the quiet zone of 4. */
export const QrCode = z.object({
  text: z.string(),
  size: z.int().check(z.minimum(1), z.maximum(177)),
  modules: z.string(),
});
export type QrCode = z.infer<typeof QrCode>;

/** What a bank needs for a transfer to the supplier, and the same as the national QR code. Such a payment arrives with the billing base. */
export const PaymentSlip = z.object({
  recipient: z.string(),
  taxId: z.string(),
  iban: z.string(),
  bank: z.nullable(z.string()),
  amount: Money,
  /** Tells the supplier whose payment it is. */
  purpose: z.string(),
  /** Null where the country has no such code. */
  qr: z.nullable(QrCode),
});
export type PaymentSlip = z.infer<typeof PaymentSlip>;
