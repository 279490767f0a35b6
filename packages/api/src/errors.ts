import type { Problem, ProblemCode } from './schemas/problem.js';

/**
 * Every way a call can fail, as a page must tell them apart:
 * - `offline`: the device has no network.
 * - `timeout`: no whole answer in time; a sent change may or may not have been made.
 * - `unavailable`: the service cannot be reached or failed (5xx); a sent change may or may not have been made.
 * - `bad-response`: an answer that is not of the contract; a sent change may or may not have been made.
 * - `unauthorized`: nobody is signed in, or the session ended.
 * - `forbidden`, `not-found`, `conflict`, `rate-limited`: as in HTTP.
 * - `rejected`: the service understood and says no; `problem` says why.
 */
export type ApiErrorKind =
  | 'offline'
  | 'timeout'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'rejected'
  | 'rate-limited'
  | 'unavailable'
  | 'bad-response';

const KIND_BY_STATUS: Readonly<Record<number, ApiErrorKind>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  429: 'rate-limited',
};

/** The kind of failure that an HTTP status means. */
export function errorKindOf(status: number): ApiErrorKind {
  return KIND_BY_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'rejected');
}

const OUTCOME_UNKNOWN: readonly ApiErrorKind[] = ['offline', 'timeout', 'unavailable', 'bad-response'];

/** The only error a {@link UtilityApi} rejects with (besides the AbortError of a caller's own signal). */
export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  /** The service's own account of it, where it gave one. */
  readonly problem: Problem | null;
  static {
    // Not by assignment: on a page that has frozen Error.prototype that would throw.
    Object.defineProperty(this.prototype, 'name', { value: 'ApiError' });
  }

  /** Seconds the service asks to wait. */
  readonly retryAfter: number | null;

  constructor(kind: ApiErrorKind, options: { problem?: Problem; retryAfter?: number | null; cause?: unknown } = {}) {
    super(`${kind}${options.problem ? ` (${options.problem.code})` : ''}`, { cause: options.cause });
    this.kind = kind;
    this.problem = options.problem ?? null;
    this.retryAfter = options.retryAfter ?? null;
  }

  get code(): ProblemCode | null {
    return this.problem?.code ?? null;
  }

  /** Whether a change that was sent may have been made all the same: then say so, and try again with the same key. */
  get outcomeUnknown(): boolean {
    return OUTCOME_UNKNOWN.includes(this.kind) || this.code === 'idempotency_in_flight';
  }
}
