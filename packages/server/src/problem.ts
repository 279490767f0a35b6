import { type Problem, type ProblemCode, problemStatus } from '@kabinet/api/contract';

type Details = Pick<Problem, 'issues' | 'findings' | 'opensOn' | 'orderId' | 'nextFree'>;

/** Thrown anywhere while a request is worked on: the answer is this problem. Carries nothing that the caller may not see. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly details: Details;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, details: Details = {}, headers: Readonly<Record<string, string>> = {}) {
    super(code);
    this.name = 'ProblemError';
    this.code = code;
    this.details = details;
    this.headers = headers;
  }

  get status(): number {
    return problemStatus[this.code];
  }
}

/** One thing wrong in what was sent: where, and a word for what. Never the value itself. */
export function invalidRequest(pointer: string, code: string): ProblemError {
  return new ProblemError('invalid_request', { issues: [{ pointer, code }] });
}
