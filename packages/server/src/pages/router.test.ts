import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { grantRole } from '../db/staff-roles.js';
import { beginSession } from '../domain/sessions.js';
import { ProblemError } from '../problem.js';
import { MemoryRateLimiter } from '../http/rate-limit.js';
import { cookieName, readCookies, sessionCookie } from '../http/session-cookie.js';
import { type DatabaseUnderTest, openTestPGlite } from '../testing/databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../testing/index.js';
import { field, form, submit } from './form.js';
import type { HostedPage } from './page.js';
import { keepOpener } from './opener.js';
import { goOn } from './return-address.js';

const OWN = 'https://api.kabinet.test';
const HOSTILE = `"><script>alert(1)</script>'&`;

/** What the tests need of pages, without any feature's own rules. */
const pages: readonly HostedPage[] = [
  {
    path: 'letter',
    needs: 'anyone',
    get: async ({ language }) => ({
      kind: 'document',
      title: HOSTILE,
      body: form({ language, body: html`${field({ id: 'name', label: 'Name', value: HOSTILE })}${submit('Go')}` }),
    }),
    post: async ({ form: sent }) => ({
      kind: 'document',
      status: 422,
      title: 'Letter',
      body: html`<p>${sent.get('name')}</p>`,
    }),
  },
  {
    path: 'sign-in',
    needs: 'anyone',
    get: async () => ({ kind: 'document', title: 'Sign in', body: html`` }),
    post: async (call) => goOn(call, ['signed=in']),
  },
  {
    path: 'own/:thingId',
    needs: 'person',
    get: async ({ customer }, { thingId }) => ({
      kind: 'document',
      title: `${thingId} of ${customer?.ref}`,
      body: html``,
    }),
    post: async ({ form: sent }) => ({ kind: 'document', title: `Sent ${sent.get('name')}`, body: html`` }),
  },
  { path: 'staff', needs: 'staff', get: async () => ({ kind: 'document', title: 'For staff', body: html`` }) },
  { path: 'authorize', needs: 'person', get: async () => ({ kind: 'document', title: 'In a window', body: html`` }) },
  {
    path: 'broken/:how',
    needs: 'anyone',
    get: async (_call, { how }) => {
      if (how === 'inside') throw new Error('SECRET in the message');
      throw new ProblemError(how as 'rate_limited', {}, how === 'rate_limited' ? { 'Retry-After': '240' } : {});
    },
  },
];

