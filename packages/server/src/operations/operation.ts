import type { OperationArgs, OperationResult } from '@kabinet/api';
import type { OperationName, Operations } from '@kabinet/api/contract';
import type { Context } from '../context.js';
import { type AccountOfCustomer, findAccount } from '../db/accounts.js';
import type { Tx } from '../db/database.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { ProblemError } from '../http/problem.js';
import type { RateLimit } from '../http/rate-limit.js';
import type { Customer } from '../http/session.js';

type NamesWithAuth<A> = { [N in OperationName]: Operations[N]['auth'] extends A ? N : never }[OperationName];
type PublicName = NamesWithAuth<'public'>;
type CustomerName = NamesWithAuth<'customer'>;

/** A request to an operation that anyone may call, with what was sent already checked against the contract. */
export interface PublicCall<N extends OperationName> {
  readonly context: Context;
  readonly supplier: KnownSupplier;
  /** Path and query parameters by name, and `body`. */
  readonly args: OperationArgs<N>;
  readonly now: Date;
  readonly requestId: string;
}

/** The same from a signed-in customer. */
export interface CustomerCall<N extends OperationName> extends PublicCall<N> {
  readonly customer: Customer;
}

/** An operation that anyone may call. */
export interface PublicOperation<N extends OperationName = OperationName> {
  readonly auth: 'public';
  /** Per address of the caller. */
  readonly rateLimit: RateLimit;
  handle(call: PublicCall<N>): Promise<OperationResult<N>>;
}

/** An operation of a customer. Authorising and handling share one transaction that sees the supplier's rows only. */
export interface CustomerOperation<N extends OperationName = OperationName> {
  readonly auth: 'customer';
  /** Per customer. */
  readonly rateLimit: RateLimit;
  /**
   * Slow work that needs no database, such as decoding a picture: done before the transaction, so that none is held open for it.
   */
  readonly prepare?: (call: CustomerCall<N>) => Promise<unknown>;
  /** `prepared` gives what `prepare` made, or throws what it threw: asked for once the caller is known to be allowed. */
  run(tx: Tx, call: CustomerCall<N>, prepared: () => unknown): Promise<OperationResult<N>>;
}

export function publicOperation<N extends PublicName>(
  _name: N,
  operation: Omit<PublicOperation<N>, 'auth'>,
): PublicOperation<N> {
  return { auth: 'public', ...operation };
}

/** `authorise` refuses or finds what the call is about; `handle` is given it, so that it cannot be forgotten. */
export function customerOperation<N extends CustomerName, Subject, Prepared = undefined>(
  _name: N,
  operation: {
    rateLimit: RateLimit;
    prepare?: (call: CustomerCall<N>) => Promise<Prepared>;
    authorise: (tx: Tx, call: CustomerCall<N>) => Promise<Subject>;
    handle: (tx: Tx, call: CustomerCall<N>, subject: Subject, prepared: () => Prepared) => Promise<OperationResult<N>>;
  },
): CustomerOperation<N> {
  const { rateLimit, prepare, authorise, handle } = operation;
  return {
    auth: 'customer',
    rateLimit,
    ...(prepare && { prepare }),
    run: async (tx, call, prepared) => handle(tx, call, await authorise(tx, call), prepared as () => Prepared),
  };
}

/** Every signed-in customer may. */
export async function signedIn(): Promise<void> {}

/** Only on an account linked to the customer; one of somebody else is answered exactly like one that does not exist. */
export async function ownAccount(
  tx: Tx,
  call: { supplier: KnownSupplier; customer: Customer; args: { accountId: string } },
): Promise<AccountOfCustomer> {
  const account = await findAccount(tx, {
    supplierId: call.supplier.id,
    customerRef: call.customer.ref,
    accountId: call.args.accountId,
  });
  if (!account) throw new ProblemError('not_found');
  return account;
}

/** What a page may ask for in normal use, many times over. */
export const READ_LIMIT: RateLimit = { perMinute: 240, burst: 120 };
/** Handing in, correcting, taking back: a person does it by hand, a retrying page a few times more. */
export const WRITE_LIMIT: RateLimit = { perMinute: 60, burst: 30 };
