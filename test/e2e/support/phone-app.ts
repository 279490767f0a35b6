import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { makeManifest } from '../../../packages/embed/pwa/make-manifest.mjs';
import { browserFlags, findOrInstallBrowser } from '../../../scripts/ensure-browser.mjs';
import { buildStaleEmbed } from '../../../scripts/lib/build.mjs';
import { root } from '../../../scripts/lib/run.mjs';
import { listen, type MockServer, type Running, startMockServer } from '../../support/mock-server.js';

const dist = join(root, 'packages/embed/dist');
export const FILES = '/kabinet/0.1.0/';
export const WORKER = `/kabinet-sw.js?files=${FILES}&shell=/cabinet.html&shell=/cabinet.css`;
/** What the site writes into its pages for who has its cookie. */
export const NAME = 'Оксана Коваль із сайту';

const TYPES = {
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.php': 'text/html',
  '.webmanifest': 'application/manifest+json',
} as const;
const typeOf = (path: string) => TYPES[extname(path) as keyof typeof TYPES] ?? 'text/plain';

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

export const appManifest = () =>
  makeManifest({
    name: 'Мій газ',
    start: '/cabinet.html',
    icons: [192, 512].map((size) => ({ src: `/icon-${size}.png`, size })),
  });

/** A browser with a profile of its own: in a private window no page can be installed. */
export async function openProfile(): Promise<{ context: BrowserContext; page: Page; close: () => Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), 'kabinet-app-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findOrInstallBrowser(),
    args: browserFlags(),
    locale: 'uk-UA',
  });
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** What keeps the browser from installing the page; the browser says it by numbers and names of its own. */
export async function installabilityErrors(page: Page) {
  const session = await page.context().newCDPSession(page);
  return (await session.send('Page.getInstallabilityErrors')).installabilityErrors;
}

/** Everything in every cache: addresses, and all that is written there. */
export const keptOn = (page: Page) =>
  page.evaluate(async () => {
    const found: { name: string; url: string; text: string }[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        found.push({ name, url: request.url, text: (await (await cache.match(request))?.text()) ?? '' });
    }
    return found;
  });

/** Waits until the worker has this page, and all that it has loaded of the folder. */
export async function untilKept(page: Page, { shell, files }: { shell: string; files: string }): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(
      async () => {
        const urls = (await keptOn(page)).map(({ url }) => url);
        const wanted = await page.evaluate(
          (folder) =>
            performance
              .getEntriesByType('resource')
              .map(({ name }) => name)
              .filter((name) => new URL(name).pathname.startsWith(folder)),
          files,
        );
        return [shell, ...wanted].filter((url) => !urls.includes(url));
      },
      { timeout: 20_000 },
    )
    .toEqual([]);
}

/** A supplier's site with the cabinet as an app, and somebody's phone. What the site serves can be changed between visits. */
export class PhoneApp {
  /** The mock's address that the page is given. */
  base: string;
  /** The page's `worker-url`. */
  worker = WORKER;
  hasManifest = true;
  hasWorker = true;
  /** What is served in the place of the site's own, by its path. */
  documented: Readonly<Record<string, string>> = {};
  /** The page is asked for and not answered. */
  isMute = false;
  /** What the site greets a stranger with. */
  greeting = 'Вітаємо';
  /** The policy of a page, or of the worker's file, by its path. */
  policies: Readonly<Record<string, string>> = {};

  private constructor(
    readonly api: MockServer,
    readonly site: Running,
    private readonly profile: Awaited<ReturnType<typeof openProfile>>,
    private readonly integrity: string,
  ) {
    this.base = api.base('account=gas');
  }

