import { createHash, randomUUID } from 'node:crypto';
import { type Grant, type Operation, type OperationName, operations, type ProblemCode } from '@kabinet/api/contract';
import { addDays } from '@kabinet/rules';
import { generateKeyPair, SignJWT } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { linkAccount } from '../db/account-access.js';
import { endLinksOfAccounts } from '../db/account-links.js';
import type { Tx } from '../db/database.js';
import { grantRole, revokeRole } from '../db/staff-roles.js';
import { takeOffList } from '../domain/account-list.js';
import { acceptInvitation, inviteHelper, revokeHelper } from '../domain/helpers.js';
import { exchangeCode, giveCode } from '../domain/page-grants.js';
import { endSession } from '../domain/sessions.js';
import { sessionCookie } from '../http/session-cookie.js';
import { HOSTED_REF } from '../http/session.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import {
  addAccounts,
  call,
  type CallAnswer,
  faultsOf,
  SEED_NOW,
  type SeededAccount,
  type SeededSupplier,
  seedSupplier,
  testContext,
} from '../testing/index.js';
import { type SignedInPerson, signedInPerson } from '../testing/signed-in.js';

/** One grey pixel. */
const SMALL_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAACklEQVQImWPoAAAAigCJQ82BGQAAAABJRU5ErkJggg==';
const SITE = 'https://gas.example';
const OTHER_SITE_OF_THE_SUPPLIER = 'https://shop.gas.example';
const TODAY = '2026-11-03';

/** What a call is aimed at. */
interface Target {
  readonly params: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An account with a reading that may still be changed, and a request to link it by hand. */
interface Thing {
  readonly account: SeededAccount;
  readonly values: readonly { registerId: string; value: string }[];
  readonly readingId: string;
  readonly linkRequestId: string;
}

/**
 * One row for each operation of the contract; a new operation without a row does not compile, and fails here too. `allowed` is the status that
 * who has the right to it gets, so that a refusal of the others is known to be about who they are.
 */
const rows: { readonly [N in OperationName]: { readonly allowed: number; target(thing: Thing): Target } } = {
  getSupplier: { allowed: 200, target: () => ({ params: {} }) },
  getSession: { allowed: 200, target: () => ({ params: {} }) },
  renewSession: { allowed: 200, target: () => ({ params: {}, body: {} }) },
  endSession: { allowed: 200, target: () => ({ params: {}, body: { everywhere: false } }) },
  listAccounts: { allowed: 200, target: () => ({ params: {} }) },
  setAccountPreferences: {
    allowed: 200,
    target: ({ account }) => ({ params: { accountId: account.id }, body: { nickname: 'Дача' } }),
  },
  unlinkAccount: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id }, body: {} }) },
  restoreAccount: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id }, body: {} }) },
  getBalance: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  listMeters: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  listReadingWindows: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  listReadings: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  attachReadingPhoto: {
    allowed: 201,
    target: ({ account, readingId }) => ({
      params: { accountId: account.id, readingId },
      body: { mediaType: 'image/png', data: SMALL_PNG },
    }),
  },
  removeReadingPhoto: {
    allowed: 200,
    target: ({ account, readingId }) => ({ params: { accountId: account.id, readingId }, body: {} }),
  },
  submitReading: {
    // Handed in before: the rules are asked, and so the caller was let in.
    allowed: 409,
    target: ({ account, values }) => ({
      params: { accountId: account.id },
      body: { meterId: account.meters[0]?.id, values },
    }),
  },
  correctReading: {
    allowed: 201,
    target: ({ account, readingId, values }) => ({ params: { accountId: account.id, readingId }, body: { values } }),
  },
  withdrawReading: {
    allowed: 200,
    target: ({ account, readingId }) => ({ params: { accountId: account.id, readingId }, body: {} }),
  },
  listTariffs: { allowed: 200, target: () => ({ params: {} }) },
  searchLocalities: { allowed: 200, target: () => ({ params: {} }) },
  getAccountTariff: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  submitGuestReading: {
    allowed: 201,
    target: ({ account }) => ({
      params: {},
      body: {
        accountNumber: account.accountNumber,
        proof: { kind: 'meter_number', value: account.meters[0]?.serialNumber },
        values: [{ zone: 'total', value: '1280' }],
      },
    }),
  },
  listLinkRequests: { allowed: 200, target: () => ({ params: {} }) },
  answerLinkRequest: {
    allowed: 200,
    target: ({ linkRequestId }) => ({
      params: { requestId: linkRequestId },
      body: { decision: 'refuse', answer: 'Зателефонуйте нам' },
    }),
  },
};