describe('the hosted pages', () => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let without: SeededSupplier;
  let app: ReturnType<typeof createApp>;
  const logged: string[] = [];

  beforeAll(async () => {
    under = await openTestPGlite();
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true, languages: ['uk', 'ru', 'en'] } });
    without = await seedSupplier(under.database);
    const logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
    app = createApp(testContext(under.database, { logger }), pages);
  });
  afterAll(() => under.close());

  const visit = (path: string, headers: Record<string, string> = {}, of = supplier) =>
    Promise.resolve(app.fetch(new Request(`${OWN}/${of.id}/my/${path}`, { headers, redirect: 'manual' })));
  const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = { Origin: OWN }) =>
    Promise.resolve(
      app.fetch(
        new Request(`${OWN}/${supplier.id}/my/${path}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
          body: new URLSearchParams(fields).toString(),
        }),
      ),
    );
  const cookiesOf = (response: Response): Record<string, string> =>
    Object.assign({}, ...response.headers.getSetCookie().map((each) => readCookies(each.split(';')[0] ?? null)));
  const asHeader = (cookies: Record<string, string>) => ({
    Cookie: Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
  });
  const signedIn = async ({ isStrong = false, isStaff = false } = {}) => {
    const personId = randomUUID();
    const supplierId = supplier.id;
    const { token } = await under.database.transaction(supplierId, async (tx) => {
      await tx
        .insertInto('people')
        .values({ supplier_id: supplierId, id: personId, language: 'uk', display_name: 'Ганна' })
        .execute();
      if (isStaff) await grantRole(tx, { supplierId, personId, role: 'link_requests' });
      return beginSession(tx, {
        supplierId,
        personId,
        method: 'password',
        isStrong,
        userAgent: null,
        now: SEED_NOW,
      });
    });
    return { personId, Cookie: sessionCookie(supplierId, token).split(';')[0] ?? '' };
  };

  it('run only our own script, go into no frame and are kept by nobody', async () => {
    const response = await visit('letter');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([\w-]{22})'/.exec(policy)?.[1];
    expect(policy.replace(nonce ?? '', 'N')).toBe(
      "default-src 'none'; script-src 'nonce-N'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
        "form-action 'self' https://gas.example; frame-ancestors 'none'; base-uri 'none'; " +
        "require-trusted-types-for 'script'; trusted-types lit-html",
    );
    const again = await visit('letter');
    expect(again.headers.get('content-security-policy')).not.toBe(policy);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'content-language': 'uk',
    });
    expect(response.headers.get('permissions-policy')).toMatch(
      /publickey-credentials-get=\(self\).*otp-credentials=\(self\)/,
    );
  });

  it('write what they are given as text', async () => {
    const text = await (await visit('letter')).text();
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;');
    expect(text).not.toMatch(/\sstyle=/);
    expect(text).not.toMatch(/\son\w+=/);
  });

  it('say nothing of a supplier whose customers sign in elsewhere, and of one that is not there', async () => {
    for (const of of [without, { ...without, id: 'nobody' }]) {
      const response = await visit('letter', {}, of);
      expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    }
  });

  it.each([
    ['another site', { Origin: 'https://evil.example' }],
    ['another site of the same owner', { Origin: OWN, 'Sec-Fetch-Site': 'same-site' }],
    ['a browser that says it is another site', { Origin: OWN, 'Sec-Fetch-Site': 'cross-site' }],
    ['the same host without TLS', { Origin: 'http://api.kabinet.test' }],
    ["the supplier's own site", { Origin: 'https://gas.example' }],
    ['a page that hides where it is', { Origin: 'null', Referer: `${OWN}/x` }],
    ['a page of another site without Origin', { Referer: `https://evil.example/?${OWN}` }],
    ['nowhere', {}],
  ])('take no form from %s', async (_who, headers) => {
    const response = await send('letter', { name: 'x' }, headers);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('Форму не прийнято');
  });

  it.each([
    ['names itself', { Origin: OWN, 'Sec-Fetch-Site': 'same-origin' }],
    ['is an old one and sends the address only', { Referer: `${OWN}/x/my/letter` }],
  ])('take a form of their own from a browser that %s', async (_who, headers) => {
    const response = await send('letter', { name: 'Ґалаґан <b>' }, headers);
    expect(response.status).toBe(422);
    const text = await response.text();
    expect(text).toContain('<p>Ґалаґан &lt;b&gt;</p>');
    expect(text).toContain('<title>Помилка: Letter – ');
  });

  it('take forms only, and none that is too large', async () => {
    const json = await send('letter', {}, { Origin: OWN, 'Content-Type': 'application/json' });
    expect(json.status).toBe(415);
    const large = await send('letter', { name: 'x'.repeat(70_000) });
    expect(large.status).toBe(413);
    expect(await large.text()).toContain('Забагато тексту');
  });

  it('send somebody who is not signed in to sign in, and from there back to the page asked for', async () => {
    const asked = await visit('own/17?tab=2&lang=ru');
    expect([asked.status, asked.headers.get('location')]).toEqual([303, `/${supplier.id}/my/sign-in`]);
    const back = await send('sign-in', {}, { Origin: OWN, ...asHeader(cookiesOf(asked)) });
    expect([back.status, back.headers.get('location')]).toEqual([303, `/${supplier.id}/my/own/17?tab=2&lang=ru`]);
    expect(cookiesOf(back)[cookieName(supplier.id, 'return')]).toBe('');
    expect(back.headers.getSetCookie()).toContain('signed=in');
  });

  it("go back to the supplier's own site and to no other", async () => {
    const good = await visit('sign-in?return_to=https%3A%2F%2Fgas.example%2Fkabinet.html');
    expect(await good.text()).not.toContain('kabinet.html');
    const back = await send('sign-in', {}, { Origin: OWN, ...asHeader(cookiesOf(good)) });
    expect(back.headers.get('location')).toBe('https://gas.example/kabinet.html');
    const evil = await visit('sign-in?return_to=https%3A%2F%2Fevil.example%2F');
    expect(cookiesOf(evil)).toEqual({});
    expect(await evil.text()).not.toContain('evil.example');
  });

  it('know who is signed in, and say so', async () => {
    const { personId, Cookie } = await signedIn();
    const response = await visit('own/17', { Cookie });
    const text = await response.text();
    expect([response.status, text.includes(`17 of kabinet:${personId}`)]).toEqual([200, true]);
    expect(text).toContain('Ганна');
    expect(text).toContain(`action="/${supplier.id}/my/sign-out"`);
    const stranger = await visit('own/17', { Cookie: Cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) });
    expect(stranger.status).toBe(303);
  });

  it('keep what was typed when the session ends meanwhile, but no password', async () => {
    const late = await send('own/17', { name: HOSTILE, currentPassword: 'корова' });
    const text = await late.text();
    expect([late.status, text.includes('Введене не втрачено'), text.includes('корова')]).toEqual([403, true, false]);
    expect(text).toContain(`href="/${supplier.id}/my/sign-in" target="_blank"`);
    expect(text).toContain('<input type="hidden" name="name" value="&quot;&gt;&lt;script&gt;alert(1)');
    const { Cookie } = await signedIn();
    const again = await send('own/17', { name: 'Ґ' }, { Origin: OWN, Cookie });
    expect([again.status, (await again.text()).includes('Sent Ґ')]).toEqual([200, true]);
    // Nothing was typed: they are just sent to sign in.
    expect((await send('own/17', {})).headers.get('location')).toBe(`/${supplier.id}/my/sign-in`);
  });

  it('show pages for staff to staff only, and only after a second factor', async () => {
    const visitAs = async (who: Parameters<typeof signedIn>[0]) => {
      const { Cookie } = await signedIn(who);
      return (await visit('staff', { Cookie })).status;
    };
    expect((await visit('staff')).status).toBe(303);
    expect(await visitAs({ isStrong: true })).toBe(404);
    expect(await visitAs({ isStaff: true })).toBe(403);
    expect(await visitAs({ isStaff: true, isStrong: true })).toBe(200);
  });

  it('keep the site that opened them in a window, all the way through signing in', async () => {
    const asked = await visit('authorize?client_id=x');
    const opener = (response: Response) => response.headers.get('cross-origin-opener-policy');
    expect(opener(asked)).toBe('unsafe-none');
    const [back, kept] = [cookiesOf(asked), readCookies(keepOpener(supplier.id).split(';')[0] ?? null)];
    const cookies = asHeader({ ...back, ...kept });
    const fromSite = { ...cookies, 'Sec-Fetch-Site': 'cross-site' };
    expect(opener(await visit('sign-in?window', fromSite))).toBe('unsafe-none');
    expect(opener(await visit('sign-in', { ...cookies, 'Sec-Fetch-Site': 'same-origin' }))).toBe('unsafe-none');
    expect(opener(await visit('sign-in', cookies))).toBe('unsafe-none');
    expect(opener(await send('sign-in', {}, { Origin: OWN, ...cookies }))).toBe('unsafe-none');
    // Not whoever opens a page in the meantime, not after the window's time, and not on the way to another page.
    expect(opener(await visit('sign-in', fromSite))).toBe('same-origin');
    expect(opener(await visit('sign-in', { ...cookies, 'Sec-Fetch-Site': 'none' }))).toBe('same-origin');
    expect(opener(await visit('sign-in?window', asHeader(back)))).toBe('same-origin');
    expect(opener(await visit('sign-in?window', asHeader(kept)))).toBe('same-origin');
    const elsewhere = cookiesOf(await visit('own/17'));
    expect(opener(await visit('sign-in?window', asHeader({ ...elsewhere, ...kept })))).toBe('same-origin');
    expect(keepOpener(supplier.id)).toMatch(/; Max-Age=600$/);
  });

  it('speak the language chosen, and remember it', async () => {
    const chosen = await visit('letter?lang=ru', { 'Accept-Language': 'en' });
    expect(await chosen.text()).toContain('<html lang="ru">');
    const later = await visit('letter', { 'Accept-Language': 'en', ...asHeader(cookiesOf(chosen)) });
    expect(await later.text()).toContain('<html lang="ru">');
    expect(await (await visit('letter', { 'Accept-Language': 'en' })).text()).toContain('<html lang="en">');
    const unknown = await visit(`letter?lang=${encodeURIComponent('"><x')}`);
    expect(unknown.headers.getSetCookie()).toEqual([]);
    expect(await unknown.text()).not.toContain('"><x');
  });

  it.each([
    ['nowhere', 404, 'Такої сторінки немає'],
    ['broken/forbidden', 403, 'Сюди немає доступу'],
    ['broken/rate_limited', 429, 'Спробуйте ще раз через 4 хвилини.'],
    ['broken/unavailable', 503, 'Сервіс тимчасово не працює'],
    ['broken/inside', 500, 'Щось зламалося в нас'],
  ])('say in words why %s cannot be shown, with the phone', async (path, status, words) => {
    const response = await visit(path);
    const text = await response.text();
    expect([response.status, text.includes(words)]).toEqual([status, true]);
    expect(text).toContain('0 800 000 104');
    expect(text).not.toContain('SECRET');
    if (status >= 500) expect(text).toContain(response.headers.get('x-request-id'));
    if (status === 429) expect(response.headers.get('retry-after')).toBe('240');
  });

  it('answer only what a page does', async () => {
    const response = await send('staff', {});
    expect(response.status).toBe(405);
  });

  it('hold off a flood of forms', async () => {
    const limited = createApp(testContext(under.database, { rateLimiter: new MemoryRateLimiter(() => 0) }), pages);
    const statuses = await Promise.all(
      Array.from({ length: 61 }, async () => {
        const request = new Request(`${OWN}/${supplier.id}/my/letter`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: OWN },
          body: 'name=x',
        });
        return (await limited.fetch(request)).status;
      }),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  it('load files that browsers may keep for ever, because their addresses change with them', async () => {
    const text = await (await visit('letter')).text();
    const paths = [...text.matchAll(/(?:href|src)="(\/[^"]*(?:assets)[^"]*)"/g)].map(([, path]) => path ?? '');
    expect(paths.length).toBeGreaterThanOrEqual(3);
    for (const path of paths) {
      const response = await app.fetch(new Request(`${OWN}${path}`));
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(50);
    }
    for (const path of ['/assets/x/style.css', '/assets/x/hosted.js', `/${supplier.id}/my/assets/x/theme.css`]) {
      expect((await app.fetch(new Request(`${OWN}${path}`))).status).toBe(404);
    }
  });

  it('stand in the log by their names', () => {
    const operations = logged.map((line) => (JSON.parse(line) as { operation: string }).operation);
    expect(operations).toContain('page:own/:thingId');
    expect(logged.join('')).not.toContain('own/17');
    expect(logged.join('')).not.toContain('SECRET');
  });
});
