import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { watchWriting, writesOf } from '../../support/watch-writing.js';

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
      const inFrames = await Promise.all(page.frames().map(writesOf));
      return [...inFrames.flat(), ...(await context.cookies()).map(({ name }) => `cookie ${name}`)];
    },
  };
}
