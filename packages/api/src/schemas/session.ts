import * as z from 'zod/mini';
import { DateTimeText } from './common.js';

export const CustomerKind = z.enum(['household', 'entrepreneur', 'legal_entity']);
export type CustomerKind = z.infer<typeof CustomerKind>;

/** Who is signed in, and until when. */
export const Session = z.object({
  customer: z.object({ displayName: z.string(), kind: CustomerKind }),
  expiresAt: DateTimeText,
});
export type Session = z.infer<typeof Session>;