const names = Object.keys(operations) as OperationName[];
const operationOf = (name: OperationName): Operation => operations[name];
const closedNames = names.filter((name) => operationOf(name).auth !== 'public');
const isAboutAccount = (name: OperationName) => operationOf(name).path.includes('{accountId}');
/** The one call about an account that needs no right to it: it gives one back (see restore-account.ts). */
const WITHOUT_GRANT: readonly OperationName[] = ['restoreAccount'];

/** Tokens of the supplier's own sign-on that are none: who comes with one is turned away before anything is looked at. */
const signOnStrangers: Readonly<
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
      other.mint({ customerRef: supplier.customer.ref, audience: supplier.id, issuer: supplier.profile.signOn.issuer }),
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
        .setIssuer(supplier.profile.signOn.issuer)
        .setAudience(supplier.id)
        .setSubject(supplier.customer.ref)
        .setExpirationTime(SEED_NOW.getTime() / 1000 + 300)
        .sign(Buffer.from(JSON.stringify(supplier.profile.signOn.jwks))),
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
        .setIssuer(supplier.profile.signOn.issuer)
        .setAudience(supplier.id)
        .setExpirationTime(SEED_NOW.getTime() / 1000 + 300)
        .sign(supplier.privateKey),
  },
  'something that is no token': { code: 'token_invalid', token: async () => 'abc' },
};

/** A moment so many seconds from now, as tokens have it. */
const seconds = (count: number) => SEED_NOW.getTime() / 1000 + count;

/** Right in everything that is not about time. */
function claims(supplier: SeededSupplier): SignJWT {
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: 'seed' })
    .setIssuer(supplier.profile.signOn.issuer)
    .setAudience(supplier.id)
    .setSubject(supplier.customer.ref);
}

/** How somebody's calls say who they are. */
type Headers = Readonly<Record<string, string>>;

/** Everything the cases below are made with. */
interface Stage {
  readonly under: DatabaseUnderTest;
  readonly supplier: SeededSupplier;
  readonly other: SeededSupplier;
}

const inSupplier = <T>(stage: Stage, work: (tx: Tx) => Promise<T>) =>
  stage.under.database.transaction(stage.supplier.id, work);

