import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { call, type CallAnswer, SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../testing/index.js';
import { type SignedInPerson, signedInPerson } from '../testing/signed-in.js';
import { sessionCookie } from './session-cookie.js';

const SITE = 'https://www.gas.test';
const API = 'https://api.kabinet.test';
const MINUTE = 60_000;

describe.each(databasesUnderTest)('somebody signed in here, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let other: SeededSupplier;
  let app: ReturnType<typeof createApp>;
  let now = SEED_NOW;
  let person: SignedInPerson;

  beforeAll(async () => {
    under = await open();
    const profile = { hostedSignIn: true, origins: [SITE] };
    supplier = await seedSupplier(under.database, { profile });
    other = await seedSupplier(under.database, { profile });
    app = createApp(testContext(under.database, { now: () => now, publicUrl: () => API }));
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    now = SEED_NOW;
    person = await signedInPerson(under.database, { supplierId: supplier.id });
  });

  const later = (minutes: number) => (now = new Date(now.getTime() + minutes * MINUTE));
  const cookieOf = ({ token }: { token: string }) => sessionCookie(supplier.id, token).split(';')[0] ?? '';

  /** As a browser calls from the supplier's site. */
  function ask(
    headers: Readonly<Record<string, string | null>> = {},
    name: 'getSession' | 'renewSession' | 'listAccounts' | 'endSession' = 'getSession',
    body: unknown = {},
    supplierId = supplier.id,
  ): Promise<CallAnswer> {
    const sent = { Cookie: cookieOf(person), 'X-Kabinet-Session': 'cookie', Origin: SITE, ...headers };
    const given = Object.entries(sent).filter((each): each is [string, string] => each[1] !== null);
    return call(app, name, { supplierId, headers: Object.fromEntries(given), body });
  }

  it('is known by the cookie, from the supplier’s site and from a page of ours', async () => {
    for (const headers of [{ Origin: SITE }, { Origin: API }, { Origin: null, 'Sec-Fetch-Site': 'same-origin' }]) {
      const { status, body } = await ask(headers);
      expect(status, JSON.stringify(headers)).toBe(200);
      expect(body.customer.displayName).toBe('Ївга');
    }
  });

  it('is told from others by the same key in every session', async () => {
    const again = await signedInPerson(under.database, { supplierId: supplier.id, personId: person.personId });
    const neighbour = await signedInPerson(under.database, { supplierId: supplier.id });
    const keyOf = async (who: SignedInPerson) => (await ask({ Cookie: cookieOf(who) })).body.customer.key;
    const key = await keyOf(person);
    expect(key).toMatch(/^[\w-]{43}$/);
    expect([await keyOf(again), (await ask({}, 'renewSession')).body.customer.key]).toEqual([key, key]);
    expect(await keyOf(neighbour)).not.toBe(key);
  });

  it('is not known from anywhere else', async () => {
    for (const [headers, code] of [
      [{ Origin: 'https://evil.test' }, 'forbidden'],
      [{ Origin: 'null' }, 'forbidden'],
      [{ Origin: null }, 'forbidden'],
      [{ Origin: null, 'Sec-Fetch-Site': 'cross-site' }, 'forbidden'],
      [{ 'X-Kabinet-Session': null }, 'token_missing'],
      [{ 'X-Kabinet-Session': 'yes' }, 'token_missing'],
      [{ Cookie: null }, 'token_missing'],
      [{ Cookie: cookieOf({ token: 'A'.repeat(43) }) }, 'token_expired'],
      // A token says who calls, whatever the browser has sent along.
      [{ Authorization: 'Bearer nonsense' }, 'token_invalid'],
    ] as const) {
      const { body } = await ask(headers);
      expect(body.code, JSON.stringify(headers)).toBe(code);
    }
    const posted = await ask({ Origin: null, 'Sec-Fetch-Site': 'same-origin' }, 'renewSession');
    expect(posted.body.code).toBe('forbidden');
  });

  it('is not known at another supplier, under whatever name the cookie comes', async () => {
    const renamed = cookieOf(person).replace(supplier.id, other.id);
    expect((await ask({ Cookie: renamed }, 'getSession', {}, other.id)).body.code).toBe('token_expired');
    expect((await ask({}, 'getSession', {}, other.id)).body.code).toBe('token_missing');
  });

  it('is let through by the browser only on the supplier’s site', async () => {
    const preflight = (origin: string) =>
      app.fetch(
        new Request(`${API}/${supplier.id}/v1/session`, {
          method: 'OPTIONS',
          headers: {
            Origin: origin,
            'Access-Control-Request-Method': 'GET',
            'Access-Control-Request-Headers': 'x-kabinet-session',
          },
        }),
      );
    const { headers } = await preflight(SITE);
    expect(headers.get('access-control-allow-origin')).toBe(SITE);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-allow-headers')).toContain('X-Kabinet-Session');
    const refused = (await preflight('https://evil.test')).headers;
    expect(refused.get('access-control-allow-origin')).toBeNull();
    expect(refused.get('access-control-allow-credentials')).toBeNull();
    expect((await ask()).headers.get('access-control-allow-credentials')).toBe('true');
  });

  it('stays while they use it, and is signed out after half an hour without', async () => {
    for (let count = 0; count < 3; count += 1) {
      later(29);
      expect((await ask({}, 'listAccounts')).status).toBe(200);
    }
    later(31);
    expect((await ask({}, 'listAccounts')).body.code).toBe('token_expired');
  });

  it('does not stay by being asked after', async () => {
    later(29);
    const { body } = await ask();
    expect(body).toMatchObject({ secondsLeft: 60, isRenewable: true });
    later(2);
    expect((await ask()).body.code).toBe('token_expired');
  });

  it('stays when they say so, but no longer than half a day', async () => {
    later(29);
    expect((await ask({}, 'renewSession')).body).toMatchObject({ secondsLeft: 30 * 60, isRenewable: true });
    for (let minutes = 29; minutes + 29 < 12 * 60; minutes += 29) {
      expect((await ask({}, 'renewSession')).status).toBe(200);
      later(29);
    }
    const last = (await ask({}, 'renewSession')).body;
    expect(last.isRenewable).toBe(false);
    expect(last.secondsLeft).toBeLessThan(30 * 60);
    later(last.secondsLeft / 60);
    expect((await ask()).body.code).toBe('token_expired');
  });

  it('is signed out on this device only, or on all of them, and not their neighbour', async () => {
    const { personId } = person;
    const phone = await signedInPerson(under.database, { supplierId: supplier.id, personId });
    const neighbour = await signedInPerson(under.database, { supplierId: supplier.id });
    const isIn = async (who: SignedInPerson) => (await ask({ Cookie: cookieOf(who) })).status === 200;

    expect((await ask({}, 'endSession', { everywhere: false })).status).toBe(200);
    expect([await isIn(person), await isIn(phone), await isIn(neighbour)]).toEqual([false, true, true]);
    const tablet = await signedInPerson(under.database, { supplierId: supplier.id, personId });
    await ask({ Cookie: cookieOf(tablet) }, 'endSession', { everywhere: true });
    expect([await isIn(tablet), await isIn(phone), await isIn(neighbour)]).toEqual([false, false, true]);
  });

  it('is signed out when they are erased', async () => {
    await under.database.transaction(supplier.id, (tx) =>
      tx.updateTable('people').set({ erased_at: now }).where('id', '=', person.personId).execute(),
    );
    expect((await ask()).body.code).toBe('token_expired');
  });

  it('may be told of an end by who comes with the supplier’s sign-on, and is still signed in there', async () => {
    const token = await supplier.mint({ customerRef: supplier.customer.ref });
    const ended = await call(app, 'endSession', { supplierId: supplier.id, token, body: { everywhere: true } });
    expect(ended.status).toBe(200);
    const { body } = await call(app, 'getSession', { supplierId: supplier.id, token });
    expect(body).toMatchObject({ isRenewable: false, secondsLeft: 300 });
    expect((await ask()).status).toBe(200);
  });
});
