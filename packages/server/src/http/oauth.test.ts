import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { keepOpener } from '../pages/opener.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { call, SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../testing/index.js';
import { type SignedInPerson, signedInPerson } from '../testing/signed-in.js';
import { sessionCookie } from './session-cookie.js';

const SITE = 'https://www.gas.test';
const OTHER_SITE = 'https://pay.gas.test';
const PAGE = `${SITE}/kabinet?lang=uk`;
const API = 'https://api.kabinet.test';
const VERIFIER = 'v'.repeat(43);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

describe.each(databasesUnderTest)('a page on another site, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let other: SeededSupplier;
  let app: ReturnType<typeof createApp>;
  let now = SEED_NOW;
  let person: SignedInPerson;

  beforeAll(async () => {
    under = await open();
    const profile = { hostedSignIn: true, origins: [SITE, OTHER_SITE] };
    supplier = await seedSupplier(under.database, { profile });
    other = await seedSupplier(under.database, { profile });
    app = createApp(testContext(under.database, { now: () => now, publicUrl: () => API }));
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    now = SEED_NOW;
    person = await signedInPerson(under.database, { supplierId: supplier.id });
  });
  const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000));

  /** Opens the authorisation page as a browser that is signed in (or not). */
  async function authorize(change: Readonly<Record<string, string | null>> = {}, isSignedIn = true) {
    const url = new URL(`${API}/${supplier.id}/my/authorize`);
    const query = {
      response_type: 'code',
      client_id: SITE,
      redirect_uri: PAGE,
      state: 's-1',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      ...change,
    };
    for (const [name, value] of Object.entries(query)) if (value !== null) url.searchParams.set(name, value);
    const cookie = sessionCookie(supplier.id, person.token).split(';')[0] ?? '';
    const headers: Record<string, string> = isSignedIn ? { Cookie: cookie } : {};
    const response = await app.fetch(new Request(url, { headers }));
    const location = response.headers.get('location');
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location,
      answer: location?.startsWith('https:') ? Object.fromEntries(new URL(location).searchParams) : {},
    };
  }

  async function code(): Promise<string> {
    const { answer } = await authorize();
    return answer['code'] ?? '';
  }

  async function post(
    form: Readonly<Record<string, string>>,
    { origin = SITE, supplierId = supplier.id }: { origin?: string | null; supplierId?: string } = {},
  ) {
    const response = await app.fetch(
      new Request(`${API}/${supplierId}/v1/oauth/token`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          ...(origin !== null && { Origin: origin }),
        },
        body: new URLSearchParams(form).toString(),
      }),
    );
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body, headers: response.headers };
  }

  const exchange = (given: string, change: Readonly<Record<string, string>> = {}, from = {}) =>
    post(
      {
        grant_type: 'authorization_code',
        client_id: SITE,
        code: given,
        redirect_uri: PAGE,
        code_verifier: VERIFIER,
        ...change,
      },
      from,
    );
  const refresh = (token: unknown, from: { origin?: string } = {}) =>
    post({ grant_type: 'refresh_token', client_id: from.origin ?? SITE, refresh_token: String(token) }, from);
  const session = async (token: unknown, origin: string | null = SITE, supplierId = supplier.id) =>
    call(app, 'getSession', { supplierId, token: String(token), headers: origin === null ? {} : { Origin: origin } });
  const tokens = async () => (await exchange(await code())).body;

  describe('lets its customer in', () => {
    it('by a code for a token that works on this origin only', async () => {
      const { status, location, answer } = await authorize();
      expect(status).toBe(303);
      expect(location).toMatch(`${PAGE}&`);
      expect(answer).toMatchObject({ state: 's-1', lang: 'uk' });
      const { status: given, body, headers } = await exchange(answer['code'] ?? '');
      expect(given).toBe(200);
      expect(body).toEqual({
        access_token: expect.stringMatching(/^kat_[\w-]{43}$/),
        refresh_token: expect.stringMatching(/^krt_[\w-]{43}$/),
        token_type: 'Bearer',
        expires_in: 600,
      });
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBe(SITE);

      expect((await session(body['access_token'])).status).toBe(200);
      for (const origin of [OTHER_SITE, 'https://evil.test', null]) {
        expect((await session(body['access_token'], origin)).body.code, String(origin)).toBe('token_invalid');
      }
      expect((await session(body['access_token'], SITE, other.id)).body.code).toBe('token_invalid');
    });

    it('under the key by which the service’s own session tells them from others', async () => {
      const keyOf = ({ body }: Awaited<ReturnType<typeof session>>) => body.customer.key;
      const byToken = keyOf(await session((await tokens())['access_token']));
      const Cookie = sessionCookie(supplier.id, person.token).split(';')[0] ?? '';
      const headers = { Cookie, 'X-Kabinet-Session': 'cookie', Origin: SITE };
      expect(byToken).toMatch(/^[\w-]{43}$/);
      expect(keyOf(await call(app, 'getSession', { supplierId: supplier.id, headers }))).toBe(byToken);
    });

    it('after they signed in: they come back to where they asked', async () => {
      const { status, location, headers } = await authorize({}, false);
      expect([status, location]).toEqual([303, `/${supplier.id}/my/sign-in`]);
      const kept = /__Host-kabinet-return\.[^=]+=([\w-]+);/.exec(headers.get('set-cookie') ?? '')?.[1] ?? '';
      const back = Buffer.from(kept, 'base64url').toString();
      expect(back).toContain(`/${supplier.id}/my/authorize?`);
      expect(new URLSearchParams(back.split('?')[1]).get('redirect_uri')).toBe(PAGE);
    });

    it('only at the addresses the profile names, letter by letter, where it names any', async () => {
      const profile = { hostedSignIn: true, origins: [SITE], redirectUris: [PAGE, `${SITE}/`] };
      const strict = await seedSupplier(under.database, { profile });
      // It knows the suppliers there are when it begins.
      const fresh = createApp(testContext(under.database, { publicUrl: () => API }));
      const open = async (redirectUri: string) => {
        const url = new URL(`${API}/${strict.id}/my/authorize`);
        const query = { response_type: 'none', client_id: SITE, redirect_uri: redirectUri, state: 's-1' };
        for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
        return (await fresh.fetch(new Request(url))).status;
      };
      expect([await open(PAGE), await open(`${SITE}/`)]).toEqual([303, 303]);
      for (const not of [SITE, `${PAGE}&x=1`, `${SITE}/kabinet`, `${SITE}/go?to=https://evil.test`]) {
        expect([not, await open(not)]).toEqual([not, 400]);
      }
    });

    it('in a window that is not cut off from the page, where it asked for one', async () => {
      const { location, headers } = await authorize({ response_mode: 'web_message' }, false);
      expect(location).toBe(`/${supplier.id}/my/sign-in?window`);
      expect(headers.get('set-cookie')).toContain(keepOpener(supplier.id));
      expect((await authorize({}, false)).headers.get('set-cookie')).not.toContain(keepOpener(supplier.id));
    });

    it('after they signed up, where the page says that they are new', async () => {
      const { status, location } = await authorize({ prompt: 'create' }, false);
      expect([status, location]).toEqual([303, `/${supplier.id}/my/sign-up`]);
      expect((await authorize({ prompt: 'create' })).answer).toHaveProperty('code');
    });

    it('by a message from a window, to its origin and no other, with a script that the page’s own rules allow', async () => {
      const { status, text, headers } = await authorize({ response_mode: 'web_message' });
      expect(status).toBe(200);
      const nonce = /script-src 'nonce-([\w-]+)'/.exec(headers.get('content-security-policy') ?? '')?.[1];
      expect(text).toContain(`<script nonce="${nonce}">`);
      expect(text).toContain(`data-origin="${SITE}"`);
      expect(text).toMatch(
        /data-answer="\{&quot;state&quot;:&quot;s-1&quot;,&quot;code&quot;:&quot;kac_[\w-]{43}&quot;\}"/,
      );
      expect(headers.get('cross-origin-opener-policy')).toBe('unsafe-none');
      expect(headers.get('cache-control')).toBe('no-store');
    });

    it('without a code where the page goes by the cookie', async () => {
      const { answer } = await authorize({ response_type: 'none', code_challenge: null, code_challenge_method: null });
      expect(answer).toEqual({ state: 's-1', lang: 'uk' });
    });
  });

  describe('that is not the supplier’s', () => {
    it.each([
      ['another site', { client_id: 'https://evil.test', redirect_uri: 'https://evil.test/' }],
      ['an address on another site', { redirect_uri: 'https://evil.test/' }],
      ['an address on the supplier’s other site', { redirect_uri: `${OTHER_SITE}/` }],
      ['an address that only begins alike', { redirect_uri: `${SITE}.evil.test/` }],
      ['an address with a name in it', { redirect_uri: PAGE.replace('www', 'me:pw@www') }],
      ['no address', { redirect_uri: null }],
      ['a script', { redirect_uri: 'javascript:alert(1)' }],
      ['an address too long to be kept', { redirect_uri: `${PAGE}&q=${'x'.repeat(2000)}` }],
    ])('is told nothing: %s', async (_what, change) => {
      for (const isSignedIn of [true, false]) {
        const { status, location, text } = await authorize(change, isSignedIn);
        expect([status, location]).toEqual([400, null]);
        expect(text).not.toContain('kac_');
      }
    });
  });

  it.each([
    ['no challenge', { code_challenge: null }, 'invalid_request'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['no method, which means a plain one', { code_challenge_method: null }, 'invalid_request'],
    ['no state', { state: null }, 'invalid_request'],
    ['an unknown mode', { response_mode: 'fragment' }, 'invalid_request'],
    ['a token at once', { response_type: 'token' }, 'unsupported_response_type'],
  ])('is told what is wrong with its request: %s', async (_what, change, error) => {
    const { answer } = await authorize(change);
    expect(answer['error']).toBe(error);
    expect(answer).not.toHaveProperty('code');
  });

  describe('gets no tokens', () => {
    it.each([
      ['another verifier', { code_verifier: 'w'.repeat(43) }, 'invalid_grant'],
      ['the challenge instead of the verifier', { code_verifier: CHALLENGE }, 'invalid_grant'],
      ['no verifier', { code_verifier: '' }, 'invalid_request'],
      ['another address to come back to', { redirect_uri: `${SITE}/` }, 'invalid_grant'],
      ['a code that was never given', { code: 'kac_' }, 'invalid_grant'],
      ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
      ['another client', { client_id: OTHER_SITE }, 'invalid_client'],
    ])('for %s, and the code is not spoilt by it', async (_what, change, error) => {
      const given = await code();
      const refused = await exchange(given, change);
      expect([refused.status, refused.body]).toEqual([400, { error }]);
      expect((await exchange(given)).status).toBe(200);
    });

    it('from another origin', async () => {
      const given = await code();
      const stolen = await exchange(given, { client_id: OTHER_SITE }, { origin: OTHER_SITE });
      expect(stolen.body).toEqual({ error: 'invalid_grant' });
      expect((await exchange(given, {}, { origin: 'https://evil.test' })).body).toEqual({ error: 'invalid_client' });
      expect((await exchange(given, {}, { origin: null })).body).toEqual({ error: 'invalid_client' });
    });

    it('at another supplier', async () => {
      expect((await exchange(await code(), {}, { supplierId: other.id })).body).toEqual({ error: 'invalid_grant' });
    });

    it('for a code of two minutes ago', async () => {
      const given = await code();
      later(120);
      expect((await exchange(given)).body).toEqual({ error: 'invalid_grant' });
    });

    it('for a code a second time, whose tokens end by it', async () => {
      const given = await code();
      const { body } = await exchange(given);
      expect((await exchange(given)).body).toEqual({ error: 'invalid_grant' });
      expect((await session(body['access_token'])).status).toBe(401);
      expect((await refresh(body['refresh_token'])).body).toEqual({ error: 'invalid_grant' });
    });

    it('more than once for a code that comes fifty times at once', async () => {
      const given = await code();
      const answers = await Promise.all(Array.from({ length: 50 }, () => exchange(given)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ body }) => body['error'] === 'invalid_grant')).toHaveLength(49);
    });
  });

  describe('keeps its customer in', () => {
    it('by a new pair of tokens each ten minutes', async () => {
      const first = await tokens();
      later(600);
      expect((await session(first['access_token'])).body.code).toBe('token_expired');
      const { body: second } = await refresh(first['refresh_token']);
      expect((await session(second['access_token'])).status).toBe(200);
      expect(second['refresh_token']).not.toBe(first['refresh_token']);
    });

    it('no longer than the session lives, which renewing tokens does not put off', async () => {
      let given = await tokens();
      for (let minutes = 9; minutes < 30; minutes += 9) {
        later(9 * 60);
        given = (await refresh(given['refresh_token'])).body;
        expect((await session(given['access_token'])).status).toBe(200);
      }
      later(4 * 60);
      expect((await session(given['access_token'])).body.code).toBe('token_expired');
      expect((await refresh(given['refresh_token'])).body).toEqual({ error: 'invalid_grant' });
    });

    it('while they use it', async () => {
      let given = await tokens();
      for (let minutes = 9; minutes < 60; minutes += 9) {
        later(9 * 60);
        given = (await refresh(given['refresh_token'])).body;
        const { status } = await call(app, 'listAccounts', {
          supplierId: supplier.id,
          token: String(given['access_token']),
          headers: { Origin: SITE },
        });
        expect(status).toBe(200);
      }
    });

    it('not from another origin, which does not end it', async () => {
      const given = await tokens();
      expect((await refresh(given['refresh_token'], { origin: OTHER_SITE })).body).toEqual({ error: 'invalid_grant' });
      expect((await refresh(given['refresh_token'])).status).toBe(200);
    });

    it('no longer when a refresh token is shown twice: somebody has stolen it', async () => {
      const first = await tokens();
      const { body: second } = await refresh(first['refresh_token']);
      expect((await session(second['access_token'])).status).toBe(200);
      expect((await refresh(first['refresh_token'])).body).toEqual({ error: 'invalid_grant' });
      expect((await session(second['access_token'])).status).toBe(401);
      expect((await refresh(second['refresh_token'])).body).toEqual({ error: 'invalid_grant' });
    });

    it('no longer when they sign out, there or on the service’s pages, whichever page they came in by', async () => {
      const [here, there] = [await tokens(), await tokens()];
      const { status } = await call(app, 'endSession', {
        supplierId: supplier.id,
        token: String(here['access_token']),
        headers: { Origin: SITE },
        body: { everywhere: false },
      });
      expect(status).toBe(200);
      for (const each of [here, there]) {
        expect((await session(each['access_token'])).body.code).toBe('token_expired');
        expect((await refresh(each['refresh_token'])).body).toEqual({ error: 'invalid_grant' });
      }
      const { status: again, location } = await authorize();
      expect([again, location]).toEqual([303, `/${supplier.id}/my/sign-in`]);
    });

    it('with secrets of which the database has none', async () => {
      const given = await tokens();
      const rows = await under.database.transaction(supplier.id, async (tx) => [
        ...(await tx.selectFrom('page_grants').selectAll().execute()),
        ...(await tx.selectFrom('sessions').selectAll().execute()),
      ]);
      const kept = JSON.stringify(rows);
      for (const secret of [given['access_token'], given['refresh_token'], person.token]) {
        expect(kept).not.toContain(String(secret).slice(4));
      }
    });
  });

  it('finds the addresses in the document that libraries look for', async () => {
    const response = await app.fetch(new Request(`${API}/.well-known/oauth-authorization-server/${supplier.id}`));
    expect(await response.json()).toEqual({
      issuer: `${API}/${supplier.id}`,
      authorization_endpoint: `${API}/${supplier.id}/my/authorize`,
      token_endpoint: `${API}/${supplier.id}/v1/oauth/token`,
      response_types_supported: ['code', 'none'],
      response_modes_supported: ['query', 'web_message'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('a supplier whose own sign-on alone lets people in', () => {
  it('has none of it', async () => {
    const [, open] = databasesUnderTest[0]!;
    const under = await open();
    try {
      const { id } = await seedSupplier(under.database, { profile: { origins: [SITE] } });
      const app = createApp(testContext(under.database));
      const at = async (path: string, init?: RequestInit) =>
        (await app.fetch(new Request(`${API}${path}`, init))).status;
      expect(await at(`/${id}/v1/oauth/token`, { method: 'POST' })).toBe(404);
      expect(await at(`/.well-known/oauth-authorization-server/${id}`)).toBe(404);
      expect(await at(`/${id}/my/authorize`)).toBe(404);
    } finally {
      await under.close();
    }
  });
});
