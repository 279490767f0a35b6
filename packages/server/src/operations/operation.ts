import type { OperationArgs, OperationResult } from '@kabinet/api';
import { type Grant, type OperationName, type Operations, operations } from '@kabinet/api/contract';
import { dateInTimeZone } from '@kabinet/rules';
import type { Context } from '../context.js';
import { type AccountAccess, accessTo } from '../db/account-access.js';
import type { Tx } from '../db/database.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { ProblemError } from '../problem.js';
import type { RateLimit } from '../http/rate-limit.js';
import type { Customer } from '../domain/customer.js';

type NamesWith<Form> = { [N in OperationName]: Operations[N] extends Form ? N : never }[OperationName];
type PublicName = NamesWith<{ auth: 'public' }>;
type CustomerName = NamesWith<{ auth: 'customer' }>;
type StaffName = NamesWith<{ auth: 'staff' }>;
type AboutAccountName = NamesWith<{ path: `${string}{accountId}${string}` }>;
/** An operation about an account that names no grant is in neither kind below, and so cannot be written down at all. */
type AccountName = NamesWith<{ auth: 'customer'; path: `${string}{accountId}${string}`; grant: Grant }>;
/** Who took an account off their list has no right to it; that they had one is what `restoreAccount` itself looks at. */
type OwnName = Exclude<CustomerName, AboutAccountName> | 'restoreAccount';

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

/** The same from somebody of the supplier who has the role, in a session with a second factor. */
export interface StaffCall<N extends OperationName> extends PublicCall<N> {
  readonly customer: Customer & { readonly hosted: NonNullable<Customer['hosted']> };
}

/** An operation that anyone may call. */
export interface PublicOperation<N extends OperationName = OperationName> {
  readonly auth: 'public';
  /** Per address of the caller. */
  readonly rateLimit: RateLimit;
  handle(call: PublicCall<N>): Promise<OperationResult<N>>;
}

/** A request by which somebody whom nobody knows hands something in. */
export interface GuestCall<N extends OperationName> extends PublicCall<N> {
  /** The caller's address, for limits only. */
  readonly address: string;
}

/** An operation by which anyone may hand something in: once for an intent, like a customer's, and answered at an even time. */
export interface GuestOperation<N extends OperationName = OperationName> {
  readonly auth: 'public';
  /** Per address of the caller. */
  readonly rateLimit: RateLimit;
  /** As of {@link CustomerOperation}. */
  readonly tellsSecret?: true;
  run(tx: Tx, call: GuestCall<N>): Promise<OperationResult<N>>;
}

/** An operation of a customer. Authorising and handling share one transaction that sees the supplier's rows only. */
export interface CustomerOperation<N extends OperationName = OperationName> {
  readonly auth: 'customer';
  /** Per customer. */
  readonly rateLimit: RateLimit;
  /** The answer tells a secret once, and doing it anew puts another one in its place: what is kept of it for a second try is sealed. */
  readonly tellsSecret?: true;
  /**
   * Slow work that needs no database, such as decoding a picture: done before the transaction, so that none is held open for it.
   */
  readonly prepare?: (call: CustomerCall<N>) => Promise<unknown>;
  /** `prepared` gives what `prepare` made, or throws what it threw: asked for once the caller is known to be allowed. */
  run(tx: Tx, call: CustomerCall<N>, prepared: () => unknown): Promise<OperationResult<N>>;
}

/** An operation of the supplier's staff. That the caller is staff is known before; what they look at leaves a trace with their name. */
export interface StaffOperation<N extends OperationName = OperationName> {
  readonly auth: 'staff';
  /** Per member of staff. */
  readonly rateLimit: RateLimit;
  run(tx: Tx, call: StaffCall<N>): Promise<OperationResult<N>>;
}

export function publicOperation<N extends PublicName>(
  _name: N,
  operation: Omit<PublicOperation<N>, 'auth'>,
): PublicOperation<N> {
  return { auth: 'public', ...operation };
}

