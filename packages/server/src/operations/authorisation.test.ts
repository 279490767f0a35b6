import { randomUUID } from 'node:crypto';
import { type Operation, type OperationName, operations, type ProblemCode } from '@kabinet/api/contract';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import {
  call,
  type CallAnswer,
  faultsOf,
  SEED_NOW,
  seedSupplier,
  type SeededSupplier,
  testContext,
} from '../testing/index.js';

/** One grey pixel. */
const SMALL_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAACklEQVQImWPoAAAAigCJQ82BGQAAAABJRU5ErkJggg==';

/** What a caller may send: the same call in every operation's row, aimed at the first supplier's customer. */
interface Target {
  readonly params: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * One row for each operation of the contract; a new operation without a row does not compile. `ownerMay` is the status that the
 * customer whose thing it is gets, so that a refusal of the others is known to be about who they are.
 */
const rows: { readonly [N in OperationName]: { readonly ownerMay: number; target(world: World): Target } } = {
  getSupplier: { ownerMay: 200, target: () => ({ params: {} }) },
  getSession: { ownerMay: 200, target: () => ({ params: {} }) },
  listAccounts: { ownerMay: 200, target: () => ({ params: {} }) },
  getBalance: { ownerMay: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  listMeters: { ownerMay: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  listReadingWindows: { ownerMay: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  listReadings: { ownerMay: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  attachReadingPhoto: {
    ownerMay: 201,
    target: ({ account, readingId }) => ({
      params: { accountId: account.id, readingId },
      body: { mediaType: 'image/png', data: SMALL_PNG },
    }),
  },
  removeReadingPhoto: {
    ownerMay: 200,
    target: ({ account, readingId }) => ({ params: { accountId: account.id, readingId }, body: {} }),
  },
  submitReading: {
    ownerMay: 409,
    target: ({ account, values }) => ({
      params: { accountId: account.id },
      body: { meterId: account.meters[0]?.id, values },
    }),
  },
  correctReading: {
    ownerMay: 201,
    target: ({ account, readingId, values }) => ({ params: { accountId: account.id, readingId }, body: { values } }),
  },
  withdrawReading: {
    ownerMay: 200,
    target: ({ account, readingId }) => ({ params: { accountId: account.id, readingId }, body: {} }),
  },
  listTariffs: { ownerMay: 200, target: () => ({ params: {} }) },
  searchLocalities: { ownerMay: 200, target: () => ({ params: {} }) },
  getAccountTariff: { ownerMay: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
};

interface World {
  readonly supplier: SeededSupplier;
  readonly other: SeededSupplier;
  readonly account: SeededSupplier['customer']['accounts'][0];
  readonly values: readonly { registerId: string; value: string }[];
  /** A reading that the owner may correct and withdraw. */
  readonly readingId: string;
}

/** Who is turned away before anything is looked at, and with what. */
const strangers: Readonly<Record<string, { code: ProblemCode; token(world: World): Promise<string | undefined> }>> = {
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

const names = Object.keys(operations) as OperationName[];
const aboutThings = names.filter((name) => (operations[name] as Operation).path.includes('{'));

describe.each(databasesUnderTest)('who may do what, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let world: World;
  let app: ReturnType<typeof createApp>;

  beforeAll(async () => {
    under = await open();
    app = createApp(testContext(under.database));
    const supplier = await seedSupplier(under.database);
    const other = await seedSupplier(under.database);
    const account = supplier.customer.accounts[0];
    const values = [{ registerId: account.meters[0]?.registers[0]?.id ?? '', value: '1279' }];
    const submitted = await call(app, 'submitReading', {
      supplierId: supplier.id,
      token: await supplier.mint({ customerRef: supplier.customer.ref }),
      params: { accountId: account.id },
      body: { meterId: account.meters[0]?.id, values },
    });
    world = { supplier, other, account, values, readingId: submitted.body.id };
  });
  afterAll(() => under.close());

  async function attempt(
    name: OperationName,
    token: string | undefined,
    change: Partial<Target> = {},
  ): Promise<CallAnswer> {
    const answer = await call(app, name, {
      supplierId: world.supplier.id,
      ...rows[name].target(world),
      ...change,
      ...(token === undefined ? {} : { token }),
    });
    expect(faultsOf(name, answer), answer.text).toEqual([]);
    return answer;
  }

  describe.each(names)('%s', (name) => {
    if (operations[name].auth === 'public') {
      it('is open to anyone', async () => {
        expect((await attempt(name, undefined)).status).toBe(200);
      });
      return;
    }

    it.each(Object.keys(strangers))('turns away %s', async (who) => {
      const stranger = strangers[who]!;
      const { status, body, headers } = await attempt(name, await stranger.token(world));
      expect(status).toBe(401);
      expect(body.code).toBe(stranger.code);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    });

    if (aboutThings.includes(name)) {
      it.each(['another customer', 'a former holder'])('answers %s as if the thing did not exist', async (who) => {
        const { supplier, account } = world;
        const ref = who === 'another customer' ? supplier.neighbour.ref : supplier.customer.ref;
        const token = await supplier.mint({ customerRef: ref });
        const link = (customer_ref: string) =>
          under.database.transaction(supplier.id, (tx) =>
            tx.updateTable('accounts').set({ customer_ref }).where('id', '=', account.id).execute(),
          );
        if (who === 'a former holder') await link(supplier.neighbour.ref);
        try {
          const refused = await attempt(name, token);
          const missing = await attempt(name, token, {
            params: { ...rows[name].target(world).params, accountId: randomUUID() },
          });
          expect(refused.status).toBe(404);
          const withoutRequestId = ({ text, body }: CallAnswer) => text.replace(body.requestId, '');
          expect(withoutRequestId(refused)).toBe(withoutRequestId(missing));
        } finally {
          await link(supplier.customer.ref);
        }
      });

      it('does not find it through another supplier', async () => {
        const token = await world.other.mint({ customerRef: world.supplier.customer.ref });
        const answer = await call(app, name, { supplierId: world.other.id, token, ...rows[name].target(world) });
        expect(answer.status).toBe(404);
      });
    } else {
      it('shows another customer only their own', async () => {
        const { supplier } = world;
        const { text } = await attempt(name, await supplier.mint({ customerRef: supplier.neighbour.ref }));
        for (const secret of [
          supplier.customer.name,
          ...supplier.customer.accounts.flatMap(({ id, accountNumber }) => [id, accountNumber]),
        ]) {
          expect(text).not.toContain(secret);
        }
      });
    }
  });

  it('lets the owner do every one of them', async () => {
    const token = await world.supplier.mint({ customerRef: world.supplier.customer.ref });
    for (const name of names) {
      const { status, body } = await attempt(name, token);
      expect({ name, status }).toEqual({ name, status: rows[name].ownerMay });
      if (name === 'correctReading') world = { ...world, readingId: body.id };
    }
  });
});
