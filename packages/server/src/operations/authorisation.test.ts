import { randomUUID } from 'node:crypto';
import type { OperationName } from '@kabinet/api/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { TEST_APPEALS } from '../testing/test-appeals.js';
import { RECEPTIONS } from '../testing/authorisation/appointment-rows.js';
import { type Caller, callers } from '../testing/authorisation/callers.js';
import {
  closedNames,
  isAboutAccount,
  isAboutSomething,
  names,
  operationOf,
  rows,
  type Target,
  WITHOUT_GRANT,
} from '../testing/authorisation/rows.js';
import {
  type Headers,
  inSupplier,
  makeThing,
  OTHER_SITE_OF_THE_SUPPLIER,
  SITE,
  type Stage,
  type Thing,
} from '../testing/authorisation/stage.js';
import { sessionStrangers, signOnStrangers } from '../testing/authorisation/strangers.js';
import { databasesUnderTest } from '../testing/databases.js';
import { call, type CallAnswer, faultsOf, SEED_NOW, seedSupplier, TEST_PAYING, testContext } from '../testing/index.js';
import { SigningBank } from '../testing/signing-bank.js';
import { paymentMethods } from '../payments/methods.js';

/** What the caller is answered: the one table of who may do what. */
function verdict(name: OperationName, { grants, mayRestore = false, role, isHolder = false }: Caller): number {
  const { allowed, isOwn = false, grant = operationOf(name).grant } = rows[name];
  const { auth } = operationOf(name);
  if (auth === 'public') return allowed;
  if (auth === 'staff') return role !== undefined && role === operationOf(name).role ? allowed : 403;
  // Of an account's own things, who may not do the like with the account is told so first.
  if (isOwn && (!grant || grants?.includes(grant))) return isHolder ? allowed : 404;
  if (!isAboutSomething(name)) return allowed;
  if (grant === undefined) return grants || mayRestore ? allowed : 404;
  if (!grants) return 404;
  return grants.includes(grant) ? allowed : 403;
}

/** What the account owes, with and without what is on its way, as an answer has it: nothing else is that much. */
const OWED = /"amount":(35720|30720)\b/;

/** The same call about what does not exist. */
function aboutNothing(target: Target, thing: Thing): Target {
  const { account, orderId, receiptId, planId, appealId, answeredAppealId, appointmentId, waitingPlaceId, uploadId } =
    thing;
  const ids = [
    account.id,
    orderId,
    receiptId,
    planId,
    appealId,
    answeredAppealId,
    appointmentId,
    waitingPlaceId,
    uploadId,
  ];
  return JSON.parse(ids.reduce((text, id) => text.replaceAll(id, randomUUID()), JSON.stringify(target))) as Target;
}

/** By a bank that gives money back. */
const refundingPayments = () =>
  paymentMethods({ secrets: {}, logger: { error: () => {} }, now: () => SEED_NOW, kinds: [new SigningBank().kind] });

it('has a row for every operation, and every operation says what it needs', () => {
  expect(Object.keys(rows).sort()).toEqual([...names].sort());
  const withoutGrant = names.filter((name) => isAboutAccount(name) && operationOf(name).grant === undefined);
  expect(withoutGrant).toEqual(WITHOUT_GRANT);
  const withoutRole = names.filter((name) => operationOf(name).auth === 'staff' && !operationOf(name).role);
  expect(withoutRole).toEqual([]);
});

describe.each(databasesUnderTest)('who may do what, on %s', (database, open) => {
  let stage: Stage;
  let app: ReturnType<typeof createApp>;

  beforeAll(async () => {
    const under = await open();
    app = createApp(testContext(under.database, { payments: refundingPayments() }));
    const profile = {
      hostedSignIn: true,
      origins: [SITE, OTHER_SITE_OF_THE_SUPPLIER],
      guestReadings: { proof: 'meter_number' as const },
      paying: TEST_PAYING,
      appeals: TEST_APPEALS,
      receptions: RECEPTIONS,
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
    // Turned away by the token alone: which database is there makes no difference.
    ...Object.entries(database === 'PGlite' ? signOnStrangers : {}).map(([who, { code, token }]) => ({
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
    let before: string | undefined;
    beforeAll(async () => {
      thing = await makeThing(stage, app);
      sent = await headers();
      before = await acts();
    });
    afterAll(async () => {
      expect(await acts(), 'leaves everything as it was').toBe(before);
    });

    it.each(closedNames)('is turned away by %s', async (name) => {
      const answer = await attempt(name, rows[name].target(thing), sent);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    });
  });

  it.each(names.filter((name) => operationOf(name).auth === 'public'))('anyone may %s', async (name) => {
    for (const headers of [{}, { Authorization: 'Bearer abc' }]) {
      const thing = await makeThing(stage, app);
      expect((await attempt(name, rows[name].target(thing), headers)).status).toBe(rows[name].allowed);
    }
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

    it.each(closedNames)('%s', async (name) => {
      const { thing, headers } = await arrive();
      const target = rows[name].target(thing);
      const before = await acts();
      const answer = await attempt(name, target, headers);
      const expected = verdict(name, caller);
      expect(answer.status, answer.text).toBe(expected);
      if (expected === rows[name].allowed) {
        // What is owed is told to nobody who may not see it, unless they have sent the sum themselves.
        const sentIt = OWED.test(JSON.stringify(target));
        if (isAboutAccount(name) && !caller.grants?.includes('view') && !sentIt) expect(answer.text).not.toMatch(OWED);
        if (operationOf(name).method === 'POST') arrived = null;
        if (operationOf(name).auth === 'staff') expect(await acts(), 'leaves a trace').not.toBe(before);
      } else {
        expect(await acts(), 'leaves everything as it was').toBe(before);
      }
      if (expected === 404) {
        const missing = await attempt(name, aboutNothing(target, thing), headers);
        const bytes = ({ text, body }: CallAnswer) => text.replace(body.requestId, '');
        expect(bytes(answer)).toBe(bytes(missing));
      }
      if (expected !== 404 && !isAboutSomething(name) && !caller.grants && caller.role === undefined) {
        for (const secret of [thing.account.id, thing.account.accountNumber]) expect(answer.text).not.toContain(secret);
      }
    });
  });

  it.each(closedNames.filter(isAboutSomething))('%s does not find it through another supplier', async (name) => {
    const thing = await makeThing(stage, app);
    const { supplier, other } = stage;
    const token = await other.mint({ customerRef: supplier.customer.ref });
    const answer = await call(app, name, { supplierId: other.id, token, ...rows[name].target(thing) });
    expect(answer.status).toBe(404);
  });
});
