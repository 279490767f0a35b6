import * as z from 'zod/mini';
import { DateTimeText } from './common.js';

/** What a supplier entrusts its staff with. */
export const StaffRole = z.enum(['link_requests', 'payments', 'appeals', 'receptions']);
export type StaffRole = z.infer<typeof StaffRole>;

/** A customer who could not link an account asks staff to do it. */
export const LinkRequest = z.object({
  id: z.string(),
  /** What the customer was told, such as `З-100001`. */
  number: z.string(),
  status: z.enum(['open', 'approved', 'refused']),
  /** What the customer wrote. */
  accountNumber: z.string(),
  holderName: z.string(),
  address: z.string(),
  phone: z.string(),
  comment: z.string(),
  relation: z.enum(['owner', 'payer']),
  createdAt: DateTimeText,
  /** What the billing base has of that account number, to compare; null when it has none. */
  found: z.nullable(z.object({ holderName: z.string(), address: z.string(), status: z.enum(['open', 'closed']) })),
  answeredAt: z.nullable(DateTimeText),
  /** What staff wrote to the customer. */
  answer: z.string(),
});
export type LinkRequest = z.infer<typeof LinkRequest>;

export const LinkRequestList = z.object({ items: z.array(LinkRequest) });
export type LinkRequestList = z.infer<typeof LinkRequestList>;

/** How staff answer a request. */
export const LinkRequestAnswer = z.object({
  decision: z.enum(['approve', 'refuse']),
  /** Another account than the one asked for, where the customer mistyped it. */
  accountNumber: z.optional(z.string().check(z.maxLength(60))),
  /** What the customer is told; needed to refuse. */
  answer: z.string().check(z.maxLength(1000)),
});
export type LinkRequestAnswer = z.infer<typeof LinkRequestAnswer>;
