import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { letInHosted } from './support/let-in-hosted.js';
import { useCabinet } from './support/use-cabinet.js';

/*
 * Nothing that somebody could be reading or about to press moves when a page's widgets come, however late, and when they show what they have
 * read: on the screen that the page opens with, on a phone and on a desk, for who is signed in and for who is not. What holds and how is in
 * docs/decisions/0081-nothing-moves-while-widgets-come.md.
 */

/** Every page of the demo that has widgets in it. */
const PAGES = {
  prydesnianskgaz: [
    '/kabinet.html',
    '/pokazannia.html',
    '/rakhunok.html',
    '/taryfy.html',
    '/zvernennia.html',
    '/kvytantsiia.html',
  ],
  'prydniprovski-merezhi': ['/', '/bez-vkhodu.html', '/kabinet.html', '/tur.html', '/zvernennia.html'],
  'stepnohorske-vodoteplo': ['/', '/hirnychyi.html', '/kabinet.html', '/zvernennia.html'],
  'verkhnevolzhsk-energo': ['/', '/kabinet.html', '/obrashcheniya.html', '/ves-kabinet.html'],
  polonynagaz: ['/', '/kabinet.html', '/pokaznyky.html'],
} as const;
type Supplier = keyof typeof PAGES;
const SUPPLIERS = [
  'prydesnianskgaz',
  'prydniprovski-merezhi',
  'stepnohorske-vodoteplo',
  'verkhnevolzhsk-energo',
  'polonynagaz',
] as const satisfies readonly Supplier[];
/** To browsers it is on another site than the API: each of its pages is told anew, by a press, who is signed in. */
const ASKS_ON_EACH_PAGE: Supplier = 'verkhnevolzhsk-energo';

const house = useCabinet({ accounts: 40, suppliers: [...SUPPLIERS] });

/**
 * Each script comes so much later: whatever a page does while it waits is over, and yet two that wait for each other come before a widget
 * loses patience (`core/later.ts`) and says that a part of it does not come, which is more than bones are.
 */
const LATE_MS = 1_000;
/** Nothing has come for so long: everything is there. */
const QUIET_MS = 600;

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
          sources: readonly { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
        };
        if (hadRecentInput) continue;
        const of = sources.map(({ node, previousRect: was, currentRect: now }) => {
          // Of what is inside of a widget browsers do not say what it is: only where.
          const element = node instanceof Element ? node : node?.parentElement;
          const name = element ? `${element.localName} ${element.className}`.trim() : 'inside of a widget';
          return `${name}, ${was.width} by ${was.height}, from ${was.x},${was.y} to ${now.x},${now.y}`;
        });
        shifts.push({ value, of });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

const shiftsOf = (page: Page) => page.evaluate(() => (globalThis as unknown as { shifts: Shift[] }).shifts);

/** Somebody of the supplier's, let in as its site lets people in: on the cabinet's own pages, by itself, or by an older system. */
async function signIn(context: BrowserContext, supplier: Supplier): Promise<void> {
  const { cabinet } = house;
  const { siteUrl } = cabinet.siteOf(supplier);
  const post = async (path: string, form: Record<string, string>) => {
    const answer = await context.request.post(`${siteUrl}${path}`, { form, headers: { origin: siteUrl } });
    expect(answer.ok()).toBe(true);
  };
  const { ref, accountNumber } = cabinet.newCustomer({ at: supplier });
  if (supplier === 'prydesnianskgaz') return post('/sign-in', { customer: ref });
  if (supplier === 'stepnohorske-vodoteplo') await post('/stara-baza/vhid', { rah: '17/204', kod: '5521' });
  await letInHosted(context, cabinet, await cabinet.addPerson({ at: supplier, accountNumbers: [accountNumber] }));
}

async function makeContext(width: number): Promise<BrowserContext> {
  const context = await house.browser.newContext({ viewport: { width, height: 800 } });
  onTestFinished(() => context.close());
  return context;
}

