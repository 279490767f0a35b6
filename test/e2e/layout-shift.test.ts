import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { letInHosted } from './support/let-in-hosted.js';
import { useCabinet } from './support/use-cabinet.js';

// Nothing on a page moves when its widgets come, however late: what somebody is about to press stays where it is.

const SUPPLIERS = [
  'prydesnianskgaz',
  'prydniprovski-merezhi',
  'stepnohorske-vodoteplo',
  'verkhnevolzhsk-energo',
  'polonynagaz',
] as const;
type Supplier = (typeof SUPPLIERS)[number];

const house = useCabinet({ accounts: 40, suppliers: [...SUPPLIERS] });

/** Every page of the demo that has widgets in it. */
const PAGES: readonly (readonly [Supplier, string])[] = [
  ['prydesnianskgaz', '/kabinet.html'],
  ['prydesnianskgaz', '/pokazannia.html'],
  ['prydesnianskgaz', '/rakhunok.html'],
  ['prydesnianskgaz', '/taryfy.html'],
  ['prydesnianskgaz', '/zvernennia.html'],
  ['prydesnianskgaz', '/kvytantsiia.html'],
  ['prydniprovski-merezhi', '/'],
  ['prydniprovski-merezhi', '/bez-vkhodu.html'],
  ['prydniprovski-merezhi', '/kabinet.html'],
  ['prydniprovski-merezhi', '/tur.html'],
  ['prydniprovski-merezhi', '/zvernennia.html'],
  ['stepnohorske-vodoteplo', '/'],
  ['stepnohorske-vodoteplo', '/hirnychyi.html'],
  ['stepnohorske-vodoteplo', '/kabinet.html'],
  ['stepnohorske-vodoteplo', '/zvernennia.html'],
  ['verkhnevolzhsk-energo', '/'],
  ['verkhnevolzhsk-energo', '/kabinet.html'],
  ['verkhnevolzhsk-energo', '/obrashcheniya.html'],
  ['verkhnevolzhsk-energo', '/ves-kabinet.html'],
  ['polonynagaz', '/'],
  ['polonynagaz', '/kabinet.html'],
  ['polonynagaz', '/pokaznyky.html'],
];

/** The scripts come so much later than the page: whatever a page does while it waits is over. */
const LATE_MS = 1_500;
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
          const root = node?.getRootNode();
          const host = root instanceof ShadowRoot ? `${root.host.localName} ` : '';
          const element = node instanceof Element ? node : node?.parentElement;
          const name = `${host}${element?.localName ?? '?'}${element?.className ? `.${element.className}` : ''}`;
          return `${name} from ${was.x},${was.y} to ${now.x},${now.y}`;
        });
        shifts.push({ value, of });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

const shiftsOf = (page: Page) => page.evaluate(() => (globalThis as unknown as { shifts: Shift[] }).shifts);

/** Somebody of the supplier's, let in as its site lets people in. */
async function signIn(context: BrowserContext, supplier: Supplier, path: string): Promise<void> {
  const { cabinet } = house;
  const { siteUrl } = cabinet.siteOf(supplier);
  if (path === '/hirnychyi.html' || supplier === 'prydesnianskgaz') {
    const [where, form] =
      path === '/hirnychyi.html'
        ? ['/stara-baza/vhid', { rah: '17/204', kod: '5521' }]
        : ['/sign-in', { customer: cabinet.newCustomer().ref }];
    const answer = await context.request.post(`${siteUrl}${where}`, { form, headers: { origin: siteUrl } });
    expect(answer.ok()).toBe(true);
    return;
  }
  const { accountNumber } = cabinet.newCustomer({ at: supplier });
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
      const isWaiting = widgets.some((each) => !each.matches(':defined') || each.shadowRoot?.querySelector('.bones'));
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
      { timeout: 20_000 },
    )
    .toBe(true);
}

describe.each([360, 1280])('at a width of %d', (width) => {
  describe.each(['a stranger', 'a customer'])('for %s', (who) => {
    it.each(PAGES)('the page of %s%s does not move', { timeout: 60_000 }, async (supplier, path) => {
      const context = await makeContext(width);
      if (who === 'a customer') await signIn(context, supplier, path);
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
      const shifts = await shiftsOf(page);
      expect(
        shifts.reduce((all, { value }) => all + value, 0),
        JSON.stringify(shifts, null, 1),
      ).toBe(0);
    });
  });
});

describe('what stands inside the tags', () => {
  it.each(PAGES.filter(([, path]) => path !== '/'))('shows at once on the page of %s%s', async (supplier, path) => {
    const context = await makeContext(360);
    if (supplier === 'prydesnianskgaz') await signIn(context, supplier, path);
    const page = await context.newPage();
    // The widgets never come.
    await page.route(
      (url) => url.pathname.startsWith('/kabinet/'),
      (route) => route.abort(),
    );
    await page.goto(`${house.cabinet.siteOf(supplier).siteUrl}${path}`, { waitUntil: 'load' });
    const hidden = await page.evaluate(() =>
      [...document.querySelectorAll('main :not(:defined), #main :not(:defined)')]
        .filter((each) => [...each.children].some((child) => !child.checkVisibility({ visibilityProperty: true })))
        .map(({ localName }) => localName),
    );
    expect(hidden).toEqual([]);
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
