import { ApiError, errorKindOf } from '../errors.js';
import type { PageOperationName } from '../operations/index.js';
import { problemStatus } from '../problem-status.js';
import type { Problem, ProblemCode } from '../schemas/index.js';
import type { OperationArgs, OperationResult } from '../utility-api.js';

/** Receipts are signed, which takes a browser a moment. */
type Signed = 'getReceipt' | 'getReceiptDocument' | 'getReadingReceipt';

/** What the mock does for each call. */
export type Handlers = {
  readonly [N in PageOperationName]: (
    args: OperationArgs<N>,
  ) => N extends Signed ? Promise<OperationResult<N>> : OperationResult<N>;
};

/** The service's refusal, as the client throws it. */
export function refusal(code: ProblemCode, more: Partial<Problem> = {}): ApiError {
  const status = problemStatus[code];
  return new ApiError(errorKindOf(status), {
    problem: { type: 'about:blank', title: code.replaceAll('_', ' '), status, code, requestId: 'mock', ...more },
  });
}

/** Something in what was sent is not as the contract wants it. */
export function invalid(pointer: string, code: string): ApiError {
  return refusal('invalid_request', { issues: [{ pointer, code }] });
}
