import * as z from 'zod/mini';
import { AppointmentSlot } from './appointment.js';
import { DateText } from './common.js';
import { ReadingFinding } from './reading.js';

/** Why a call failed, for programs. Texts for people are the page's business. */
export const ProblemCode = z.enum([
  'invalid_request',
  'idempotency_key_missing',
  'idempotency_key_reused',
  'idempotency_in_flight',
  'token_missing',
  'token_invalid',
  'token_expired',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'unsupported_media_type',
  'payload_too_large',
  'reading_rejected',
  'reading_needs_confirmation',
  'duplicate_reading',
  'reading_not_correctable',
  'photo_refused',
  'link_request_answered',
  'payment_sum_out_of_range',
  'payment_in_progress',
  'payment_method_unavailable',
  'payment_not_refundable',
  'payment_difference_closed',
  'appeal_closed',
  'appeal_changed',
  'upload_offset',
  'slot_taken',
  'appointment_limit',
  'appointment_overlap',
  'appointment_not_changeable',
  'rate_limited',
  'unavailable',
  'internal',
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** RFC 9457 problem details with a typed code. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: ProblemCode,
  /** Quote it to the supplier's support; it finds the log line. */
  requestId: z.string(),
  /**
   * `invalid_request`: where in what was sent, as a JSON pointer, and what was wrong. Never the value itself.
   * `photo_refused`: why, as the issue's code: `too_large`, `too_many_pixels`, `wrong_media_type`, `not_an_image` or `damaged`.
   */
  issues: z.optional(z.array(z.object({ pointer: z.string(), code: z.string() }))),
  /** `reading_rejected` and `reading_needs_confirmation`: what to look at again. */
  findings: z.optional(z.array(ReadingFinding)),
  /** `window_closed` among the findings: when the next window opens. */
  opensOn: z.optional(DateText),
  /** `payment_in_progress`: the order that may still be paid or is being worked on; only where the caller made it. */
  orderId: z.optional(z.string()),
  /** `slot_taken`: the next slots with a place. */
  nextFree: z.optional(z.array(AppointmentSlot)),
});
export type Problem = z.infer<typeof Problem>;

export { problemStatus } from '../problem-status.js';
