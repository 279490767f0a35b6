/** The cabinet as an app of a phone: what the browser says of it, what opens without a network, and what lies on the device then. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { makeManifest } from '../../packages/embed/pwa/make-manifest.mjs';
import { browserFlags, findOrInstallBrowser } from '../../scripts/ensure-browser.mjs';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { makeEmptyFolder } from '../docs/support/empty-folder.js';
import { Steps } from '../docs/support/fences.js';
import { listen, type MockServer, type Running, startMockServer } from '../support/mock-server.js';

const dist = join(root, 'packages/embed/dist');
const FILES = '/kabinet/0.1.0/';
const WORKER = `/kabinet-sw.js?files=${FILES}&shell=/cabinet.html&shell=/cabinet.css`;
/** What the site writes into its pages for who has its cookie. */
const NAME = 'Оксана Коваль із сайту';

/** A square of one colour. */
function png(size: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    // A line of 0 is one without a filter.
    chunk('IDAT', deflateSync(Buffer.alloc((size + 1) * size))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const TYPES = { '.js': 'text/javascript', '.html': 'text/html', '.webmanifest': 'application/manifest+json' } as const;
const typeOf = (path: string) => TYPES[extname(path) as keyof typeof TYPES] ?? 'text/plain';

const manifest = () =>
  makeManifest({
    name: 'Мій газ',
    start: '/cabinet.html',
    icons: [192, 512].map((size) => ({ src: `/icon-${size}.png`, size })),
  });

let api: MockServer;
let site: Running;
let profile: string;
let context: BrowserContext;
let page: Page;
let integrity: string;
/** The mock's address that the page is given. */
let base: string;
let worker: string;
let hasManifest: boolean;
/** What the guide says to serve instead, by its path. */
let documented: Readonly<Record<string, string>>;
/** The page is asked for and not answered. */
let isMute: boolean;

function cabinetPage(cookie: string): string {
  return `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Кабінет</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:">
    <link rel="manifest" href="/kabinet.webmanifest"><link rel="stylesheet" href="/cabinet.css">
    <script type="module" src="${FILES}kabinet.js" integrity="${integrity}" data-api="${base}" data-token-url="/token"></script>
    </head><body><p>${cookie.includes('site=') ? NAME : 'Вітаємо'}</p>
    <kabinet-cabinet with-outbox worker-url="${worker.replaceAll('&', '&amp;')}">Телефон: 0 800 500 104</kabinet-cabinet></body></html>`;
}

beforeAll(() => buildStaleEmbed());

beforeEach(async () => {
  const script = await readFile(join(dist, 'kabinet.js'));
  integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;
  api = await startMockServer();
  base = api.base('account=gas');
  worker = WORKER;
  hasManifest = true;
  isMute = false;
  documented = {};
  site = await listen(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const page = documented[pathname];
    if (page) return void response.writeHead(200, { 'Content-Type': typeOf(pathname) }).end(page);
    const send = (type: string, body: string | Buffer, more = {}) =>
      void response.writeHead(200, { 'Content-Type': type, ...more }).end(body);
    if (pathname === '/cabinet.html' && isMute) return;
    if (pathname === '/cabinet.html')
      return send('text/html; charset=utf-8', cabinetPage(request.headers.cookie ?? ''));
    if (pathname === '/cabinet.css') return send('text/css', 'body { margin: 0 }');
    if (pathname === '/token') return send('application/json', '{"token": "of-the-site"}');
    if (pathname === '/private.html') return send('text/html', NAME, { 'Cache-Control': 'private' });
    if (pathname === '/kabinet.webmanifest' && hasManifest)
      return send('application/manifest+json', JSON.stringify(manifest()));
    if (pathname === '/kabinet-sw.js')
      return send('text/javascript', await readFile(join(root, 'packages/embed/pwa/kabinet-sw.js')));
    const size = /^\/icon-(\d+|maskable)\.png$/.exec(pathname)?.[1];
    if (size) return send('image/png', png(Number(size) || 512));
    const file = pathname.startsWith(FILES) ? pathname.slice(FILES.length) : '';
    const body = /^[\w.-]+$/.test(file) ? await readFile(join(dist, file)).catch(() => null) : null;
    if (!body) return void response.writeHead(404).end();
    send('text/javascript', body, { 'Cache-Control': 'public, max-age=31536000, immutable' });
  });
  // A profile of its own: in a private window no page can be installed.
  profile = await mkdtemp(join(tmpdir(), 'kabinet-app-'));
  context = await chromium.launchPersistentContext(profile, {
    executablePath: await findOrInstallBrowser(),
    args: browserFlags(),
    locale: 'uk-UA',
  });
  page = context.pages()[0] ?? (await context.newPage());
});

afterEach(async () => {
  await context?.close();
  await Promise.all([api?.stop(), site?.stop(), rm(profile, { recursive: true, force: true })]);
});

const open = (more = '') => page.goto(`${site.origin}/cabinet.html${more}`);
const balance = () => page.locator('kabinet-balance-card [part=amount]').waitFor();

/** Everything in every cache: addresses, and all that is written there. */
const kept = () =>
  page.evaluate(async () => {
    const found: { name: string; url: string; text: string }[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        found.push({ name, url: request.url, text: (await (await cache.match(request))?.text()) ?? '' });
    }
    return found;
  });

/** Waits until the worker has the shell and all that the page has loaded. */
async function isKept(): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(
      async () => {
        const urls = (await kept()).map(({ url }) => url);
        const wanted = await page.evaluate(
          (files) =>
            performance
              .getEntriesByType('resource')
              .map(({ name }) => name)
              .filter((name) => new URL(name).pathname.startsWith(files)),
          FILES,
        );
        return [`${site.origin}/cabinet.html`, ...wanted].filter((url) => !urls.includes(url));
      },
      { timeout: 20_000 },
    )
    .toEqual([]);
}

