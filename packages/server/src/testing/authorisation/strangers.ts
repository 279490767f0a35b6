import type { ProblemCode } from '@kabinet/api/contract';
import { generateKeyPair, SignJWT } from 'jose';
import { endSession } from '../../domain/sessions.js';
import { SEED_NOW, type SeededSupplier } from '../seed-supplier.js';
import { type SignedInPerson, signedInPerson } from '../signed-in.js';
import {
  byCookie,
  byPageToken,
  type Headers,
  inSupplier,
  OTHER_SITE_OF_THE_SUPPLIER,
  person,
  SITE,
  type Stage,
} from './stage.js';

/** Tokens of the supplier's own sign-on that are none: who comes with one is turned away before anything is looked at. */
export const signOnStrangers: Readonly<
  Record<string, { code: ProblemCode; token(stage: Stage): Promise<string | undefined> }>
> = {
  nobody: { code: 'token_missing', token: async () => undefined },
  'an ended session': {
    code: 'token_expired',
    token: ({ supplier }) => supplier.mint({ customerRef: supplier.customer.ref, lifetime: -61 }),
  },
  'a token for another service': {
    code: 'token_invalid',
    token: ({ supplier }) => supplier.mint({ customerRef: supplier.customer.ref, audience: 'someone-else' }),
  },
  'a token of another issuer': {
    code: 'token_invalid',
    token: ({ supplier }) => supplier.mint({ customerRef: supplier.customer.ref, issuer: 'https://evil.example' }),
  },
  'a forged token': {
    code: 'token_invalid',
    token: async ({ supplier }) =>
      supplier.mint({ customerRef: supplier.customer.ref, privateKey: (await generateKeyPair('ES256')).privateKey }),
  },
  'a token that lives too long': {
    code: 'token_invalid',
    token: ({ supplier }) => supplier.mint({ customerRef: supplier.customer.ref, lifetime: 3600 }),
  },
  'a token of another supplier': {
    code: 'token_invalid',
    token: ({ supplier, other }) => other.mint({ customerRef: supplier.customer.ref }),
  },
  'a token of another supplier that names this one': {
    code: 'token_invalid',
    token: ({ supplier, other }) =>
      other.mint({ customerRef: supplier.customer.ref, audience: supplier.id, issuer: signOnOf(supplier).issuer }),
  },
  'an unsigned token': {
    code: 'token_invalid',
    token: async ({ supplier }) => {
      const [, payload] = (await supplier.mint({ customerRef: supplier.customer.ref })).split('.');
      return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.x`;
    },
  },
  'a token signed with the public key as a secret': {
    code: 'token_invalid',
    token: ({ supplier }) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256', kid: 'seed' })
        .setIssuer(signOnOf(supplier).issuer)
        .setAudience(supplier.id)
        .setSubject(supplier.customer.ref)
        .setExpirationTime(SEED_NOW.getTime() / 1000 + 300)
        .sign(Buffer.from(JSON.stringify(signOnOf(supplier).jwks))),
  },
  'a token that lives too long and does not say since when': {
    code: 'token_invalid',
    token: ({ supplier }) => claims(supplier).setExpirationTime(seconds(3600)).sign(supplier.privateKey),
  },
  'a long-lived token near its end': {
    code: 'token_invalid',
    token: ({ supplier }) =>
      claims(supplier).setIssuedAt(seconds(-3500)).setExpirationTime(seconds(100)).sign(supplier.privateKey),
  },
  'a token without an end': {
    code: 'token_invalid',
    token: ({ supplier }) => claims(supplier).sign(supplier.privateKey),
  },
  'a token about nobody': {
    code: 'token_invalid',
    token: ({ supplier }) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'ES256', kid: 'seed' })
        .setIssuer(signOnOf(supplier).issuer)
        .setAudience(supplier.id)
        .setExpirationTime(SEED_NOW.getTime() / 1000 + 300)
        .sign(supplier.privateKey),
  },
  'something that is no token': { code: 'token_invalid', token: async () => 'abc' },
};

/** The sign-on that every seeded supplier has. */
function signOnOf({ profile }: SeededSupplier) {
  if (!profile.signOn) throw new Error('no sign-on');
  return profile.signOn;
}

/** A moment so many seconds from now, as tokens have it. */
const seconds = (count: number) => SEED_NOW.getTime() / 1000 + count;

/** Right in everything that is not about time. */
function claims(supplier: SeededSupplier): SignJWT {
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: 'seed' })
    .setIssuer(signOnOf(supplier).issuer)
    .setAudience(supplier.id)
    .setSubject(supplier.customer.ref);
}

/** Sessions that are none: their callers are turned away with 401, or 403 where a page of somebody else's makes the call. */
export const sessionStrangers: Readonly<
  Record<string, { status: 401 | 403; code: ProblemCode; headers(stage: Stage): Promise<Headers> }>
> = {
  'a cookie of a session that ended by itself': {
    status: 401,
    code: 'token_expired',
    headers: async (stage) => byCookie(stage, await person(stage, { now: new Date(SEED_NOW.getTime() - 31 * 60_000) })),
  },
  'a cookie of a session that was signed out': {
    status: 401,
    code: 'token_expired',
    headers: async (stage) => byCookie(stage, await signedOut(stage)),
  },
  'a cookie sent by a page of somebody else': {
    status: 403,
    code: 'forbidden',
    headers: async (stage) => ({ ...(await byCookie(stage, await person(stage))), Origin: 'https://evil.example' }),
  },
  'a cookie that the page did not mean to send': {
    status: 401,
    code: 'token_missing',
    headers: async (stage) => ({ Cookie: (await byCookie(stage, await person(stage))).Cookie ?? '', Origin: SITE }),
  },
  'a cookie of another supplier': {
    status: 401,
    code: 'token_expired',
    headers: async (stage) => byCookie(stage, await atTheOther(stage)),
  },
  'a cookie of somebody who was erased': {
    status: 401,
    code: 'token_expired',
    headers: async (stage) => byCookie(stage, await erased(stage)),
  },
  'a page token for another site of the supplier': {
    status: 401,
    code: 'token_invalid',
    headers: async (stage) => byPageToken(stage, await person(stage), OTHER_SITE_OF_THE_SUPPLIER),
  },
  'a page token without the page': {
    status: 401,
    code: 'token_invalid',
    headers: async (stage) => ({ Authorization: (await byPageToken(stage, await person(stage))).Authorization ?? '' }),
  },
  'a page token that ended': {
    status: 401,
    code: 'token_expired',
    headers: async (stage) => {
      const someone = await person(stage);
      const headers = await byPageToken(stage, someone);
      await inSupplier(stage, (tx) =>
        tx
          .updateTable('page_grants')
          .set({ expires_at: SEED_NOW })
          .where('session_id', '=', someone.sessionId)
          .execute(),
      );
      return headers;
    },
  },
  'a page token of a session that was signed out': {
    status: 401,
    code: 'token_expired',
    headers: async (stage) => {
      const someone = await person(stage);
      const headers = await byPageToken(stage, someone);
      await signOut(stage, someone);
      return headers;
    },
  },
  'a page token of another supplier': {
    status: 401,
    code: 'token_invalid',
    headers: async ({ under, supplier, other }) => {
      const there = { under, supplier: other, other: supplier };
      return byPageToken(there, await person(there));
    },
  },
  'a refresh token': {
    status: 401,
    code: 'token_invalid',
    headers: async (stage) => {
      const { Authorization = '', ...others } = await byPageToken(stage, await person(stage));
      return { Authorization: Authorization.replace('kat_', 'krt_'), ...others };
    },
  },
};

async function signOut(stage: Stage, { personId, sessionId }: SignedInPerson): Promise<void> {
  await inSupplier(stage, (tx) =>
    endSession(tx, { supplierId: stage.supplier.id, personId, sessionId, now: SEED_NOW }),
  );
}

async function signedOut(stage: Stage): Promise<SignedInPerson> {
  const someone = await person(stage);
  await signOut(stage, someone);
  return someone;
}

async function erased(stage: Stage): Promise<SignedInPerson> {
  const someone = await person(stage);
  await inSupplier(stage, (tx) =>
    tx.updateTable('people').set({ erased_at: SEED_NOW }).where('id', '=', someone.personId).execute(),
  );
  return someone;
}

const atTheOther = ({ under, other }: Stage) => signedInPerson(under.database, { supplierId: other.id });
