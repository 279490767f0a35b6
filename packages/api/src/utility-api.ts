import type * as z from 'zod/mini';
import type { OperationName, Operations, PageOperationName } from './operations/index.js';

type Inferred<T> = T extends z.ZodMiniType ? z.infer<T> : unknown;
type Part<O, K extends string> = O extends Record<K, infer S> ? S : never;
type Fields<O, K extends string> = [Part<O, K>] extends [never] ? unknown : Inferred<Part<O, K>>;
type Body<O> = [Part<O, 'body'>] extends [never] ? unknown : { body: Inferred<Part<O, 'body'>> };

/** What a call takes: path and query parameters by name, and `body` where it has one. */
export type OperationArgs<N extends OperationName> = Fields<Operations[N], 'params'> &
  Fields<Operations[N], 'query'> &
  Body<Operations[N]>;

/** What a call answers with. */
export type OperationResult<N extends OperationName> = Inferred<Part<Operations[N], 'response'>>;

export interface CallOptions {
  /** Aborts the call; it then rejects with the signal's reason, an AbortError unless another was given. */
  readonly signal?: AbortSignal;
  /**
   * The same for every try of one intent of the person: 8 to 128 visible ASCII characters, such as a UUID. A call that
   * changes something throws a TypeError without one.
   */
  readonly idempotencyKey?: string;
}

/**
 * A supplier's service as the widgets see it. The REST client is one implementation, a supplier's own adapter in front of an
 * older system is another. Every call rejects with {@link ApiError} only (or the AbortError of the caller's own signal).
 */
export type UtilityApi = {
  readonly [N in PageOperationName]: (args: OperationArgs<N>, options?: CallOptions) => Promise<OperationResult<N>>;
};
