import type * as z from 'zod/mini';
import type { Grant } from '../schemas/account.js';
import type { StaffRole } from '../schemas/link-request.js';
import type { ProblemCode } from '../schemas/problem.js';

type ObjectSchema = z.ZodMiniObject;
type AnySchema = z.ZodMiniType;

/** One call of the contract. Client, server routes, OpenAPI document, authorisation matrix and fuzz tests derive from it. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  /** Relative to the API's base address; `{name}` stands for a path parameter. */
  readonly path: `/${string}`;
  readonly summary: string;
  /**
   * Who may call: `public` anyone; `customer` a signed-in customer, and only on what is theirs; `staff` somebody of the supplier who has
   * the `role` and has shown a second factor, with the cookie and from the API's own origin only: never with a token of a page.
   */
  readonly auth: 'public' | 'customer' | 'staff';
  /** Of a call about an account: what right to it the customer needs. */
  readonly grant?: Grant;
  /** Of a call of staff: what the supplier must have entrusted them with. */
  readonly role?: StaffRole;
  /** Path parameters: all texts. */
  readonly params?: ObjectSchema;
  /** Query parameters: all optional texts. */
  readonly query?: ObjectSchema;
  /** A call with a body changes something: it needs an `Idempotency-Key`. */
  readonly body?: AnySchema;
  /** The largest body, where a call needs more than the few kilobytes that all others get; such a call also gets more time. */
  readonly maxBodyBytes?: number;
  readonly response: AnySchema;
  /** The status of success. */
  readonly status: 200 | 201;
  /** Codes of this call besides the ones every call may answer with. */
  readonly errors: readonly ProblemCode[];
}

/** Keeps the exact types of an entry while checking its form. */
export function defineOperations<const T extends Readonly<Record<string, Operation>>>(operations: T): T {
  return operations;
}

/** Whether the call changes something, and so needs an idempotency key. */
export function isMutation(operation: Operation): boolean {
  return operation.method !== 'GET';
}