/** Waits until every widget that can be seen has what it shows, and nothing in any of them changes any more. */
async function settled(page: Page): Promise<void> {
  const look = () =>
    page.evaluate(() => {
      const widgets = [...document.querySelectorAll<HTMLElement>('*')].filter(
        ({ localName }) => localName.startsWith('kabinet-') && localName !== 'kabinet-provider',
      );
      const isWaiting = widgets.some((each) => !each.matches(':defined') || each.shadowRoot?.querySelector('.bone'));
      return isWaiting ? '' : widgets.map((each) => each.shadowRoot?.textContent ?? '').join('|') || 'none';
    });
  await expect
    .poll(
      async () => {
        const before = await look();
        if (before === '') return false;
        await page.waitForTimeout(QUIET_MS);
        return (await look()) === before;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
}

/** In the page's head: what is below stays where the person left it. Who is known to the cabinet's own pages only presses. */
async function pressSignIn(page: Page): Promise<void> {
  const press = page.locator('kabinet-account-menu').getByRole('button').first();
  const [popup] = await Promise.all([page.waitForEvent('popup'), press.click()]);
  if (!popup.isClosed()) await popup.waitForEvent('close');
  await page.locator('kabinet-account-menu [part~=toggle]').waitFor();
  await settled(page);
}

/** Opens the page with scripts that come late, and tells what moved on it. */
async function shiftsOn(context: BrowserContext, supplier: Supplier, path: string, isCustomer: boolean) {
  const page = await context.newPage();
  await watch(page);
  await page.route(
    (url) => /\/kabinet\/.*\.js$|\/dist\/app\.js$/.test(url.pathname),
    async (route) => {
      await new Promise((later) => setTimeout(later, LATE_MS));
      await route.continue().catch(() => undefined);
    },
  );
  await page.goto(`${house.cabinet.siteOf(supplier).siteUrl}${path}`, { waitUntil: 'load' });
  await settled(page);
  if (isCustomer && supplier === ASKS_ON_EACH_PAGE) await pressSignIn(page);
  const menu = page.locator('kabinet-account-menu [part~=toggle]');
  if (await page.locator('kabinet-account-menu').count()) expect(await menu.count(), path).toBe(isCustomer ? 1 : 0);
  const shifts = await shiftsOf(page);
  await page.close();
  return shifts.filter(({ value }) => value > 0).map((shift) => ({ path, ...shift }));
}

describe.each([360, 1280])('at a width of %d', (width) => {
  describe.each(['a stranger', 'a customer'])('for %s', (who) => {
    it.each(SUPPLIERS)('no page of %s moves', async (supplier) => {
      const isCustomer = who === 'a customer';
      const enter = async () => {
        const context = await makeContext(width);
        if (isCustomer) await signIn(context, supplier);
        return context;
      };
      const shared = supplier === ASKS_ON_EACH_PAGE ? undefined : await enter();
      // A tab of theirs that is signed in would sign in the others before they press.
      const shifts = PAGES[supplier].map(async (path) =>
        shiftsOn(shared ?? (await enter()), supplier, path, isCustomer),
      );
      expect((await Promise.all(shifts)).flat()).toEqual([]);
    });
  });
});

describe('what stands inside the tags', () => {
  it.each(SUPPLIERS)('shows at once on the pages of %s', async (supplier) => {
    const context = await makeContext(360);
    if (supplier === 'prydesnianskgaz') await signIn(context, supplier);
    const page = await context.newPage();
    // The widgets never come.
    await page.route(
      (url) => url.pathname.startsWith('/kabinet/'),
      (route) => route.abort(),
    );
    for (const path of PAGES[supplier]) {
      await page.goto(`${house.cabinet.siteOf(supplier).siteUrl}${path}`, { waitUntil: 'load' });
      const hidden = await page.evaluate(() =>
        [...document.querySelectorAll('main :not(:defined), #main :not(:defined)')]
          .filter((each) => [...each.children].some((child) => !child.checkVisibility({ visibilityProperty: true })))
          .map(({ localName }) => localName),
      );
      expect(hidden, path).toEqual([]);
    }
  });
});

describe('the measuring itself', () => {
  it('sees what moves', async () => {
    const page = await (await makeContext(800)).newPage();
    await watch(page);
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
