import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** Somebody who reads the docs, and what their browser did meanwhile. */
export interface Reader {
  readonly page: Page;
  /** What the console and the policy had to say. */
  readonly complaints: string[];
  /** Addresses that were asked, on other hosts than the docs'. */
  readonly elsewhere: string[];
  /** What scripts of the page or of its frames have written to the device. */
  written(): Promise<readonly string[]>;
}

/** Opens a page of the docs as a newcomer does, and watches everything that it asks for and keeps. */
export async function readDocs(browser: Browser, address: string): Promise<Reader> {
  const context = await browser.newContext({
    locale: 'uk-UA',
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 900 },
  });
  onTestFinished(() => context.close());
  const { origin } = new URL(address);
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  await context.addInitScript(watchWriting);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && /^(https?|wss?):$/.test(url.protocol)) elsewhere.push(url.href);
  });
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  // A frame that waits to be scrolled to has no page yet: who reads comes by all of them.
  for (const frame of await page.locator('iframe').all()) await frame.scrollIntoViewIfNeeded();
  for (const frame of page.frames()) await frame.waitForLoadState('networkidle');
  return {
    page,
    complaints,
    elsewhere,
    async written() {
      const inFrames = await Promise.all(
        page.frames().map((frame) => frame.evaluate(() => (globalThis as { writing?: string[] }).writing ?? [])),
      );
      return [...inFrames.flat(), ...(await context.cookies()).map(({ name }) => `cookie ${name}`)];
    },
  };
}

/** Runs in the page, before anything of it: remembers every way in which a script can leave something on the device. */
function watchWriting(): void {
  const writing: string[] = [];
  Object.defineProperty(globalThis, 'writing', { value: writing });
  const watch = (owner: object | undefined, name: string, words: string) => {
    if (owner === undefined) return;
    const original = (owner as Record<string, unknown>)[name];
    if (typeof original !== 'function') return;
    Object.defineProperty(owner, name, {
      configurable: true,
      writable: true,
      value(this: unknown, ...args: unknown[]): unknown {
        writing.push(`${words} ${String(args[0])}`);
        return Reflect.apply(original, this, args) as unknown;
      },
    });
  };
  watch(Storage.prototype, 'setItem', 'storage');
  watch(IDBFactory.prototype, 'open', 'database');
  watch(globalThis.CacheStorage?.prototype, 'open', 'cache');
  watch(globalThis.ServiceWorkerContainer?.prototype, 'register', 'worker');
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', {
    configurable: true,
    get(this: Document): unknown {
      return cookie?.get?.call(this) as unknown;
    },
    set(this: Document, value: string) {
      writing.push(`cookie ${value}`);
      cookie?.set?.call(this, value);
    },
  });
}
