/** `api="mock:"` as a page has it: every state of every widget from sample data, and nobody is asked for anything. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mockStateNames } from '@kabinet/api/mock';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLegacyApi } from '../../docs/examples/legacy-billing/legacy-api.js';
import { TAGS } from '../../packages/embed/src/tags.js';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { launchBrowser } from '../support/browser.js';
import { type EmbedSite, startEmbedSite } from '../support/embed-site.js';
import { type MockServer, startMockServer } from '../support/mock-server.js';

/** Those that show something of the service themselves. */
const COMPOSED = ['kabinet-provider', 'kabinet-cabinet', 'kabinet-tour'];
const WIDGETS = Object.keys(TAGS).filter((tag) => !COMPOSED.includes(tag));

const NONCE = 'r4nd0m';
/** Nothing may be connected to: any request but for our own files would be a violation. */
const POLICY = `default-src 'none'; script-src 'nonce-${NONCE}'; require-trusted-types-for 'script'; trusted-types lit-html`;

let api: MockServer;
let site: EmbedSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];
/** Addresses asked for, but for the page itself. */
let asked: string[];

beforeAll(async () => {
  await buildStaleEmbed();
  [api, site, browser] = await Promise.all([startMockServer(), startEmbedSite(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([api?.stop(), site?.stop()]);
});

beforeEach(async () => {
  context = await browser.newContext({ locale: 'uk-UA' });
  page = await context.newPage();
  complaints = [];
  asked = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.isNavigationRequest()) asked.push(request.url());
  });
  await page.addInitScript(() => {
    window.document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`securitypolicyviolation: ${violatedDirective} ${blockedURI}`),
    );
  });
});

afterEach(async () => {
  await context.close();
});

const script = (settings: string, file = 'kabinet.js') =>
  `<script type="module" nonce="${NONCE}" src="/kabinet/${file}" ${settings}></script>`;

const open = (head: string, body: string) =>
  page.goto(
    site.add({
      html: `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Сайт</title>${head}</head><body>${body}</body></html>`,
      headers: { 'Content-Security-Policy': POLICY },
    }),
  );

const tags = (names: readonly string[]) => names.map((tag) => `<${tag}>Телефон 104</${tag}>`).join('');
const sees = (text: string, inside = 'body') => page.locator(inside).getByText(text).first().waitFor();
const isOurFile = (url: string) => url.startsWith(`${site.origin}/kabinet/`);
const isOfMock = (url: string) => /\/mock-[\w-]+\.js$/.test(new URL(url).pathname);

