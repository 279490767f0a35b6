import type { OperationArgs } from '@kabinet/api';
import { isMutation, type Operation, type OperationName, operations } from '@kabinet/api/contract';
import type * as z from 'zod/mini';
import type { Context } from '../context.js';
import { atEvenTime } from '../domain/even-time.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import type { Tx } from '../db/database.js';
import { hasRole } from '../db/staff-roles.js';
import { implementations } from '../operations/index.js';
import type {
  CustomerCall,
  CustomerOperation,
  GuestOperation,
  PublicOperation,
  StaffCall,
  StaffOperation,
} from '../operations/operation.js';
import { networksOf } from '../caller-address.js';
import { readJson } from './body.js';
import { type Answer, idempotencyKey, once, sealed } from './idempotency.js';
import { withRoomFor } from './large-bodies.js';
import { ProblemError } from '../problem.js';
import { enforce } from './rate-limit.js';
import { type Customer, GUEST_REF } from '../domain/customer.js';
import { mayBeOfStaff, whoCalls } from './who-calls.js';

type AnyOperation = PublicOperation | GuestOperation | CustomerOperation | StaffOperation;

export interface IncomingCall {
  readonly request: Request;
  readonly supplier: KnownSupplier;
  /** Path parameters by name. */
  readonly params: Readonly<Record<string, string>>;
  /** The caller's address, for limits only. */
  readonly address: string;
  readonly requestId: string;
}

/**
 * Works on one call of the contract, in the one order that is safe: who is it, how often, what was sent, may they, do it. Throws a
 * ProblemError for anything else than success.
 */
export async function callOperation(context: Context, name: OperationName, incoming: IncomingCall): Promise<Answer> {
  const operation: Operation = operations[name];
  const implementation: AnyOperation = implementations[name];
  const { supplier, requestId } = incoming;
  const now = context.now();

  if (implementation.auth === 'public') {
    enforce(context.rateLimiter, `${name} ${supplier.id} ${networksOf(incoming.address)[0]}`, implementation.rateLimit);
    if ('run' in implementation) {
      return atEvenTime(context.evenTimeMs, () => handIn(implementation, { context, name, operation, incoming, now }));
    }
    const args = await readArgs(operation, incoming);
    const result = await implementation.handle({ context, supplier, args, now, requestId });
    return { status: operation.status, body: JSON.stringify(result), replayed: false };
  }

  const { request, address } = incoming;
  const customer = await whoCalls(context, { name, request, supplier, address, now });
  enforce(context.rateLimiter, `${name} ${supplier.id} ${customer.ref}`, implementation.rateLimit);
  if (implementation.auth === 'staff') await requireStaff(context, operation, { request, supplier, customer });
  const work = () => workFor(customer, { context, name, operation, implementation, incoming, now });
  const { maxBodyBytes } = operation;
  return maxBodyBytes === undefined ? work() : withRoomFor(incoming.request, maxBodyBytes, work);
}

/** What somebody hands in whom nobody knows: the same once-only as a customer's. */
async function handIn(
  implementation: GuestOperation,
  {
    context,
    name,
    operation,
    incoming,
    now,
  }: { context: Context; name: OperationName; operation: Operation; incoming: IncomingCall; now: Date },
): Promise<Answer> {
  const { supplier, requestId, address } = incoming;
  const key = idempotencyKey(incoming.request.headers);
  const args = await readArgs(operation, incoming);
  const intent = {
    supplierId: supplier.id,
    customerRef: GUEST_REF,
    key,
    operation: name,
    content: args,
    requestId,
    now,
  };
  const work = async (tx: Tx) => ({
    status: operation.status,
    body: JSON.stringify(await implementation.run(tx, { context, supplier, args, now, requestId, address })),
  });
  return once(context.database, intent, work, implementation.tellsSecret && sealed(context.secretKey, intent));
}

/**
 * Refuses who is not of the supplier's staff: only a person who signed in here can be, on one of our own pages, with a second factor, and with the
 * role. Asked before anything else, so that not even the answer to an earlier try is given to who has lost the role since.
 */
async function requireStaff(
  { database, publicUrl }: Context,
  { role }: Operation,
  { request, supplier, customer: { hosted } }: { request: Request; supplier: KnownSupplier; customer: Customer },
): Promise<void> {
  if (!mayBeOfStaff(request, publicUrl())) throw new ProblemError('forbidden');
  if (!hosted?.isStrong || role === undefined) throw new ProblemError('forbidden');
  const { personId } = hosted;
  const isTheirs = await database.transaction(supplier.id, (tx) =>
    hasRole(tx, { supplierId: supplier.id, personId, role }),
  );
  if (!isTheirs) throw new ProblemError('forbidden');
}

/** The rest for a customer who may call at all: what was sent, may they, do it. */
async function workFor(
  customer: Customer,
  {
    context,
    name,
    operation,
    implementation,
    incoming,
    now,
  }: {
    context: Context;
    name: OperationName;
    operation: Operation;
    implementation: CustomerOperation | StaffOperation;
    incoming: IncomingCall;
    now: Date;
  },
): Promise<Answer> {
  const { supplier, requestId } = incoming;
  const key = isMutation(operation) ? idempotencyKey(incoming.request.headers) : null;
  const args = await readArgs(operation, incoming);
  const call = { context, supplier, customer, args, now, requestId };
  const run = await runOf(implementation, call);
  const work = async (tx: Tx) => ({ status: operation.status, body: JSON.stringify(await run(tx)) });
  if (key === null) {
    return { ...(await context.database.transaction(supplier.id, work)), replayed: false };
  }
  const intent = {
    supplierId: supplier.id,
    customerRef: customer.ref,
    key,
    operation: name,
    content: args,
    requestId,
    now,
  };
  const isSealed = implementation.auth === 'customer' && implementation.tellsSecret === true;
  return once(context.database, intent, work, isSealed ? sealed(context.secretKey, intent) : undefined);
}

/** The work itself, with what is slow and needs no database behind it. */
async function runOf(
  implementation: CustomerOperation | StaffOperation,
  call: CustomerCall<OperationName>,
): Promise<(tx: Tx) => Promise<unknown>> {
  // Known to be somebody who signed in here: `requireStaff` let them through.
  if (implementation.auth === 'staff') return (tx) => implementation.run(tx, call as StaffCall<OperationName>);
  const prepared = await outcomeOf(implementation.prepare?.(call));
  return (tx) => implementation.run(tx, call, prepared);
}

/** What came of the work, told only to who asks: what it gave, or what it threw. */
async function outcomeOf(work: Promise<unknown> | undefined): Promise<() => unknown> {
  try {
    const value = await work;
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** Everything that was sent, checked against the contract and nothing more than the contract knows. */
async function readArgs(
  operation: Operation,
  { request, params }: IncomingCall,
): Promise<OperationArgs<OperationName>> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return {
    ...(operation.params ? checked(operation.params, params) : {}),
    ...(operation.query ? checked(operation.query, query) : {}),
    ...(operation.body ? { body: checked(operation.body, await readJson(request, operation.maxBodyBytes)) } : {}),
  } as OperationArgs<OperationName>;
}

function checked(schema: z.ZodMiniType, sent: unknown): object {
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data as object;
  // Where and what kind, never the value.
  const issues = parsed.error.issues.slice(0, 10).map(({ path, code }) => ({
    pointer: path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    code,
  }));
  throw new ProblemError('invalid_request', { issues });
}