export function guestOperation<N extends PublicName>(
  _name: N,
  operation: Omit<GuestOperation<N>, 'auth' | 'run'> & { handle: GuestOperation<N>['run'] },
): GuestOperation<N> {
  const { handle, ...limits } = operation;
  return { auth: 'public', ...limits, run: handle };
}

/**
 * An operation about an account: only for whose right to it includes the grant that the contract names. `handle` is given that right, so
 * that it cannot be forgotten.
 */
export function accountOperation<N extends AccountName, Prepared = undefined>(
  name: N,
  operation: {
    rateLimit: RateLimit;
    prepare?: (call: CustomerCall<N>) => Promise<Prepared>;
    handle: (
      tx: Tx,
      call: CustomerCall<N>,
      access: AccountAccess,
      prepared: () => Prepared,
    ) => Promise<OperationResult<N>>;
  },
): CustomerOperation<N> {
  const { rateLimit, prepare, handle } = operation;
  const { grant } = operations[name];
  return {
    auth: 'customer',
    rateLimit,
    ...(prepare && { prepare }),
    run: async (tx, call, prepared) => {
      const { accountId } = call.args as { accountId: string };
      const access = await requireGrant(tx, { ...call, accountId, grant });
      return handle(tx, call, access, prepared as () => Prepared);
    },
  };
}

/**
 * The customer's right to the account. Without any it is answered exactly like an account that does not exist; a narrower one than is
 * needed, and so known to its owner, is `forbidden`.
 */
async function requireGrant(
  tx: Tx,
  {
    supplier,
    customer,
    accountId,
    grant,
    now,
  }: { supplier: KnownSupplier; customer: Customer; accountId: string; grant: Grant; now: Date },
): Promise<AccountAccess> {
  const access = await accessTo(tx, {
    supplierId: supplier.id,
    customerRef: customer.ref,
    accountId,
    today: dateInTimeZone(now, supplier.profile.timeZone),
  });
  if (!access) throw new ProblemError('not_found');
  if (!access.grants.includes(grant)) throw new ProblemError('forbidden');
  return access;
}

/** `authorise` refuses or finds what the call is about; `handle` is given it, so that it cannot be forgotten. */
export function customerOperation<N extends OwnName, Subject, Prepared = undefined>(
  _name: N,
  operation: {
    rateLimit: RateLimit;
    tellsSecret?: true;
    prepare?: (call: CustomerCall<N>) => Promise<Prepared>;
    authorise: (tx: Tx, call: CustomerCall<N>) => Promise<Subject>;
    handle: (tx: Tx, call: CustomerCall<N>, subject: Subject, prepared: () => Prepared) => Promise<OperationResult<N>>;
  },
): CustomerOperation<N> {
  const { rateLimit, tellsSecret, prepare, authorise, handle } = operation;
  return {
    auth: 'customer',
    rateLimit,
    ...(tellsSecret && { tellsSecret }),
    ...(prepare && { prepare }),
    run: async (tx, call, prepared) => handle(tx, call, await authorise(tx, call), prepared as () => Prepared),
  };
}

/** Every signed-in customer may. */
export async function signedIn(): Promise<void> {}

/** Whoever has the role that the contract names may. */
export function staffOperation<N extends StaffName>(
  _name: N,
  operation: Omit<StaffOperation<N>, 'auth' | 'run'> & { handle: StaffOperation<N>['run'] },
): StaffOperation<N> {
  const { rateLimit, handle } = operation;
  return { auth: 'staff', rateLimit, run: handle };
}

/** What a page may ask for in normal use, many times over. */
export const READ_LIMIT: RateLimit = { perMinute: 240, burst: 120 };
/** Handing in, correcting, taking back: a person does it by hand, a retrying page a few times more. */
export const WRITE_LIMIT: RateLimit = { perMinute: 60, burst: 30 };