describe('docs/en/phone-app.md', () => {
  it('leads to a page that can be installed and opens without a network', async () => {
    const steps = new Steps('phone-app.md');
    const folder = makeEmptyFolder();
    onTestFinished(() => folder.remove());
    await mkdir(join(folder.path, 'node_modules/@kabinet'), { recursive: true });
    await symlink(join(root, 'packages/embed'), join(folder.path, 'node_modules/@kabinet/embed'));
    const { code, output } = await folder.run(steps.take('sh').code);
    expect(code, output).toBe(0);
    const html = steps.take('html file=cabinet.html').code;
    expect(steps.left).toEqual([]);
    documented = {
      '/cabinet.html': html.replace('https://api.example.com/mygas/v1', base).replace('/kabinet-token', '/token'),
      '/kabinet.webmanifest': await readFile(join(folder.path, 'kabinet.webmanifest'), 'utf8'),
      '/kabinet-sw.js': await readFile(join(folder.path, 'kabinet-sw.js'), 'utf8'),
    };
    await open();
    await balance();
    const session = await context.newCDPSession(page);
    expect((await session.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
    await isKept();
    await site.stop();
    await page.goto('about:blank');
    await open();
    await page.locator('kabinet-cabinet nav').getByRole('link', { name: 'Оплата та історія' }).waitFor();
  });
});

describe('the cabinet as an app', () => {
  it('can be installed, as the browser says', async () => {
    await open();
    await balance();
    const session = await context.newCDPSession(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
    const { errors } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
  });

  it('puts nothing on the device of who is not signed in', async () => {
    base = api.base('state=unauthorized');
    await open();
    await page.getByText('Спочатку увійдіть').first().waitFor();
    await page.waitForTimeout(1_000);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
  });

  it('opens any section without the site, keeps nothing of the customer, and says so when the service is away too', async () => {
    await context.addCookies([{ name: 'site', value: 'oksana', url: site.origin }]);
    await open();
    await page.getByText(NAME).waitFor();
    await balance();
    await isKept();

    const all = await kept();
    const strangers = all.filter(
      ({ url }) => !url.startsWith(site.origin + FILES) && !/\/cabinet\.(html|css)$/.test(url),
    );
    expect(strangers).toEqual([]);
    const written = all.map(({ text }) => text).join('\n');
    for (const secret of [NAME, 'of-the-site', '0400123456', '0400 123 456']) expect(written).not.toContain(secret);
    expect(written, 'the control: what everybody is told').toContain('Вітаємо');

    await site.stop();
    await page.goto('about:blank');
    await open('?kabinet-order=ord-1#kabinet/payments');
    await page.getByText('Вітаємо').waitFor();
    await page.locator('kabinet-cabinet nav').getByRole('link', { name: 'Оплата та історія' }).waitFor();

    await api.stop();
    await context.setOffline(true);
    await open();
    const frame = page.locator('kabinet-cabinet');
    await frame.getByRole('heading', { name: 'Особистий кабінет' }).waitFor();
    await frame.getByText('Немає зв’язку з інтернетом').waitFor();
    await frame.getByText('Показання, яке не вдалося надіслати, збережено тут').waitFor();
    await frame.getByText('Телефон: 0 800 500 104').waitFor();
  });

  it('opens from the device when the site answers nothing for long', async () => {
    await open();
    await balance();
    await isKept();
    await page.goto('about:blank');
    isMute = true;
    await open();
    await page.getByText('Вітаємо').waitFor();
    await balance();
  });

  it('works as before where the site has no worker and no manifest to serve', async () => {
    worker = '/nothing-here.js?files=/kabinet/0.1.0/&shell=/cabinet.html';
    hasManifest = false;
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    const warning = page.waitForEvent('console', (message) => message.text().includes('service worker'));
    await open();
    await balance();
    expect((await warning).type()).toBe('warning');
    await page.locator('kabinet-cabinet nav').getByRole('link', { name: 'Оплата та історія' }).click();
    await page.locator('kabinet-payment-button [part=submit]').waitFor();
    expect(complaints).toEqual([]);
  });

  it('runs no file that was changed in the cache', async () => {
    await open();
    await balance();
    await isKept();
    await page.evaluate(async (url) => {
      const [name = ''] = await caches.keys();
      const body = new Response('document.title = "stolen"', { headers: { 'Content-Type': 'text/javascript' } });
      await (await caches.open(name)).put(url, body);
    }, `${site.origin}${FILES}kabinet.js`);
    await page.reload();
    await page.getByText('Телефон: 0 800 500 104').waitFor();
    expect(await page.title()).toBe('Кабінет');
  });

  it('lets other pages, and what is theirs alone, pass by', async () => {
    worker = `${WORKER}&shell=/private.html`;
    await open();
    await balance();
    await isKept();
    expect((await kept()).filter(({ url }) => url.includes('private'))).toEqual([]);
  });

  it('keeps no file of a folder without a version', async () => {
    worker = '/kabinet-sw.js?files=/kabinet/&shell=/cabinet.html';
    await open();
    await balance();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await balance();
    expect((await kept()).map(({ url }) => url)).toEqual([`${site.origin}/cabinet.html`]);
  });

  it('takes the old version away when there is a new one and nobody uses the old', async () => {
    await open();
    await balance();
    await isKept();
    const [before] = new Set((await kept()).map(({ name }) => name));
    worker = `${WORKER}&shell=/icon-192.png`;
    await page.reload();
    await balance();
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state))
      .toBe('installed');
    expect(
      (await kept()).some(({ name }) => name === before),
      'the old one is in use',
    ).toBe(true);
    // What this page runs on lies with the new one already: the next start may be in a basement.
    await expect
      .poll(async () => (await kept()).some(({ name, url }) => name !== before && url.endsWith('/kabinet.js')))
      .toBe(true);
    // The old worker leaves when its last page has closed and it has done its work: with that visit, or with the one after.
    await expect
      .poll(
        async () => {
          await page.goto('about:blank');
          await open();
          await balance();
          return (await kept()).some(({ name }) => name === before);
        },
        { timeout: 20_000 },
      )
      .toBe(false);
  });
});

describe('the manifest', () => {
  it('begins at the page, and names the sections that people come for', () => {
    const { start_url, scope, shortcuts, display } = manifest();
    expect({ start_url, scope, display }).toEqual({ start_url: '/cabinet.html', scope: '/', display: 'standalone' });
    expect(shortcuts).toEqual([
      { name: 'Передати показання', url: '/cabinet.html#kabinet/readings' },
      { name: 'Заплатити', url: '/cabinet.html#kabinet/payments' },
    ]);
  });

  it('is refused without the icons that browsers ask for, and for a start that is no page', () => {
    const icons = [192, 512].map((size) => ({ src: `/${size}.png`, size }));
    expect(() => makeManifest({ name: 'x', start: '/a.html', icons: icons.slice(0, 1) })).toThrow('512');
    expect(() => makeManifest({ name: 'x', start: '/a.html?b', icons })).toThrow('path');
    expect(() => makeManifest({ name: 'x', start: '/a.html', scope: '/b/', icons })).toThrow('folder');
  });
});
