import { recordAct } from '../db/audit.js';
import { contactsOf } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { rememberDevice } from '../db/known-devices.js';
import { HOSTED_REF } from '../http/session.js';
import { queueMessage } from '../messages/queue.js';
import { pageLanguageOf } from '../pages/page.js';
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

/** Lets a person in, remembers the browser and leaves the trace. */
export async function enter(
  tx: Tx,
  visitor: Visitor,
  { personId, method }: { personId: string; method: SignInMethod },
): Promise<SignedIn> {
  const { supplier, userAgent, now } = visitor;
  const supplierId = supplier.id;
  const isStrong = method === 'password_and_code' || method === 'passkey';
  const session = await beginSession(tx, { supplierId, personId, method, isStrong, userAgent, now });
  const deviceToken = await rememberDevice(tx, { supplierId, personId, deviceToken: visitor.deviceToken, now });
  await trace(tx, visitor, { personId, action: 'person.signed_in' });
  return { kind: 'signed_in', personId, session, deviceToken };
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
    purpose: 'password_changed' | 'contact_changed' | 'new_device' | 'passkey_added';
  },
): Promise<void> {
  const supplierId = supplier.id;
  for (const { kind, address } of await contactsOf(tx, { supplierId, personId })) {
    const to = { kind, address };
    await queueMessage(tx, { supplierId, to, purpose, language: pageLanguageOf(language), facts: {}, now });
  }
}
