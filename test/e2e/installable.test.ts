/** The cabinet as an app of a phone: what the browser says of it, what opens without a network, and what lies on the device then. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { makeManifest } from '../../packages/embed/pwa/make-manifest.mjs';
import { type Integrity, makeSnippet, type Manifest } from '../../packages/embed/snippet/index.js';
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

const TYPES = {
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.php': 'text/html',
  '.webmanifest': 'application/manifest+json',
} as const;
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
let hasWorker: boolean;
/** What the guide says to serve instead, by its path. */
let documented: Readonly<Record<string, string>>;
/** The page is asked for and not answered. */
let isMute: boolean;
/** What the site greets a stranger with. */
let greeting: string;
/** The policy of a page, or of the worker's file, by its path. */
let policies: Readonly<Record<string, string>>;

function cabinetPage(cookie: string): string {
  return `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Кабінет</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:">
    <link rel="manifest" href="/kabinet.webmanifest"><link rel="stylesheet" href="/cabinet.css">
    <script type="module" src="${FILES}kabinet.js" integrity="${integrity}" data-api="${base}" data-token-url="/token"></script>
    </head><body><p>${cookie.includes('site=') ? NAME : greeting}</p>
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
  hasWorker = true;
  isMute = false;
  documented = {};
  greeting = 'Вітаємо';
  policies = {};
  site = await listen(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const page = documented[pathname];
    const policy = policies[pathname];
    if (policy) response.setHeader('Content-Security-Policy', policy);
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
    if (pathname === '/own-sw.js') return send('text/javascript', '// The site’s own.');
    // As servers do that answer everything with a page.
    if (pathname === `${FILES}gone.js`) return send('text/html', 'Сторінку не знайдено');
    if (pathname === '/kabinet-sw.js' && hasWorker)
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

/** The folder of a supplier's site, with the package in it. */
async function siteFolder() {
  const folder = makeEmptyFolder();
  onTestFinished(() => folder.remove());
  await mkdir(join(folder.path, 'node_modules/@kabinet'), { recursive: true });
  await symlink(join(root, 'packages/embed'), join(folder.path, 'node_modules/@kabinet/embed'));
  return folder;
}

describe('docs/en/phone-app.md', () => {
  it('leads to a page that can be installed and opens without a network', async () => {
    const steps = new Steps('phone-app.md');
    const folder = await siteFolder();
    const { code, output } = await folder.run(steps.take('sh').code);
    expect(code, output).toBe(0);
    const html = steps.take('html file=cabinet.html').code;
    // The next test does what it says last.
    steps.take('sh');
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

  it('takes it off again: nothing is left of the worker, nor of what it kept', async () => {
    await open();
    await balance();
    await isKept();
    const steps = new Steps('phone-app.md');
    steps.take('sh');
    const folder = await siteFolder();
    const { code, output } = await folder.run(steps.take('sh').code);
    expect(code, output).toBe(0);
    documented = {
      '/cabinet.html': cabinetPage('').replace(/ worker-url="[^"]*"/, ''),
      '/kabinet-sw.js': await readFile(join(folder.path, 'kabinet-sw.js'), 'utf8'),
    };
    const registered = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    // A browser looks for a new worker soon after a page was opened, and forgets one that has left when its pages have closed.
    await open();
    await expect.poll(async () => (await kept()).length, { timeout: 20_000 }).toBe(0);
    await page.goto('about:blank');
    await open();
    await balance();
    expect(await registered()).toBe(0);
    expect(await kept()).toEqual([]);
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
    // All that the page does by itself, it has done.
    await page.waitForLoadState('networkidle');
    const left = () =>
      page.evaluate(async () => [
        (await navigator.serviceWorker.getRegistrations()).length,
        (await caches.keys()).length,
      ]);
    expect(await left()).toEqual([0, 0]);
    base = api.base('account=gas');
    await open('?customer');
    await balance();
    // The control: who is signed in.
    await expect.poll(left).toEqual([1, 1]);
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
    await frame.getByText('Ваших даних у пам’яті цього пристрою немає').waitFor();
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
    hasWorker = false;
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

  it('runs no file that was changed in the cache, and takes the right one from the site when the page is loaded anew', async () => {
    await open();
    await balance();
    await isKept();
    await page.evaluate(async (url) => {
      const [name = ''] = await caches.keys();
      const body = new Response('document.title = "stolen"', { headers: { 'Content-Type': 'text/javascript' } });
      await (await caches.open(name)).put(url, body);
    }, `${site.origin}${FILES}kabinet.js`);
    await page.reload();
    await balance();
    expect(await page.title()).toBe('Кабінет');
    const script = await readFile(join(dist, 'kabinet.js'), 'utf8');
    await expect.poll(async () => (await kept()).find(({ url }) => url.endsWith('/kabinet.js'))?.text).toBe(script);
  });

  it('leaves the worker that the site has already', async () => {
    documented = { '/own.html': '<!doctype html><title>Сайт</title>' };
    await page.goto(`${site.origin}/own.html`);
    await page.evaluate(() => navigator.serviceWorker.register('/own-sw.js').then(() => navigator.serviceWorker.ready));
    const warning = page.waitForEvent('console', (message) => message.text().includes('own-sw.js'));
    await open();
    await balance();
    expect((await warning).type()).toBe('warning');
    const workers = () =>
      page.evaluate(async () =>
        (await navigator.serviceWorker.getRegistrations()).map((each) => each.active?.scriptURL),
      );
    expect(await workers()).toEqual([`${site.origin}/own-sw.js`]);
    expect(await kept()).toEqual([]);
  });

  it('puts no other script on the device, and no worker of a folder that the page is not in', async () => {
    for (const [address, why] of [
      ['/own-sw.js', 'kabinet-sw.js'],
      ['https://elsewhere.example/kabinet-sw.js', 'must be on'],
      ['/elsewhere/kabinet-sw.js', 'folder'],
    ] as const) {
      worker = address;
      const warning = page.waitForEvent('console', (message) => message.text().includes('service worker'));
      await open();
      expect((await warning).text()).toContain(why);
    }
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  });

  it('is not installed where the policy of its own file lets it ask for nothing: the page opens as before', async () => {
    policies = { '/kabinet-sw.js': "default-src 'none'" };
    const warning = page.waitForEvent('console', (message) => message.text().includes('could not keep'));
    await open();
    await balance();
    await warning;
    await page.reload();
    await balance();
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  });

  it('works under the policies that the snippet prints and the guide says', async () => {
    const read = async (name: string) => JSON.parse(await readFile(join(dist, name), 'utf8')) as unknown;
    const { head, body, csp } = makeSnippet({
      manifest: (await read('manifest.json')) as Manifest,
      integrity: (await read('integrity.json')) as Integrity,
      way: 'module-with-map',
      base: FILES,
      api: base,
      tags: ['kabinet-cabinet'],
      languages: ['uk'],
      settings: { tokenUrl: '/token' },
      attributes: { 'kabinet-cabinet': { 'worker-url': WORKER } },
    });
    policies = { '/cabinet.html': csp, '/kabinet-sw.js': "default-src 'none'; connect-src 'self'" };
    documented = {
      '/cabinet.html': `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Кабінет</title>
        <link rel="icon" href="/icon-192.png"><link rel="manifest" href="/kabinet.webmanifest">${head}</head><body>${body}</body></html>`,
    };
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
    });
    await open();
    await balance();
    await isKept();
    const session = await context.newCDPSession(page);
    expect((await session.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('keeps the page as it was last, and no page for a file that is gone', async () => {
    await open();
    await balance();
    await isKept();
    greeting = 'З новим роком';
    await page.evaluate((url) => {
      navigator.serviceWorker.controller?.postMessage({ type: 'kabinet-files', urls: [url] });
    }, `${site.origin}${FILES}gone.js`);
    await page.reload();
    await expect
      .poll(async () => (await kept()).find(({ url }) => url.endsWith('/cabinet.html'))?.text)
      .toContain('З новим роком');
    expect((await kept()).filter(({ url }) => url.endsWith('/gone.js'))).toEqual([]);
  });

  it('tells pages apart by what follows ?, but for what is ours', async () => {
    worker = `/kabinet-sw.js?files=${FILES}&shell=${encodeURIComponent('/index.php?page=cabinet')}`;
    documented = { '/index.php': cabinetPage('') };
    await page.goto(`${site.origin}/index.php?page=cabinet`);
    await balance();
    await expect
      .poll(async () => (await kept()).map(({ url }) => url))
      .toContain(`${site.origin}/index.php?page=cabinet`);
    await site.stop();
    await page.goto('about:blank');
    await page.goto(`${site.origin}/index.php?page=cabinet&kabinet-order=ord-1&code=1&state=2`);
    await page.getByText('Вітаємо').waitFor();
    await expect(page.goto(`${site.origin}/index.php?page=news`)).rejects.toThrow('ERR_');
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