async function makeThing(stage: Stage, app: ReturnType<typeof createApp>): Promise<Thing> {
  const { under, supplier } = stage;
  const [account] = await addAccounts(under.database, supplier, 1);
  if (!account) throw new Error('no account');
  const values = [{ registerId: account.meters[0]?.registers[0]?.id ?? '', value: '1279' }];
  const submitted = await call(app, 'submitReading', {
    supplierId: supplier.id,
    headers: await bySignOn(stage, supplier.customer.ref),
    params: { accountId: account.id },
    body: { meterId: account.meters[0]?.id, values },
  });
  if (submitted.status !== 201) throw new Error(submitted.text);
  const { id: linkRequestId } = await inSupplier(stage, (tx) =>
    tx
      .insertInto('link_requests')
      .values({
        supplier_id: supplier.id,
        number: randomUUID(),
        customer_ref: `${HOSTED_REF}${randomUUID()}`,
        account_number: account.accountNumber,
        holder_name: 'Хтось',
        address: 'Десь',
        phone: '+380670000000',
        relation: 'owner',
        answered_at: null,
        answered_by: null,
        account_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return { account, values, readingId: submitted.body.id, linkRequestId };
}

// The three ways to call.

async function bySignOn({ supplier }: Stage, customerRef: string): Promise<Headers> {
  return { Authorization: `Bearer ${await supplier.mint({ customerRef })}` };
}

async function byCookie({ supplier }: Stage, { token }: SignedInPerson): Promise<Headers> {
  const cookie = sessionCookie(supplier.id, token).split(';')[0] ?? '';
  return { Cookie: cookie, 'X-Kabinet-Session': 'cookie', Origin: SITE };
}

async function byPageToken(stage: Stage, { sessionId }: SignedInPerson, origin = SITE): Promise<Headers> {
  const verifier = randomUUID();
  const redirectUri = `${origin}/`;
  const tokens = await inSupplier(stage, async (tx) => {
    const asked = { supplierId: stage.supplier.id, origin, redirectUri, now: SEED_NOW };
    const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
    const code = await giveCode(tx, { ...asked, sessionId, codeChallenge });
    return exchangeCode(tx, { ...asked, code, verifier });
  });
  if (!tokens) throw new Error('no tokens');
  return { Authorization: `Bearer ${tokens.accessToken}`, Origin: SITE };
}

type Mode = typeof byCookie;

const person = ({ under, supplier }: Stage, options: { isStrong?: boolean; now?: Date } = {}) =>
  signedInPerson(under.database, { supplierId: supplier.id, ...options });
const refOf = ({ personId }: SignedInPerson) => `${HOSTED_REF}${personId}`;

/** Sessions that are none: their callers are turned away with 401, or 403 where a page of somebody else's makes the call. */
const sessionStrangers: Readonly<
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

/** Somebody who is signed in, and what they have to do with the account. */
interface Caller {
  /** What they may do with it; null for whom it does not exist. */
  readonly grants: readonly Grant[] | null;
  /** Whether it can be put back on their list. */
  readonly mayRestore?: boolean;
  readonly isStaff?: boolean;
  arrive(stage: Stage, thing: Thing): Promise<Headers>;
}

const EVERYTHING: readonly Grant[] = ['link', 'readings', 'payments', 'view', 'manage'];

/** Links somebody who is signed in here to the account. */
function linked(role: 'owner' | 'payer', mode: Mode): Caller['arrive'] {
  return async (stage, thing) => {
    const someone = await person(stage);
    await link(stage, thing, someone, role);
    return mode(stage, someone);
  };
}

async function link(stage: Stage, { account }: Thing, someone: SignedInPerson, role: 'owner' | 'payer'): Promise<void> {
  const right = { accountId: account.id, role, provenBy: 'pin' as const, now: SEED_NOW };
  await inSupplier(stage, (tx) =>
    linkAccount(tx, { supplierId: stage.supplier.id, customerRef: refOf(someone), ...right }),
  );
}

/** Lets somebody help, and then lets something happen. */
function helping(
  { grants = ['readings'], mode = byCookie }: { grants?: string[]; mode?: Mode },
  then: (stage: Stage, help: Help) => Promise<unknown> = async () => {},
): Caller['arrive'] {
  return async (stage, thing) => {
    const [inviter, helper] = [await person(stage), await person(stage)];
    await link(stage, thing, inviter, 'owner');
    const invited = await inSupplier(stage, async (tx) => {
      const { id: supplierId } = stage.supplier;
      const doing = { supplierId, today: TODAY, now: SEED_NOW, requestId: 'test' };
      const made = await inviteHelper(tx, {
        ...doing,
        customerRef: refOf(inviter),
        accountId: thing.account.id,
        grants,
        untilOn: addDays(TODAY, 30),
        label: 'Сусідка',
      });
      if (typeof made === 'string') throw new Error(made);
      const { state } = await acceptInvitation(tx, { ...doing, customerRef: refOf(helper), token: made.token });
      if (state !== 'open') throw new Error(state);
      return made;
    });
    await then(stage, { thing, inviter, helper, invitationId: invited.invitationId });
    return mode(stage, helper);
  };
}

interface Help {
  readonly thing: Thing;
  readonly inviter: SignedInPerson;
  readonly helper: SignedInPerson;
  readonly invitationId: string;
}

/** Takes the account off somebody's list, so long ago. */
async function takeOff(
  stage: Stage,
  { account }: Thing,
  customerRef: string,
  role: 'holder' | 'owner',
  daysAgo = 0,
): Promise<void> {
  const now = new Date(SEED_NOW.getTime() - daysAgo * 24 * 60 * 60_000);
  const which = { supplierId: stage.supplier.id, accountId: account.id, customerRef, now, requestId: 'test' };
  await inSupplier(stage, (tx) => takeOffList(tx, { ...which, role }));
}

const staffMember = (stage: Stage, someone: SignedInPerson) => ({
  supplierId: stage.supplier.id,
  personId: someone.personId,
  role: 'link_requests' as const,
});

/** Everybody else whom a call can come from. */
const callers: Readonly<Record<string, Caller>> = {
  'the holder, by the supplier’s sign-on': {
    grants: EVERYTHING,
    arrive: (stage) => bySignOn(stage, stage.supplier.customer.ref),
  },
  'an owner, by cookie': { grants: EVERYTHING, arrive: linked('owner', byCookie) },
  'an owner, by page token': { grants: EVERYTHING, arrive: linked('owner', byPageToken) },
  'a payer': { grants: ['link', 'readings', 'payments', 'view'], arrive: linked('payer', byCookie) },
  'a helper with readings, by cookie': { grants: ['link', 'readings'], arrive: helping({}) },
  'a helper with readings, by page token': { grants: ['link', 'readings'], arrive: helping({ mode: byPageToken }) },
  'a helper with payments': { grants: ['link', 'payments'], arrive: helping({ grants: ['payments'] }) },
  'another customer, by the supplier’s sign-on': {
    grants: null,
    arrive: (stage) => bySignOn(stage, stage.supplier.neighbour.ref),
  },
  'another customer, by cookie': {
    grants: null,
    arrive: async (stage) => byCookie(stage, await person(stage)),
  },
  'another customer, by page token': {
    grants: null,
    arrive: async (stage) => byPageToken(stage, await person(stage)),
  },
  'a former holder': {
    grants: null,
    arrive: async (stage, { account }) => {
      const former = `C-${randomUUID()}`;
      const name = (customer_ref: string) =>
        inSupplier(stage, (tx) =>
          tx.updateTable('accounts').set({ customer_ref }).where('id', '=', account.id).execute(),
        );
      await name(former);
      await name(stage.supplier.customer.ref);
      return bySignOn(stage, former);
    },
  },
  'an owner from before the new holder': {
    grants: null,
    arrive: async (stage, thing) => {
      const headers = await linked('owner', byCookie)(stage, thing);
      await newHolder(stage, thing);
      return headers;
    },
  },
  'an owner who took it off before the new holder': {
    grants: null,
    arrive: async (stage, thing) => {
      const someone = await person(stage);
      await link(stage, thing, someone, 'owner');
      await takeOff(stage, thing, refOf(someone), 'owner');
      await newHolder(stage, thing);
      return byCookie(stage, someone);
    },
  },
  'an owner who took it off': {
    grants: null,
    mayRestore: true,
    arrive: async (stage, thing) => {
      const someone = await person(stage);
      await link(stage, thing, someone, 'owner');
      await takeOff(stage, thing, refOf(someone), 'owner');
      return byCookie(stage, someone);
    },
  },
  'an owner who took it off long ago': {
    grants: null,
    arrive: async (stage, thing) => {
      const someone = await person(stage);
      await link(stage, thing, someone, 'owner');
      await takeOff(stage, thing, refOf(someone), 'owner', 31);
      return byCookie(stage, someone);
    },
  },
  'the holder who took it off': {
    grants: null,
    mayRestore: true,
    arrive: async (stage, thing) => {
      const { ref } = stage.supplier.customer;
      await takeOff(stage, thing, ref, 'holder', 31);
      return bySignOn(stage, ref);
    },
  },
  'a helper past the day': {
    grants: null,
    arrive: helping({}, (stage, { helper }) =>
      inSupplier(stage, (tx) =>
        tx
          .updateTable('account_links')
          .set({ until_on: addDays(TODAY, -1) })
          .where('customer_ref', '=', refOf(helper))
          .execute(),
      ),
    ),
  },
  'a revoked helper': {
    grants: null,
    arrive: helping({}, (stage, { thing, inviter, invitationId }) =>
      inSupplier(stage, (tx) =>
        revokeHelper(tx, {
          supplierId: stage.supplier.id,
          customerRef: refOf(inviter),
          accountId: thing.account.id,
          invitationId,
          today: TODAY,
          now: SEED_NOW,
          requestId: 'test',
        }),
      ),
    ),
  },
  'a helper whose inviter took it off': {
    grants: null,
    arrive: helping({}, (stage, { thing, inviter }) => takeOff(stage, thing, refOf(inviter), 'owner')),
  },
  'a helper whose inviter is only a payer now': {
    grants: null,
    arrive: helping({}, (stage, { inviter }) =>
      inSupplier(stage, (tx) =>
        tx.updateTable('account_links').set({ role: 'payer' }).where('customer_ref', '=', refOf(inviter)).execute(),
      ),
    ),
  },
  'staff, by cookie': {
    grants: null,
    isStaff: true,
    arrive: async (stage) => {
      const someone = await person(stage, { isStrong: true });
      await inSupplier(stage, (tx) => grantRole(tx, staffMember(stage, someone)));
      return byCookie(stage, someone);
    },
  },
  'staff, by page token': {
    grants: null,
    isStaff: true,
    arrive: async (stage) => {
      const someone = await person(stage, { isStrong: true });
      await inSupplier(stage, (tx) => grantRole(tx, staffMember(stage, someone)));
      return byPageToken(stage, someone);
    },
  },
  'staff in a session that is not strong': {
    grants: null,
    arrive: async (stage) => {
      const someone = await person(stage);
      await inSupplier(stage, (tx) => grantRole(tx, staffMember(stage, someone)));
      return byCookie(stage, someone);
    },
  },
  'staff without the role': {
    grants: null,
    arrive: async (stage) => {
      const someone = await person(stage, { isStrong: true });
      await inSupplier(stage, async (tx) => {
        await grantRole(tx, staffMember(stage, someone));
        await revokeRole(tx, staffMember(stage, someone));
      });
      return byCookie(stage, someone);
    },
  },
  'somebody whose reference in the billing base is a staff member’s id': {
    grants: null,
    arrive: async (stage) => {
      const someone = await person(stage, { isStrong: true });
      await inSupplier(stage, (tx) => grantRole(tx, staffMember(stage, someone)));
      return bySignOn(stage, someone.personId);
    },
  },
};

/** The billing base names another holder; the account is put back to the seeded one's afterwards. */
async function newHolder({ under, supplier }: Stage, { account }: Thing): Promise<void> {
  await under.database.transaction(supplier.id, (tx) =>
    endLinksOfAccounts(tx, { supplierId: supplier.id, accountIds: [account.id], now: SEED_NOW }),
  );
}

/** What the caller is answered: the one table of who may do what. */
function verdict(name: OperationName, { grants, mayRestore = false, isStaff = false }: Caller): number {
  const { auth, grant } = operationOf(name);
  const { allowed } = rows[name];
  if (auth === 'public') return allowed;
  if (auth === 'staff') return isStaff ? allowed : 403;
  if (!isAboutAccount(name)) return allowed;
  if (grant === undefined) return grants || mayRestore ? allowed : 404;
  if (!grants) return 404;
  return grants.includes(grant) ? allowed : 403;
}

it('has a row for every operation, and every operation says what it needs', () => {
  expect(Object.keys(rows).sort()).toEqual([...names].sort());
  const withoutGrant = names.filter((name) => isAboutAccount(name) && operationOf(name).grant === undefined);
  expect(withoutGrant).toEqual(WITHOUT_GRANT);
  const withoutRole = names.filter((name) => operationOf(name).auth === 'staff' && !operationOf(name).role);
  expect(withoutRole).toEqual([]);
});

describe.each(databasesUnderTest)('who may do what, on %s', (_name, open) => {
  let stage: Stage;
  let app: ReturnType<typeof createApp>;

  beforeAll(async () => {
    const under = await open();
    app = createApp(testContext(under.database));
    const profile = {
      hostedSignIn: true,
      origins: [SITE, OTHER_SITE_OF_THE_SUPPLIER],
      guestReadings: { proof: 'meter_number' as const },
    };
    const [supplier, other] = [
      await seedSupplier(under.database, { profile }),
      await seedSupplier(under.database, { profile }),
    ];
    stage = { under, supplier, other };
  });
  afterAll(() => stage.under.close());

  async function attempt(name: OperationName, target: Target, headers: Headers): Promise<CallAnswer> {
    const answer = await call(app, name, { supplierId: stage.supplier.id, headers, ...target });
    expect(faultsOf(name, answer), answer.text).toEqual([]);
    return answer;
  }

  const acts = () =>
    inSupplier(stage, async (tx) => {
      const { rows: found } = await sql<{ count: string }>`select count(*) as count from audit_events`.execute(tx);
      return found[0]?.count;
    });

  describe.each([
    ...Object.entries(signOnStrangers).map(([who, { code, token }]) => ({
      who,
      status: 401,
      code,
      headers: async (): Promise<Headers> => {
        const given = await token(stage);
        return given === undefined ? {} : { Authorization: `Bearer ${given}` };
      },
    })),
    ...Object.entries(sessionStrangers).map(([who, stranger]) => ({
      ...stranger,
      who,
      headers: () => stranger.headers(stage),
    })),
  ])('$who', ({ status, code, headers }) => {
    let thing: Thing;
    let sent: Headers;
    beforeAll(async () => {
      thing = await makeThing(stage, app);
      sent = await headers();
    });

    it.each(closedNames)('is turned away by %s', async (name) => {
      const before = await acts();
      const answer = await attempt(name, rows[name].target(thing), sent);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await acts()).toBe(before);
    });
  });

  it.each(names.filter((name) => operationOf(name).auth === 'public'))('anyone may %s', async (name) => {
    const thing = await makeThing(stage, app);
    expect((await attempt(name, rows[name].target(thing), {})).status).toBe(rows[name].allowed);
  });

  describe.each(Object.entries(callers))('%s', (_who, caller) => {
    let arrived: { thing: Thing; headers: Headers } | null = null;

    /** What a call changed must not decide about the next one. */
    async function arrive() {
      if (arrived) return arrived;
      const thing = await makeThing(stage, app);
      arrived = { thing, headers: await caller.arrive(stage, thing) };
      return arrived;
    }

    it.each(names)('%s', async (name) => {
      const { thing, headers } = await arrive();
      const target = rows[name].target(thing);
      const before = await acts();
      const answer = await attempt(name, target, headers);
      const expected = verdict(name, caller);
      expect(answer.status, answer.text).toBe(expected);
      if (expected === rows[name].allowed) {
        if (operationOf(name).method === 'POST') arrived = null;
        if (operationOf(name).auth === 'staff') expect(await acts(), 'leaves a trace').not.toBe(before);
      } else {
        expect(await acts(), 'leaves everything as it was').toBe(before);
      }
      if (expected === 404) {
        const missing = await attempt(
          name,
          { ...target, params: { ...target.params, accountId: randomUUID() } },
          headers,
        );
        const bytes = ({ text, body }: CallAnswer) => text.replace(body.requestId, '');
        expect(bytes(answer)).toBe(bytes(missing));
      }
      if (
        !caller.grants &&
        !caller.isStaff &&
        operationOf(name).auth === 'customer' &&
        expected !== 404 &&
        !isAboutAccount(name)
      ) {
        for (const secret of [thing.account.id, thing.account.accountNumber]) expect(answer.text).not.toContain(secret);
      }
    });
  });

  it.each(closedNames.filter(isAboutAccount))('%s does not find it through another supplier', async (name) => {
    const thing = await makeThing(stage, app);
    const { supplier, other } = stage;
    const token = await other.mint({ customerRef: supplier.customer.ref });
    const answer = await call(app, name, { supplierId: other.id, token, ...rows[name].target(thing) });
    expect(answer.status).toBe(404);
  });
});
