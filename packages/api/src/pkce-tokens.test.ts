import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './errors.js';
import { authorizationUrl, pkceTokens } from './pkce-tokens.js';

const PAGE = 'https://www.gas.test/kabinet?lang=uk';
const never = new AbortController().signal;
const request = { refused: null, signal: never };
const trip = { code: 'kac_1', verifier: 'v'.repeat(43), redirectUri: PAGE };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-03T10:00:00Z') }));
afterEach(() => void vi.useRealTimers());

/** The service's token address, answering with one pair of tokens after another, or as it is told. */
function service() {
  const asked: { url: string; form: Record<string, string>; init: RequestInit }[] = [];
  const state: { answer: (() => Promise<Response> | Response) | null } = { answer: null };
  const tokens = pkceTokens({
    baseUrl: 'https://api.gas.test/gas/v1/',
    clientId: 'https://www.gas.test',
    fetch: async (input, init = {}) => {
      asked.push({ url: String(input), form: Object.fromEntries(init.body as URLSearchParams), init });
      const count = asked.length;
      return (
        (await state.answer?.()) ??
        Response.json({ access_token: `kat_${count}`, refresh_token: `krt_${count}`, expires_in: 600 })
      );
    },
  });
  return { tokens, asked, state };
}

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

describe('the address that asks for a sign-in', () => {
  it('says that who asks is new', async () => {
    const url = await authorizationUrl({
      authorizeUrl: 'https://api.gas.test/gas/my/authorize',
      redirectUri: PAGE,
      state: 's-1',
      verifier: null,
      responseMode: 'query',
      isNew: true,
    });
    expect(new URL(url).searchParams.get('prompt')).toBe('create');
  });

  it('says who asks, and what only this page can prove', async () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const url = new URL(
      await authorizationUrl({
        authorizeUrl: 'https://api.gas.test/gas/my/authorize',
        redirectUri: PAGE,
        state: 's-1',
        verifier,
        responseMode: 'web_message',
        isNew: false,
      }),
    );
    expect(url.origin + url.pathname).toBe('https://api.gas.test/gas/my/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      response_mode: 'web_message',
      client_id: 'https://www.gas.test',
      redirect_uri: PAGE,
      state: 's-1',
      // The example of RFC 7636, appendix B.
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(url.searchParams.get('code_challenge'));
    expect(url.href).not.toContain(verifier);
  });

  it('asks for no code where the page goes by the cookie', async () => {
    const authorizeUrl = 'https://api.gas.test/gas/my/authorize';
    const url = new URL(
      await authorizationUrl({
        authorizeUrl,
        redirectUri: PAGE,
        state: 's',
        verifier: null,
        responseMode: 'query',
        isNew: false,
      }),
    );
    expect(url.searchParams.get('response_type')).toBe('none');
    expect(url.searchParams.has('code_challenge')).toBe(false);
  });
});

describe('tokens by code and PKCE', () => {
  it('are none until somebody has signed in, and nothing is asked for them', async () => {
    const { tokens, asked } = service();
    expect(await tokens(request)).toBeNull();
    expect(await tokens({ ...request, refused: 'kat_0' })).toBeNull();
    expect(asked).toEqual([]);
  });

  it('come for the code, without cookies', async () => {
    const { tokens, asked } = service();
    await tokens.exchange(trip);
    expect(await tokens(request)).toBe('kat_1');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      url: 'https://api.gas.test/gas/v1/oauth/token',
      form: {
        grant_type: 'authorization_code',
        client_id: 'https://www.gas.test',
        code: 'kac_1',
        code_verifier: trip.verifier,
        redirect_uri: PAGE,
      },
      init: { method: 'POST', credentials: 'omit', redirect: 'error' },
    });
  });

  it('are renewed before the end, once for all who ask, each time with the newest refresh token', async () => {
    const { tokens, asked } = service();
    await tokens.exchange(trip);
    later(500);
    expect(await tokens(request)).toBe('kat_1');
    later(71);
    expect(await Promise.all([tokens(request), tokens(request), tokens(request)])).toEqual(['kat_2', 'kat_2', 'kat_2']);
    later(600);
    expect(await tokens(request)).toBe('kat_3');
    expect(asked.slice(1).map(({ form }) => form)).toEqual([
      { grant_type: 'refresh_token', client_id: 'https://www.gas.test', refresh_token: 'krt_1' },
      { grant_type: 'refresh_token', client_id: 'https://www.gas.test', refresh_token: 'krt_2' },
    ]);
  });

  it('are renewed when one was refused', async () => {
    const { tokens } = service();
    await tokens.exchange(trip);
    expect(await tokens(request)).toBe('kat_1');
    expect(await tokens({ ...request, refused: 'kat_1' })).toBe('kat_2');
  });

  it('are none any more when the session has ended, and it is not asked again', async () => {
    const { tokens, asked, state } = service();
    await tokens.exchange(trip);
    await tokens(request);
    later(600);
    state.answer = () => Response.json({ error: 'invalid_grant' }, { status: 400 });
    expect(await tokens(request)).toBeNull();
    expect(await tokens(request)).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('are asked for again after a failure that says nothing of the session', async () => {
    const { tokens, state } = service();
    await tokens.exchange(trip);
    await tokens(request);
    later(600);
    for (const [status, kind] of [
      [503, 'unavailable'],
      [429, 'rate-limited'],
      [200, 'bad-response'],
    ] as const) {
      state.answer = () => new Response('<html>', { status });
      await expect(tokens(request)).rejects.toMatchObject({ kind });
    }
    state.answer = null;
    expect(await tokens(request)).toBe('kat_5');
  });

  it('do not come for a code that the service does not know', async () => {
    const { tokens, state } = service();
    state.answer = () => Response.json({ error: 'invalid_grant' }, { status: 400 });
    const error: unknown = await tokens.exchange(trip).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ kind: 'unauthorized' });
    expect(await tokens(request)).toBeNull();
  });

  it('are forgotten, also those that are still on their way', async () => {
    const { tokens, state } = service();
    await tokens.exchange(trip);
    await tokens(request);
    later(600);
    let arrive = (_answer: Response) => {};
    state.answer = () => new Promise<Response>((resolve) => (arrive = resolve));
    const asked = tokens(request);
    tokens.forget();
    arrive(Response.json({ access_token: 'kat_late', refresh_token: 'krt_late', expires_in: 600 }));
    expect(await asked).toBeNull();
    expect(await tokens(request)).toBeNull();
  });

  it('are shared with other tabs, but not what renews them', async () => {
    const [one, two] = [service(), service()];
    expect(await one.tokens.share(never)).toBeNull();
    await one.tokens.exchange(trip);
    const shared = await one.tokens.share(never);
    expect(shared).toEqual({ token: 'kat_1', expiresAt: '2026-11-03T10:10:00.000Z' });
    two.tokens.adopt(shared!);
    expect(await two.tokens(request)).toBe('kat_1');
    // Who was given one hands none on: the tab that signed in says for how long.
    expect(await two.tokens.share(never)).toBeNull();
    later(600);
    expect(await two.tokens(request)).toBeNull();
    expect(two.asked).toEqual([]);
    expect(await one.tokens.share(never)).toEqual({ token: 'kat_2', expiresAt: '2026-11-03T10:20:00.000Z' });
  });
});