describe('a page with data-api="mock:"', () => {
  it.each(mockStateNames)('shows the state “%s” in every widget, and asks for files of ours only', async (state) => {
    await open(script(`data-api="mock:?state=${state}"`), tags(WIDGETS));
    await Promise.all(
      WIDGETS.map(async (tag) => {
        const card = page.locator(`${tag} :is(section[part=card], [part=menu])`);
        await card.waitFor();
        await card.locator('.bones, .pill').waitFor({ state: state === 'loading' ? 'attached' : 'detached' });
      }),
    );
    expect(asked.filter((url) => !isOurFile(url))).toEqual([]);
    expect(asked.filter(isOfMock)).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it('answers no sooner than it is told', async () => {
    await open(script('data-api="mock:?latency=1500&account=gas"'), tags(['kabinet-balance-card']));
    await page.locator('kabinet-balance-card .bones').waitFor();
    expect(await page.getByText('358,20').count()).toBe(0);
    await sees('358,20');
  });

  it('takes a reading, keeps it while the language changes, and knows nothing of it after a reload', async () => {
    const module = `<script type="module" nonce="${NONCE}">
      import { configure } from '/kabinet/kabinet.js';
      window.speak = (lang) => configure({ lang });
    </script>`;
    await open(script('data-api="mock:?account=gas"') + module, tags(['kabinet-reading-form']));
    const field = page.locator('kabinet-reading-form form input[inputmode]').first();
    await field.fill('1279');
    await field.press('Enter');
    await sees('Виправити');
    await page.evaluate(() => (window as unknown as { speak: (lang: string) => void }).speak('en'));
    await page.locator('kabinet-reading-form').getByText('1279').first().waitFor();
    expect(await field.count()).toBe(0);
    await page.reload();
    await field.waitFor();
    expect(await field.inputValue()).toBe('');
    expect(complaints).toEqual([]);
  });

  it('is paid without leaving it, and says so after the way back', async () => {
    await open(script('data-api="mock:?account=gas"'), tags(['kabinet-payment-button']));
    const back = page.waitForRequest((request) => request.isNavigationRequest() && request.url() !== page.url());
    await page.locator('kabinet-payment-button [part=submit]').click();
    const { searchParams, origin } = new URL((await back).url());
    expect([origin, searchParams.get('kabinet-order')]).toEqual([site.origin, 'order-paid']);
    await sees('Гроші зараховано', 'kabinet-payment-button');
    expect(asked.filter((url) => !isOurFile(url))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('says in the console which states there are when it names none of them, and shows that nothing can be had', async () => {
    await open(script('data-api="mock:?state=rich"'), tags(['kabinet-balance-card', 'kabinet-meter-card']));
    await page.locator('kabinet-balance-card section[part=card]').waitFor();
    await expect.poll(() => complaints).toEqual([expect.stringContaining('window-closed')]);
    expect(complaints[0]).toContain('"rich"');
  });

  it('is told by kabinet-all.js that sample data are not in it', async () => {
    await open(script('data-api="mock:"', 'kabinet-all.js'), tags(['kabinet-balance-card']));
    await expect.poll(() => complaints).toEqual([expect.stringContaining('kabinet-all.js has no sample data')]);
  });
});

describe('sample data', () => {
  it('are no part of a page that names a service', async () => {
    // Without the policy of the other pages, which would forbid the service.
    await page.goto(
      site.add({
        html: `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Сайт</title>
          <script type="module" src="/kabinet/kabinet.js" data-api="${api.base('account=gas')}" data-token-url="/token"></script>
          </head><body>${tags(WIDGETS)}</body></html>`,
      }),
    );
    await sees('358,20', 'kabinet-balance-card');
    await page.waitForLoadState('networkidle');
    expect(asked.filter(isOurFile).length).toBeGreaterThan(10);
    expect(asked.filter(isOfMock)).toEqual([]);
  });

  it('come the same by the tag, by a provider and by configure(), and two providers know nothing of each other', async () => {
    const module = `<script type="module" nonce="${NONCE}">
      import { configure } from '/kabinet/kabinet.js';
      configure({ api: 'mock:?account=gas', lang: 'uk' });
    </script>`;
    await open(
      script('') + module,
      `<div id="page">${tags(['kabinet-balance-card'])}</div>
      <kabinet-provider id="same" api="mock:?account=gas">${tags(['kabinet-balance-card'])}</kabinet-provider>
      <kabinet-provider id="other" api="mock:?state=error" lang="ru">${tags(['kabinet-balance-card'])}</kabinet-provider>`,
    );
    await sees('358,20', '#page');
    await sees('358,20', '#same');
    await sees('0 800 500 104', '#other');
    await sees('Состояние счёта', '#other');
    expect(await page.locator('#other').getByText('358,20').count()).toBe(0);
    expect(asked.filter((url) => !isOurFile(url))).toEqual([]);
    expect(asked.filter(isOfMock)).toHaveLength(1);
    expect(complaints).toEqual([]);
  });
});

describe('the same settings', () => {
  const api = 'mock:?state=unauthorized';
  const signsIn = async () => {
    const link = page.locator('kabinet-balance-card a[href="/login"]');
    await link.waitFor();
    expect(await link.textContent()).toBe('Войти');
    expect(complaints).toEqual([]);
  };

  it('are said by attributes of the script tag', async () => {
    await open(
      script(`data-api="${api}" data-lang="ru" data-sign-in-url="/login"`),
      `<kabinet-balance-card>Телефон 104</kabinet-balance-card>`,
    );
    await signsIn();
  });

  it('are said by <kabinet-provider>', async () => {
    await open(
      script(''),
      `<kabinet-provider api="${api}" lang="ru" sign-in-url="/login">${tags(['kabinet-balance-card'])}</kabinet-provider>`,
    );
    await signsIn();
  });

  it('are said by configure()', async () => {
    const module = `<script type="module" nonce="${NONCE}">
      import { configure } from '/kabinet/kabinet.js';
      configure({ api: '${api}', lang: 'ru', signInUrl: '/login' });
    </script>`;
    await open(script('') + module, tags(['kabinet-balance-card']));
    await signsIn();
  });

  it.each([
    ['uk', 'Сервіс зараз не працює'],
    ['ru', 'Сервис сейчас не работает'],
    ['en', 'The service is not working right now'],
  ])('said wrong have one line in the console, and a message in the page’s language: %s', async (lang, message) => {
    await open(
      script(`data-api="api.gas.example/v1" data-lang="${lang}"`),
      tags(['kabinet-balance-card', 'kabinet-meter-card', 'kabinet-tariff-lookup', 'kabinet-cabinet']),
    );
    for (const tag of ['balance-card', 'meter-card', 'tariff-lookup', 'cabinet']) await sees(message, `kabinet-${tag}`);
    await sees('Телефон 104', 'kabinet-balance-card');
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain('api="api.gas.example/v1" is no address');
    expect(asked.filter((url) => !isOurFile(url))).toEqual([]);
  });

  it('said to an adapter that is no service yet have one line too', async () => {
    const module = `<script type="module" nonce="${NONCE}">
      import { configure } from '/kabinet/kabinet.js';
      configure({ service: { getSupplier: async () => ({}) } });
    </script>`;
    await open(script('') + module, tags(['kabinet-balance-card', 'kabinet-meter-card']));
    await sees('Сервіс зараз не працює', 'kabinet-balance-card');
    await sees('Сервіс зараз не працює', 'kabinet-meter-card');
    expect(complaints).toEqual([expect.stringContaining('defineAdapter()')]);
  });
});

describe('an adapter in the page', () => {
  const legacy = createLegacyApi({ now: () => new Date('2026-11-03T10:00:00Z') });
  const adapter = readFileSync(join(root, 'docs/examples/legacy-billing/adapter.js'), 'utf8');

  /** The worked example, on the day of which its system tells. */
  async function openExample(session: string): Promise<void> {
    await page.clock.setFixedTime('2026-11-03T10:00:00Z');
    await page.route('**/cabinet/adapter.js', (route) =>
      route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: adapter }),
    );
    await page.route('**/abonent.exe', async (route) => {
      const request = route.request();
      const answer = await legacy.answer(
        new Request(request.url(), { method: 'POST', body: request.postData() ?? '' }),
      );
      await route.fulfill({ contentType: 'text/xml', body: Buffer.from(await answer.arrayBuffer()) });
    });
    await page.goto(
      site.add({
        html: `<!doctype html><html lang="uk"><head><meta charset="utf-8"><link rel="icon" href="data:"><title>Сайт</title>
          <script type="module">
            import { configure, defineAdapter } from '/kabinet/kabinet.js';
            import { legacyMethods } from '/cabinet/adapter.js';
            configure({
              service: defineAdapter(legacyMethods({ address: '/abonent.exe', session: () => '${session}' })),
              signInUrl: '/login',
            });
          </script></head><body>
          ${tags(['kabinet-balance-card', 'kabinet-reading-form', 'kabinet-meter-card', 'kabinet-payment-button'])}
        </body></html>`,
      }),
    );
  }

  it('shows what the old system knows, takes a reading for it, and hides what it cannot do', async () => {
    await openExample('S-2718');
    await sees('338,10', 'kabinet-balance-card');
    await sees('0451-2877', 'kabinet-meter-card');
    const field = page.locator('kabinet-reading-form form input[inputmode]').first();
    await field.fill('1279');
    await field.press('Enter');
    await page.locator('kabinet-reading-form [data-focus]').first().waitFor();
    expect(legacy.readings[0]).toMatchObject({ DZH: 'A', ZNACH: '1279' });
    expect(await page.locator('kabinet-payment-button section').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('asks who is not signed in to sign in, and still says whose phone to call', async () => {
    await openExample('S-0');
    await page.locator('kabinet-balance-card a[href="/login"]').waitFor();
    await sees('0 800 500 104', 'kabinet-balance-card');
    expect(complaints).toEqual([]);
  });
});
