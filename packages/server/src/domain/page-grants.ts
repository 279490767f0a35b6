import { createHash, randomUUID } from 'node:crypto';
import type { Tx } from '../db/database.js';
import { newId } from '../db/ids.js';
import type { Customer } from './customer.js';
import { findSession, LONGEST_MS, newToken, tokenHash } from './sessions.js';

/*
 * What pages on other sites are given in the name of a session: a code, and for it an access token with a refresh token. All are of one
 * family, for one origin, and end with the session.
 */

/** From the sign-in pages to the page that asked, and a slow phone's page load. */
const CODE_MS = 2 * 60_000;
export const ACCESS_MS = 10 * 60_000;
export const ACCESS_PREFIX = 'kat_';

export interface PageTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

type GrantKind = 'code' | 'access' | 'refresh';

interface GrantRow {
  readonly kind: GrantKind;
  readonly sessionId: string;
  readonly origin: string;
  readonly familyId: string;
}

/** Writes a new secret down and answers with it. */
async function give(
  tx: Tx,
  {
    supplierId,
    grant,
    lifeMs,
    now,
    ...code
  }: {
    supplierId: string;
    grant: GrantRow;
    lifeMs: number;
    now: Date;
    redirectUri?: string;
    codeChallenge?: string;
  },
): Promise<string> {
  const prefix = { code: 'kac_', access: ACCESS_PREFIX, refresh: 'krt_' }[grant.kind];
  const token = prefix + newToken();
  await tx
    .insertInto('page_grants')
    .values({
      supplier_id: supplierId,
      id: newId(now),
      token_hash: tokenHash(token),
      kind: grant.kind,
      session_id: grant.sessionId,
      origin: grant.origin,
      redirect_uri: code.redirectUri ?? null,
      code_challenge: code.codeChallenge ?? null,
      family_id: grant.familyId,
      expires_at: new Date(now.getTime() + lifeMs),
      used_at: null,
      created_at: now,
    })
    .execute();
  return token;
}

/** A code for a page, to be exchanged by who knows the verifier (RFC 7636). */
export async function giveCode(
  tx: Tx,
  {
    supplierId,
    sessionId,
    origin,
    redirectUri,
    codeChallenge,
    now,
  }: {
    supplierId: string;
    sessionId: string;
    origin: string;
    redirectUri: string;
    codeChallenge: string;
    now: Date;
  },
): Promise<string> {
  const grant = { kind: 'code', sessionId, origin, familyId: randomUUID() } as const;
  return give(tx, { supplierId, grant, lifeMs: CODE_MS, now, redirectUri, codeChallenge });
}

function selectGrant(tx: Tx, { supplierId, token, kind }: { supplierId: string; token: string; kind: GrantKind }) {
  return tx
    .selectFrom('page_grants')
    .selectAll()
    .where('supplier_id', '=', supplierId)
    .where('token_hash', '=', tokenHash(token))
    .where('kind', '=', kind);
}

/** Uses what may be used once. Of many at once one succeeds; to use it again ends everything that came of it. */
async function useOnce(
  tx: Tx,
  { supplierId, id, familyId, now }: { supplierId: string; id: string; familyId: string; now: Date },
): Promise<boolean> {
  const used = await tx
    .updateTable('page_grants')
    .set({ used_at: now })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (used.numUpdatedRows > 0n) return true;
  await tx
    .deleteFrom('page_grants')
    .where('supplier_id', '=', supplierId)
    .where('family_id', '=', familyId)
    .where('kind', '!=', 'code')
    .execute();
  return false;
}

async function giveTokens(
  tx: Tx,
  { supplierId, grant, now }: { supplierId: string; grant: Omit<GrantRow, 'kind'>; now: Date },
): Promise<PageTokens | null> {
  // Looked at only: a page that renews its token in the background is not a person using it.
  const { sessionId } = grant;
  if (!(await findSession(tx, { supplierId, sessionId, now, isLookOnly: true }))) return null;
  return {
    accessToken: await give(tx, { supplierId, grant: { ...grant, kind: 'access' }, lifeMs: ACCESS_MS, now }),
    refreshToken: await give(tx, { supplierId, grant: { ...grant, kind: 'refresh' }, lifeMs: LONGEST_MS, now }),
  };
}

function matchesChallenge(verifier: string, challenge: string | null): boolean {
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}

/** Tokens for a code; null when it is not (or no longer) worth any, for whatever reason. */
export async function exchangeCode(
  tx: Tx,
  {
    supplierId,
    code,
    verifier,
    origin,
    redirectUri,
    now,
  }: { supplierId: string; code: string; verifier: string; origin: string; redirectUri: string; now: Date },
): Promise<PageTokens | null> {
  const row = await selectGrant(tx, { supplierId, token: code, kind: 'code' }).executeTakeFirst();
  // Somebody who only saw the code go by can neither use it nor spoil it for who asked for it.
  if (!row || row.origin !== origin || row.redirect_uri !== redirectUri) return null;
  if (!matchesChallenge(verifier, row.code_challenge)) return null;
  if (new Date(row.expires_at) <= now) return null;
  const grant = { sessionId: row.session_id, origin, familyId: row.family_id };
  if (!(await useOnce(tx, { supplierId, id: row.id, familyId: row.family_id, now }))) return null;
  return giveTokens(tx, { supplierId, grant, now });
}

/** The next tokens for a refresh token, which is spent by it; null when it is not worth any. */
export async function refreshTokens(
  tx: Tx,
  { supplierId, refreshToken, origin, now }: { supplierId: string; refreshToken: string; origin: string; now: Date },
): Promise<PageTokens | null> {
  const row = await selectGrant(tx, { supplierId, token: refreshToken, kind: 'refresh' }).executeTakeFirst();
  if (!row || row.origin !== origin || new Date(row.expires_at) <= now) return null;
  const grant = { sessionId: row.session_id, origin, familyId: row.family_id };
  if (!(await useOnce(tx, { supplierId, id: row.id, familyId: row.family_id, now }))) return null;
  return giveTokens(tx, { supplierId, grant, now });
}

/** Who calls with an access token; `expired` for one whose time, or whose session, is over, and null for one that was never given. */
export async function findByAccessToken(
  tx: Tx,
  {
    supplierId,
    token,
    origin,
    now,
    isLookOnly,
  }: { supplierId: string; token: string; origin: string | null; now: Date; isLookOnly: boolean },
): Promise<Customer | 'expired' | null> {
  const row = await selectGrant(tx, { supplierId, token, kind: 'access' }).executeTakeFirst();
  if (!row || row.origin !== origin) return null;
  if (new Date(row.expires_at) <= now) return 'expired';
  return (await findSession(tx, { supplierId, sessionId: row.session_id, now, isLookOnly })) ?? 'expired';
}
