import * as z from 'zod/mini';
import { DateTimeText } from './common.js';

export const CustomerKind = z.enum(['household', 'entrepreneur', 'legal_entity']);
export type CustomerKind = z.infer<typeof CustomerKind>;

/** Who is signed in, and until when. */
export const Session = z.object({
  customer: z.object({
    displayName: z.string(),
    kind: CustomerKind,
    /**
     * The same whenever the same customer is signed in with this supplier, and nobody else's: by it a page knows whose it is what was written on this
     * device. It tells nothing of them and is good for nothing else. Without one, a page takes every session for another person's.
     */
    key: z.optional(z.string()),
  }),
  /** Ends then unless it is renewed before. */
  expiresAt: DateTimeText,
  /** How long that is from now. A page goes by this where it is given: the clock of the person's device may be wrong. */
  secondsLeft: z.optional(z.int()),
  /**
   * Whether `renewSession` can put the end off. False where the supplier's own sign-on vouches for the customer (its next token does),
   * and when the longest time of a session is reached.
   */
  isRenewable: z.boolean(),
});
export type Session = z.infer<typeof Session>;

/** Signed out. */
export const SessionEnd = z.object({ endedAt: DateTimeText });
export type SessionEnd = z.infer<typeof SessionEnd>;
