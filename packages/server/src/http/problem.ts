import type { Problem, ProblemCode } from '@kabinet/api/contract';
import { ProblemError } from '../problem.js';

/** Short English names for logs and for people reading the wire; what customers read is the page's business. */
const TITLES: Readonly<Record<ProblemCode, string>> = {
  invalid_request: 'The request is not of the contract',
  idempotency_key_missing: 'An Idempotency-Key is needed',
  idempotency_key_reused: 'The Idempotency-Key was used for another request',
  idempotency_in_flight: 'A request with this Idempotency-Key is still being worked on',
  token_missing: 'Nobody is signed in',
  token_invalid: 'The token cannot be accepted',
  token_expired: 'The session has ended',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  unsupported_media_type: 'The body must be application/json',
  payload_too_large: 'The body is too large',
  reading_rejected: 'The reading cannot be taken',
  reading_needs_confirmation: 'The reading is unlikely and must be confirmed',
  duplicate_reading: 'A reading was handed in for this period already',
  reading_not_correctable: 'The reading cannot be changed any more',
  photo_refused: 'The photo cannot be taken',
  link_request_answered: 'The request was answered already',
  payment_sum_out_of_range: 'The sum is smaller or larger than can be paid at once',
  payment_in_progress: 'Another payment for the account may be on its way',
  payment_method_unavailable: 'This way to pay is not offered',
  payment_not_refundable: 'The payment cannot be given back this way',
  payment_difference_closed: 'The difference was closed before',
  appeal_closed: 'The appeal is closed for this',
  appeal_changed: 'The customer has written since',
  upload_offset: 'The next part begins elsewhere',
  slot_taken: 'The slot is taken',
  appointment_limit: 'No more can be booked at once',
  appointment_overlap: 'The customer is booked elsewhere at that time',
  appointment_not_changeable: 'The appointment cannot be changed any more',
  rate_limited: 'Too many requests',
  unavailable: 'The service cannot answer now',
  internal: 'Internal error',
};

/** The problem as it goes over the wire (RFC 9457). */
export function problemBody(error: ProblemError, requestId: string): string {
  const problem: Problem = {
    type: `urn:kabinet:problem:${error.code}`,
    title: TITLES[error.code],
    status: error.status,
    code: error.code,
    requestId,
    ...error.details,
  };
  return JSON.stringify(problem);
}

/** SQLSTATE classes that mean "the database is not there (for us, now)": connection, resources, operator, lock and statement limits. */
const DATABASE_AWAY = /^(08|53|57|40001|40P01|55P03|25P0[34])/;
const CONNECTION_LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/** What an error of any kind is answered with: its own problem, or one that says nothing of the inside. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const { code, message } = error as { code?: unknown; message?: unknown };
  const databaseAway =
    (typeof code === 'string' && (DATABASE_AWAY.test(code) || CONNECTION_LOST.has(code))) ||
    // What `pg` says without a code.
    (typeof message === 'string' && /^(Connection terminated|timeout exceeded when trying to connect)/.test(message));
  return databaseAway ? new ProblemError('unavailable', {}, { 'Retry-After': '5' }) : new ProblemError('internal');
}
