import { calls } from './generated/calls.js';
import type { PageOperationName } from './operations/index.js';
import type { CallOptions } from './utility-api.js';

const KEY = /^[\x21-\x7e]{8,128}$/;

/** A change sent without a key may be made twice: that is a mistake in the program, told at once and to the programmer. */
export function requireIdempotencyKey(operation: PageOperationName, { idempotencyKey }: CallOptions): void {
  if (calls[operation].mutation && !KEY.test(idempotencyKey ?? '')) {
    throw new TypeError(
      `${operation} needs an idempotencyKey of 8 to 128 characters, the same for every try of one intent`,
    );
  }
}
