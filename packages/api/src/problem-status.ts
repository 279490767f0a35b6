import type { ProblemCode } from './schemas/problem.js';

/** The HTTP status that goes with each code. */
export const problemStatus: Readonly<Record<ProblemCode, number>> = {
  invalid_request: 400,
  idempotency_key_missing: 400,
  idempotency_key_reused: 422,
  idempotency_in_flight: 409,
  token_missing: 401,
  token_invalid: 401,
  token_expired: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  unsupported_media_type: 415,
  payload_too_large: 413,
  reading_rejected: 422,
  reading_needs_confirmation: 422,
  duplicate_reading: 409,
  reading_not_correctable: 409,
  photo_refused: 422,
  link_request_answered: 409,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
};
