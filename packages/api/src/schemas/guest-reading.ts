import * as z from 'zod/mini';
import { DateTimeText, DecimalText, ServiceKind } from './common.js';

/** A fact from the bill or the meter by which somebody shows that an account number is not merely guessed. */
export const GuestProofKind = z.enum(['meter_number', 'last_payment']);
export type GuestProofKind = z.infer<typeof GuestProofKind>;

/** A reading handed in without signing in. */
export const GuestReadingSubmission = z.object({
  accountNumber: z.string().check(z.minLength(1), z.maxLength(60)),
  proof: z.object({ kind: GuestProofKind, value: z.string().check(z.minLength(1), z.maxLength(60)) }),
  /** Needed only where a supplier has several services. */
  serviceKind: z.optional(ServiceKind),
  /** One for each dial: a meter of one zone has `total`. */
  values: z
    .array(
      z.object({
        zone: z.enum(['total', 'day', 'night', 'peak', 'half_peak']),
        value: DecimalText.check(z.maxLength(20)),
      }),
    )
    .check(z.minLength(1), z.maxLength(4)),
});
export type GuestReadingSubmission = z.infer<typeof GuestReadingSubmission>;

/**
 * That it came, and nothing else: the same whether or not there is such an account. The supplier compares it later; it never takes the
 * place of a reading of somebody who signed in.
 */
export const GuestReadingReceipt = z.object({
  /** To quote on the phone, such as `1000-0008`. */
  number: z.string(),
  receivedAt: DateTimeText,
});
export type GuestReadingReceipt = z.infer<typeof GuestReadingReceipt>;
