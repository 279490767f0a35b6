import { randomBytes } from 'node:crypto';
import type { Tx } from '../db/database.js';
import { textIn } from '../words/languages.js';
import { beginAttempt, takeAttempt } from './codes.js';
import type { Visitor } from './visitor.js';

/** How long the browser and its authenticator have for one ceremony. */
export const CHALLENGE_MINUTES = 5;

/** What a challenge was given out for: what it is for one thing it is not for another. */
export type Ceremony = 'sign_in' | 'sign_up' | 'add';

/** Given to one browser, for one ceremony. */
export interface BegunChallenge {
  readonly challenge: string;
  /** For the browser's cookie; apart from the one of codes, so that a page with a sign-in button ends no sign-up in another tab. */
  readonly token: string;
}

/** What the browser is asked for, and the token for its cookie. */
export interface PasskeyOptions<T> {
  readonly token: string;
  readonly options: T;
}

/** What a passkey tells of its person: the id and nothing else (WebAuthn's user handle). */
export function userBytes(personId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(personId.replaceAll('-', ''), 'hex'));
}

/** The same as browsers write it. */
export function userHandleOf(personId: string): string {
  return Buffer.from(userBytes(personId)).toString('base64url');
}

/** Gives out a challenge. `personId` is whom a new passkey is for; null where nobody is known yet. */
export async function beginChallenge(
  tx: Tx,
  { supplier, now }: Visitor,
  { ceremony, personId }: { ceremony: Ceremony; personId: string | null },
): Promise<BegunChallenge> {
  const challenge = randomBytes(32).toString('base64url');
  const { token } = await beginAttempt(tx, {
    supplierId: supplier.id,
    purpose: 'passkey',
    personId,
    contact: null,
    pending: { ceremony, challenge },
    minutes: CHALLENGE_MINUTES,
    now,
  });
  return { challenge, token };
}

/** The challenge that this browser was given for this ceremony and person, once: it is used up whatever comes of it. */
export async function takeChallenge(
  { context, supplier, now }: Visitor,
  { token, ceremony, personId }: { token: string | null; ceremony: Ceremony; personId: string | null },
): Promise<string | null> {
  const supplierId = supplier.id;
  if (token === null) return null;
  const attempt = await context.database.transaction(supplierId, (tx) =>
    takeAttempt(tx, { supplierId, token, purpose: 'passkey', now }),
  );
  const challenge = attempt?.pending['challenge'];
  if (attempt?.pending['ceremony'] !== ceremony || attempt.personId !== personId) return null;
  return typeof challenge === 'string' ? challenge : null;
}

/**
 * For whom passkeys are made: this server's host. All suppliers on it share that name, so the words a person sees when choosing say which
 * one a passkey is of, and only that one's table knows it.
 */
export function relyingParty({ context, supplier, language }: Visitor): {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
} {
  const { hostname, origin } = new URL(context.publicUrl());
  return { id: hostname, name: textIn(supplier.profile.name, language, supplier.profile), origin };
}

/** Only where a passkey is used: it is large, and starting the server must not wait for it. */
export function webAuthn() {
  return import('@simplewebauthn/server');
}

/** No browser's answer is longer: without attestation it is a few hundred letters. */
const LONGEST_ANSWER = 8000;
const BASE64URL = /^[\w-]{1,1400}$/;

/** What the browser's own script sent, as far as it looks like a ceremony's answer; what is in it is checked by who verifies it. */
export function readAnswer<T extends { readonly id: string }>(sent: string): T | null {
  if (sent.length > LONGEST_ANSWER) return null;
  try {
    const answer = JSON.parse(sent) as { id?: unknown; response?: unknown } | null;
    const { id, response } = answer ?? {};
    const isOne = typeof id === 'string' && BASE64URL.test(id) && typeof response === 'object' && response !== null;
    return isOne ? (answer as T) : null;
  } catch {
    return null;
  }
}
