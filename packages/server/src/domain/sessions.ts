import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '../db/database.js';
import { newId } from '../db/ids.js';
import { type Customer, HOSTED_REF } from './customer.js';

/** A session nobody uses ends after this long; one that is used never lasts longer than the other. */
const IDLE_MS = 30 * 60_000;
export const LONGEST_MS = 12 * 60 * 60_000;
/** Use is noted once in this long, so that reading a page does not write a row for each of its calls. */
const NOTE_USE_MS = 60_000;
const LONGEST_USER_AGENT = 200;

/** How somebody signed in. */
export type SignInMethod = 'password' | 'code' | 'password_and_code' | 'passkey';

export interface BegunSession {
  /** For the browser's cookie; only its hash is kept. */
  readonly token: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
}

/** A device that is signed in, for the person's own list of them. */
export interface SignedInDevice {
  readonly sessionId: string;
  readonly method: string;
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

/** A secret of 256 bits that fits a cookie, a header and an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token. Plain SHA-256: there is nothing to guess in 256 random bits. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Signs a person in on one device. */
export async function beginSession(
  tx: Tx,
  {
    supplierId,
    personId,
    method,
    isStrong,
    userAgent,
    now,
  }: {
    supplierId: string;
    personId: string;
    method: SignInMethod;
    /** Whether a second factor was shown. */
    isStrong: boolean;
    /** The browser's own words for itself; null where it has none. */
    userAgent: string | null;
    now: Date;
  },
): Promise<BegunSession> {
  const token = newToken();
  const sessionId = newId(now);
  const expiresAt = new Date(now.getTime() + IDLE_MS);
  await tx
    .insertInto('sessions')
    .values({
      supplier_id: supplierId,
      id: sessionId,
      token_hash: tokenHash(token),
      person_id: personId,
      method,
      is_strong: isStrong,
      user_agent: (userAgent ?? '').slice(0, LONGEST_USER_AGENT),
      created_at: now,
      seen_at: now,
      expires_at: expiresAt,
      ends_at: new Date(now.getTime() + LONGEST_MS),
      ended_at: null,
    })
    .execute();
  return { token, sessionId, expiresAt };
}

/** A session as it stands, and who it is. */
interface LivingSession {
  readonly id: string;
  readonly personId: string;
  readonly isStrong: boolean;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly endsAt: Date;
}

/** Which session: by its token, or by its id for tokens that were given out in its name. */
type Which = { readonly token: string } | { readonly sessionId: string };

async function livingSession(
  tx: Tx,
  { supplierId, which, now }: { supplierId: string; which: Which; now: Date },
): Promise<LivingSession | null> {
  const [column, value] =
    'token' in which
      ? (['sessions.token_hash', tokenHash(which.token)] as const)
      : (['sessions.id', which.sessionId] as const);
  const row = await living(tx, { supplierId, now }).where(column, '=', value).executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    personId: row.person_id,
    isStrong: row.is_strong,
    seenAt: new Date(row.seen_at),
    expiresAt: new Date(row.expires_at),
    endsAt: new Date(row.ends_at),
  };
}

function living(tx: Tx, { supplierId, now }: { supplierId: string; now: Date }) {
  return tx
    .selectFrom('sessions')
    .innerJoin('people', (join) =>
      join.onRef('people.supplier_id', '=', 'sessions.supplier_id').onRef('people.id', '=', 'sessions.person_id'),
    )
    .select([
      'sessions.id',
      'sessions.person_id',
      'sessions.is_strong',
      'sessions.seen_at',
      'sessions.expires_at',
      'sessions.ends_at',
    ])
    .where('sessions.supplier_id', '=', supplierId)
    .where('people.erased_at', 'is', null)
    .where('sessions.ended_at', 'is', null)
    .where('sessions.expires_at', '>', now.toISOString())
    .where('sessions.ends_at', '>', now.toISOString());
}

/** Puts the session's end off, because it was used: never past its longest time. */
async function slide(
  tx: Tx,
  session: LivingSession,
  { supplierId, now }: { supplierId: string; now: Date },
): Promise<LivingSession> {
  const expiresAt = new Date(Math.min(now.getTime() + IDLE_MS, session.endsAt.getTime()));
  await tx
    .updateTable('sessions')
    .set({ seen_at: now, expires_at: expiresAt })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', session.id)
    .where('ended_at', 'is', null)
    .execute();
  return { ...session, seenAt: now, expiresAt };
}

/**
 * Who is signed in, by the cookie's token or by the session's id; null when nobody is (any more). Finding a session counts as using it
 * and puts its end off, unless `isLookOnly`.
 */
export async function findSession(
  tx: Tx,
  { supplierId, now, isLookOnly = false, ...which }: { supplierId: string; now: Date; isLookOnly?: boolean } & Which,
): Promise<Customer | null> {
  const found = await livingSession(tx, { supplierId, which, now });
  if (!found) return null;
  const isNoted = isLookOnly || now.getTime() - found.seenAt.getTime() < NOTE_USE_MS;
  const { id, personId, isStrong, expiresAt } = isNoted ? found : await slide(tx, found, { supplierId, now });
  return {
    ref: `${HOSTED_REF}${personId}`,
    expiresAt,
    hosted: { personId, sessionId: id, isStrong },
  };
}

/** When a session ends as things stand, and whether `renewSession` can put that off. Null when it has ended. */
export async function endOfSession(
  tx: Tx,
  { supplierId, sessionId, now }: { supplierId: string; sessionId: string; now: Date },
): Promise<{ expiresAt: Date; isRenewable: boolean } | null> {
  const session = await livingSession(tx, { supplierId, which: { sessionId }, now });
  return session && { expiresAt: session.expiresAt, isRenewable: session.expiresAt < session.endsAt };
}

/** Puts the session's end off as far as it goes, because the person asked to stay. */
export async function renewSession(
  tx: Tx,
  { supplierId, sessionId, now }: { supplierId: string; sessionId: string; now: Date },
): Promise<void> {
  const session = await livingSession(tx, { supplierId, which: { sessionId }, now });
  if (session) await slide(tx, session, { supplierId, now });
}

/** Signs one of the person's devices out, and every page that was let in from it. False when there is none such. */
export async function endSession(
  tx: Tx,
  { supplierId, personId, sessionId, now }: { supplierId: string; personId: string; sessionId: string; now: Date },
): Promise<boolean> {
  const ended = await tx
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('supplier_id', '=', supplierId)
    .where('person_id', '=', personId)
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

/** Signs the person out on all devices but the one kept; on all of them when `keptSessionId` is null. Answers how many there were. */
export async function endOtherSessions(
  tx: Tx,
  {
    supplierId,
    personId,
    keptSessionId,
    now,
  }: { supplierId: string; personId: string; keptSessionId: string | null; now: Date },
): Promise<number> {
  let query = tx
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('supplier_id', '=', supplierId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now.toISOString());
  if (keptSessionId !== null) query = query.where('id', '!=', keptSessionId);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

/** The devices on which the person is signed in, the one used last first. */
export async function listSessions(
  tx: Tx,
  { supplierId, personId, now }: { supplierId: string; personId: string; now: Date },
): Promise<SignedInDevice[]> {
  const rows = await tx
    .selectFrom('sessions')
    .select(['id', 'method', 'user_agent', 'created_at', 'seen_at', 'expires_at'])
    .where('supplier_id', '=', supplierId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    sessionId: row.id,
    method: row.method,
    userAgent: row.user_agent,
    createdAt: new Date(row.created_at),
    seenAt: new Date(row.seen_at),
    expiresAt: new Date(row.expires_at),
  }));
}