  static async start(): Promise<PhoneApp> {
    const script = await readFile(join(dist, 'kabinet.js'));
    const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;
    const api = await startMockServer();
    // Asked for only once there is an app.
    const site = await listen((request, response) => app.#answer(request, response));
    const app: PhoneApp = new PhoneApp(api, site, await openProfile(), integrity);
    return app;
  }

  get context(): BrowserContext {
    return this.profile.context;
  }

  get page(): Page {
    return this.profile.page;
  }

  /** The site's page, for who has its cookie or for a stranger. */
  cabinetPage(cookie = ''): string {
    return `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Кабінет</title>
      <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:">
      <link rel="manifest" href="/kabinet.webmanifest"><link rel="stylesheet" href="/cabinet.css">
      <script type="module" src="${FILES}kabinet.js" integrity="${this.integrity}" data-api="${this.base}" data-token-url="/token"></script>
      </head><body><p>${cookie.includes('site=') ? NAME : this.greeting}</p>
      <kabinet-cabinet with-outbox worker-url="${this.worker.replaceAll('&', '&amp;')}">Телефон: 0 800 500 104</kabinet-cabinet></body></html>`;
  }

  readonly #answer: Parameters<typeof listen>[0] = async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const page = this.documented[pathname];
    const policy = this.policies[pathname];
    if (policy) response.setHeader('Content-Security-Policy', policy);
    if (page) return void response.writeHead(200, { 'Content-Type': typeOf(pathname) }).end(page);
    const send = (type: string, body: string | Buffer, more = {}) =>
      void response.writeHead(200, { 'Content-Type': type, ...more }).end(body);
    if (pathname === '/cabinet.html' && this.isMute) return;
    if (pathname === '/cabinet.html') return send('text/html; charset=utf-8', this.cabinetPage(request.headers.cookie));
    if (pathname === '/cabinet.css') return send('text/css', 'body { margin: 0 }');
    if (pathname === '/token') return send('application/json', '{"token": "of-the-site"}');
    if (pathname === '/private.html') return send('text/html', NAME, { 'Cache-Control': 'private' });
    if (pathname === '/kabinet.webmanifest' && this.hasManifest)
      return send('application/manifest+json', JSON.stringify(appManifest()));
    if (pathname === '/own-sw.js') return send('text/javascript', '// The site’s own.');
    // As servers do that answer everything with a page.
    if (pathname === `${FILES}gone.js`) return send('text/html', 'Сторінку не знайдено');
    if (pathname === '/kabinet-sw.js' && this.hasWorker)
      return send('text/javascript', await readFile(join(root, 'packages/embed/pwa/kabinet-sw.js')));
    const size = /^\/icon-(\d+|maskable)\.png$/.exec(pathname)?.[1];
    if (size) return send('image/png', png(Number(size) || 512));
    const file = pathname.startsWith(FILES) ? pathname.slice(FILES.length) : '';
    const body = /^[\w.-]+$/.test(file) ? await readFile(join(dist, file)).catch(() => null) : null;
    if (!body) return void response.writeHead(404).end();
    send('text/javascript', body, { 'Cache-Control': 'public, max-age=31536000, immutable' });
  };

  async open(more = ''): Promise<void> {
    await this.page.goto(`${this.site.origin}/cabinet.html${more}`);
  }

  /** Waits until the cabinet shows what is owed. */
  balance(): Promise<void> {
    return this.page.locator('kabinet-balance-card [part=amount]').waitFor();
  }

  kept() {
    return keptOn(this.page);
  }

  /** Waits until the worker has the shell and all that the page has loaded. */
  isKept(): Promise<void> {
    return untilKept(this.page, { shell: `${this.site.origin}/cabinet.html`, files: FILES });
  }

  async close(): Promise<void> {
    await this.profile.close();
    await Promise.all([this.api.stop(), this.site.stop()]);
  }
}

/** A site and a phone for each test of a file. Call it once, at the top. */
export function usePhoneApp(): { readonly app: PhoneApp } {
  let app: PhoneApp | undefined;
  beforeAll(() => buildStaleEmbed());
  beforeEach(async () => {
    app = await PhoneApp.start();
  });
  afterEach(() => app?.close());
  return {
    get app() {
      if (!app) throw new Error('There is no phone yet.');
      return app;
    },
  };
}
