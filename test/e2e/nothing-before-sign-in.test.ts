import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../../scripts/lib/run.mjs';
import { launchBrowser } from '../support/browser.js';
import { useCabinet } from './support/use-cabinet.js';

// Whoever only looks at a supplier's pages leaves no trace on their own device and none with anybody else: no page asks a third party for
// anything, and nothing is written before somebody signs in. (What people type into an appeal is kept for them, as decision 0064 says: here
// nobody types.)

const SUPPLIERS = [
  'prydesnianskgaz',
  'prydniprovski-merezhi',
  'stepnohorske-vodoteplo',
  'verkhnevolzhsk-energo',
  'polonynagaz',
] as const;
const house = useCabinet({ accounts: 40, suppliers: SUPPLIERS });

let browser: Browser;
beforeAll(async () => {
  // Whatever goes elsewhere cannot even be looked up; that it was tried is seen all the same.
  const nowhereElse = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1';
  browser = await launchBrowser({ args: [nowhereElse] });
});
afterAll(() => browser.close());

/** What a page may write with, each wrapped so that the try itself is counted. */
function recordWrites(): void {
  const writes: string[] = [];
  Object.assign(globalThis, { writes });
  const wrap = (owner: object | undefined, name: string, label: string) => {
    // Not every browser has each of them.
    if (!owner) return;
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== 'function') return;
    Object.defineProperty(owner, name, {
      configurable: true,
      value(this: unknown, ...args: unknown[]) {
        writes.push(`${label} ${typeof args[0] === 'string' ? args[0] : ''}`);
        return Reflect.apply(original, this, args);
      },
    });
  };
  wrap(Storage.prototype, 'setItem', 'storage');
  wrap(IDBFactory.prototype, 'open', 'indexedDB');
  wrap(globalThis.CacheStorage?.prototype, 'open', 'caches');
  wrap(globalThis.ServiceWorkerContainer?.prototype, 'register', 'service worker');
  wrap((globalThis as { CookieStore?: { prototype: object } }).CookieStore?.prototype, 'set', 'cookieStore');
  wrap(globalThis.StorageManager?.prototype, 'getDirectory', 'file system');
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  if (!cookie) return;
  Object.defineProperty(Document.prototype, 'cookie', {
    ...cookie,
    set(this: Document, text: string) {
      writes.push(`cookie ${text}`);
      cookie.set?.call(this, text);
    },
  });
}

const writesOf = (page: Page) => page.evaluate(() => (globalThis as unknown as { writes: string[] }).writes);

/** What scripts left behind, whatever they wrote it with: a property of localStorage is no call. */
const leftBehind = (page: Page) =>
  page.evaluate(async () => ({
    storage: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
const NOTHING = { storage: [], databases: [], caches: [], workers: 0 };

/** Somebody new, and every origin that their browser asked for anything. */
async function somebodyNew(): Promise<{ context: BrowserContext; page: Page; asked: Map<string, string> }> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  await context.addInitScript(recordWrites);
  const asked = new Map<string, string>();
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.protocol !== 'blob:') asked.set(url.origin, url.href);
  });
  return { context, page: await context.newPage(), asked };
}

/** Widgets say by themselves what there is to say to who is not signed in. */
const settled = (page: Page) => page.waitForLoadState('networkidle');

describe.each(SUPPLIERS)('who looks at the pages of %s', (supplier) => {
  it('is asked about at nobody else’s, and has nothing written on the device', { timeout: 180_000 }, async () => {
    const { siteUrl } = house.cabinet.siteOf(supplier);
    const own = [siteUrl, house.cabinet.apiUrl];
    const files = (await readdir(join(root, 'demo', supplier))).filter((name) => name.endsWith('.html'));
    expect(files.length).toBeGreaterThan(3);
    const { context, page, asked } = await somebodyNew();
    for (const file of files) {
      for (const address of [`${siteUrl}/${file}`, `${siteUrl}/${file}?lang=en`]) {
        await page.goto(address);
        await settled(page);
        expect(await writesOf(page), address).toEqual([]);
      }
      const other = page.locator('.languages a[hreflang=ru]').first();
      if ((await other.count()) > 0) {
        await other.click();
        await settled(page);
        expect(await writesOf(page), `${file}, another language`).toEqual([]);
      }
      for (const colorScheme of ['dark', 'light'] as const) await page.emulateMedia({ colorScheme });
      expect(await leftBehind(page), file).toEqual(NOTHING);
    }
    expect([...asked].filter(([origin]) => !own.includes(origin))).toEqual([]);
    expect(asked.has(house.cabinet.apiUrl), 'the widgets ask their service').toBe(true);
    expect(await context.cookies()).toEqual([]);
  });
});

describe('the watching itself', () => {
  it('sees what is asked elsewhere, and what is written', async () => {
    const { page, asked, context } = await somebodyNew();
    await page.setContent('<link rel="stylesheet" href="https://fonts.example/css2?family=Noto">');
    await expect.poll(() => [...asked.keys()]).toContain('https://fonts.example');
    await page.goto(`${house.cabinet.siteUrl}/index.html`);
    await page.evaluate(() => {
      localStorage.setItem('a', '1');
      sessionStorage['b'] = '1';
      document.cookie = 'c=1';
      indexedDB.open('d');
    });
    expect(await writesOf(page)).toEqual(['storage a', 'cookie c=1', 'indexedDB d']);
    await expect.poll(async () => (await leftBehind(page)).databases).toEqual(['d']);
    expect((await leftBehind(page)).storage).toEqual(['a', 'b']);
    expect((await context.cookies()).map(({ name }) => name)).toEqual(['c']);
  });
});

describe('what is built', () => {
  /** Names of XML's languages, and where a library's errors are explained: nobody asks for them. */
  const NAMES = [/^http:\/\/www\.w3\.org\//, /^https:\/\/(lit|react)\.dev\//];

  it.each(['packages/embed/dist', 'demo/prydniprovski-merezhi/dist'])(
    'names no address elsewhere: %s',
    async (folder) => {
      const files = (await readdir(join(root, folder), { recursive: true })).filter((file) => file.endsWith('.js'));
      expect(files.length).toBeGreaterThan(0);
      const found: string[] = [];
      for (const file of files) {
        const text = await readFile(join(root, folder, file), 'utf8');
        for (const [address] of text.matchAll(/https?:\/\/[\w.-]+\.[a-z]{2,}[^\s"'`)<]*/g)) {
          if (!NAMES.some((name) => name.test(address))) found.push(`${file}: ${address}`);
        }
      }
      expect(found).toEqual([]);
    },
  );
});
