import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { useCabinet } from './support/use-cabinet.js';

// Nothing on a page moves when its widgets come: what somebody is about to press stays where it is.

const house = useCabinet({
  accounts: 40,
  suppliers: [
    'prydesnianskgaz',
    'prydniprovski-merezhi',
    'stepnohorske-vodoteplo',
    'verkhnevolzhsk-energo',
    'polonynagaz',
  ],
});

const PAGES = [
  ['prydesnianskgaz', '/pokazannia.html'],
  ['prydesnianskgaz', '/taryfy.html'],
  ['prydniprovski-merezhi', '/bez-vkhodu.html'],
  ['prydniprovski-merezhi', '/kabinet.html'],
  ['stepnohorske-vodoteplo', '/kabinet.html'],
  ['verkhnevolzhsk-energo', '/kabinet.html'],
  ['polonynagaz', '/pokaznyky.html'],
  ['polonynagaz', '/kabinet.html'],
] as const;

/** Shifts are counted while a page loads and for so long after. */
const WATCHED_MS = 3_000;

interface Shift {
  readonly value: number;
  readonly of: readonly string[];
}

/** As the browser itself measures it; what follows a person's press does not count, and nobody presses here. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: readonly { node: Node | null }[];
        };
        if (hadRecentInput) continue;
        shifts.push({ value, of: sources.map(({ node }) => (node as Element | null)?.localName ?? 'text') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

const shiftsOf = (page: Page) => page.evaluate(() => (globalThis as unknown as { shifts: Shift[] }).shifts);

async function openPage(width: number): Promise<Page> {
  const context = await house.browser.newContext({ viewport: { width, height: 800 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await watch(page);
  return page;
}

describe.each([360, 1280])('at a width of %d', (width) => {
  it.each(PAGES)('the page of %s%s does not move', async (supplier, path) => {
    const page = await openPage(width);
    await page.goto(`${house.cabinet.siteOf(supplier).siteUrl}${path}`, { waitUntil: 'load' });
    await page.waitForTimeout(WATCHED_MS);
    const shifts = await shiftsOf(page);
    const sum = shifts.reduce((all, { value }) => all + value, 0);
    // As the figure is reported everywhere: in hundredths.
    expect(Math.round(sum * 100) / 100, JSON.stringify(shifts)).toBe(0);
  });
});

describe('the measuring itself', () => {
  it('sees what moves', async () => {
    const page = await openPage(800);
    await page.goto(`${house.cabinet.siteUrl}/robots.txt`);
    await page.setContent('<div id="above"></div><p>What is below</p>');
    await page.waitForTimeout(300);
    await page.evaluate(async () => {
      const shifts: unknown[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push({ value: (entry as { value?: number }).value, of: [] });
      }).observe({ type: 'layout-shift', buffered: true });
      document.querySelector<HTMLElement>('#above')?.style.setProperty('height', '300px');
      await new Promise((later) => setTimeout(later, 500));
    });
    expect((await shiftsOf(page)).length).toBeGreaterThan(0);
  });
});
