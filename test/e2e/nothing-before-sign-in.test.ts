import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../../scripts/lib/run.mjs';
import { launchBrowser } from '../support/browser.js';
import { watchWriting, writesOf } from '../support/watch-writing.js';
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

/** What scripts left behind, whatever they wrote it with. */
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
  await context.addInitScript(watchWriting);
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
      Object.defineProperty(localStorage, 'c', { value: '1', configurable: true, enumerable: true, writable: true });
      document.cookie = 'd=1';
      indexedDB.open('e');
      // TypeScript's libraries do not have it yet.
      void (globalThis as unknown as { cookieStore: { set(name: string, value: string): void } }).cookieStore.set(
        'f',
        '1',
      );
    });
    expect(await writesOf(page)).toEqual([
      'localStorage a',
      'sessionStorage b',
      'localStorage c',
      'cookie d=1',
      'indexedDB e',
      'cookieStore f',
    ]);
    await expect.poll(async () => (await leftBehind(page)).databases).toEqual(['e']);
    // A page reads what it has written.
    expect((await leftBehind(page)).storage.sort()).toEqual(['a', 'b', 'c']);
    await expect.poll(async () => (await context.cookies()).map(({ name }) => name)).toEqual(['d', 'f']);
  });
});

describe('what is built', () => {
  /** What may stand there all the same, and why nothing is asked for at it. Names that end in .example or .invalid belong to nobody. */
  const MAY_STAND: readonly { file: RegExp; address: RegExp; why: string }[] = [
    { file: /./, address: /^http:\/\/www\.w3\.org\/[\w/]+$/, why: 'names of XML’s languages' },
    { file: /./, address: /^https:\/\/react\.dev\/errors\/$/, why: 'where an error of React’s is explained' },
    {
      file: /^passkey-[\w-]+\.js$/,
      address: /^https:\/\/simplewebauthn\.dev\/docs\//,
      why: 'where an error of the passkeys’ library is explained',
    },
    {
      file: /^mock-[\w-]+\.js$/,
      address: /^https:\/\/(?:www|cabinet)\.(?:energy|regulator)\.example\//,
      why: 'the sample supplier’s links',
    },
    {
      file: /^mock-[\w-]+\.js$/,
      address: /^https:\/\/qr\.bank\.gov\.ua\/c2FtcGxl/,
      why: 'what the QR code of a sample payment says',
    },
    {
      file: /^snippet\.js$/,
      address: /^https:\/\/page\.invalid$/,
      why: 'stands for the page while addresses are put together',
    },
    { file: /^pwa\/kabinet-sw\.js$/, address: /^https:\/\/cdn\.example\//, why: 'an example in a comment' },
  ];

  it.each(['packages/embed/dist', 'demo/prydniprovski-merezhi/dist'])(
    'names no address elsewhere: %s',
    async (folder) => {
      const files = (await readdir(join(root, folder), { recursive: true })).filter((file) => file.endsWith('.js'));
      expect(files.length).toBeGreaterThan(0);
      const found: string[] = [];
      for (const file of files) {
        const text = await readFile(join(root, folder, file), 'utf8');
        for (const [address] of text.matchAll(/https?:\/\/[\w.-]+\.[a-z]{2,}[^\s"'`)<]*/g)) {
          if (!MAY_STAND.some((each) => each.file.test(file) && each.address.test(address)))
            found.push(`${file}: ${address}`);
        }
      }
      expect(found).toEqual([]);
    },
  );
});
