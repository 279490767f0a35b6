import { recordAct } from '../db/audit.js';
import { contactsOf } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { rememberDevice } from '../db/known-devices.js';
import { HOSTED_REF } from './customer.js';
import { queueMessage } from '../messages/queue.js';
import { pageLanguageOf } from '../words/languages.js';
import { type BegunSession, beginSession, type SignInMethod } from './sessions.js';
import type { Visitor } from './visitor.js';

/** Somebody is in: what their browser keeps. */
export interface SignedIn {
  readonly kind: 'signed_in';
  readonly personId: string;
  readonly session: BegunSession;
  /** For the cookie by which this browser is known again. */
  readonly deviceToken: string;
}

/** The trace of a forgotten password that was replaced. */
export const PASSWORD_RESET = 'person.password_reset';

/**
 * How long after it no sign-in counts as one with two factors: the password was made by the code to the phone, so whoever has got hold of the
 * phone has both. Its owner has the time to see what was written to their other contacts.
 */
const WEAK_AFTER_RESET_MS = 24 * 60 * 60_000;

/** Lets a person in, remembers the browser and leaves the trace. */
export async function enter(
  tx: Tx,
  visitor: Visitor,
  { personId, method }: { personId: string; method: SignInMethod },
): Promise<SignedIn> {
  const { supplier, userAgent, now } = visitor;
  const supplierId = supplier.id;
  const hasTwoFactors = method === 'password_and_code' || method === 'passkey';
  const isStrong = hasTwoFactors && !(await hasJustReset(tx, { supplierId, personId, now }));
  const session = await beginSession(tx, { supplierId, personId, method, isStrong, userAgent, now });
  const deviceToken = await rememberDevice(tx, { supplierId, personId, deviceToken: visitor.deviceToken, now });
  await trace(tx, visitor, { personId, action: 'person.signed_in' });
  return { kind: 'signed_in', personId, session, deviceToken };
}

async function hasJustReset(
  tx: Tx,
  { supplierId, personId, now }: { supplierId: string; personId: string; now: Date },
): Promise<boolean> {
  const reset = await tx
    .selectFrom('audit_events')
    .select('at')
    .where('supplier_id', '=', supplierId)
    .where('actor_ref', '=', `${HOSTED_REF}${personId}`)
    .where('action', '=', PASSWORD_RESET)
    .where('at', '>', new Date(now.getTime() - WEAK_AFTER_RESET_MS).toISOString())
    .limit(1)
    .executeTakeFirst();
  return reset !== undefined;
}

/** What a person did with their own way of signing in. */
export async function trace(
  tx: Tx,
  { supplier, now, requestId }: Visitor,
  { personId, action }: { personId: string; action: `person.${string}` },
): Promise<void> {
  const customerRef = `${HOSTED_REF}${personId}`;
  await recordAct(tx, { supplierId: supplier.id, at: now, customerRef, action, subjectId: personId, requestId });
}

/**
 * Tells a person of what was done, at each of their contacts: whoever has got hold of one of them must not be the only one to hear
 * of it.
 */
export async function tellPerson(
  tx: Tx,
  { supplier, now }: Visitor,
  {
    personId,
    language,
    purpose,
  }: {
    personId: string;
    language: string;
    purpose: 'password_changed' | 'contact_changed' | 'new_device' | 'passkey_added' | 'passkey_removed';
  },
): Promise<void> {
  const supplierId = supplier.id;
  for (const { kind, address } of await contactsOf(tx, { supplierId, personId })) {
    const to = { kind, address };
    await queueMessage(tx, { supplierId, to, purpose, language: pageLanguageOf(language), facts: {}, now });
  }
}
