import type { ApiError } from '../errors.js';
import type { PageOperationName } from '../operations/index.js';
import type { CallOptions } from '../utility-api.js';

/**
 * Stands between the caller and the mock. `next` answers as the mock would; leaving it out, calling it and failing all the
 * same, or waiting before it are what networks do.
 */
export type MockIntercept = (
  operation: PageOperationName,
  args: unknown,
  options: CallOptions,
  next: () => Promise<unknown>,
) => Promise<unknown>;

/** Never answers; rejects as soon as the caller gives up. */
export function hangUntilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason as Error);
    else signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/**
 * Makes calls fail: of one operation, or of any of several. `times`: only the first so many (all without it). `afterEffect`: the mock does what was asked and only
 * the answer is lost, as when a connection is cut after the server committed.
 */
export function failCalls({
  operation,
  error,
  times = Infinity,
  afterEffect = false,
}: {
  operation: PageOperationName | readonly PageOperationName[];
  error: ApiError;
  times?: number;
  afterEffect?: boolean;
}): MockIntercept {
  let left = times;
  const failing = [operation].flat();
  return async (called, _args, _options, next) => {
    if (!failing.includes(called) || left <= 0) return next();
    left -= 1;
    if (afterEffect) await next();
    throw error;
  };
}
