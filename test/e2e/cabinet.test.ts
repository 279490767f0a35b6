/** The whole cabinet in one tag, as it was built, on a page with the strictest policy that it can have. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { launchBrowser } from '../support/browser.js';
import { type EmbedSite, startEmbedSite } from '../support/embed-site.js';
import { type MockServer, startMockServer } from '../support/mock-server.js';
import { everythingStored } from './support/everything-stored.js';

/** Each section with what there is in it once it can be used. */
const SECTIONS = {
  Головне: 'kabinet-balance-card [part=amount]',
  'Показання і лічильники': 'kabinet-reading-form form input',
  'Оплата та історія': 'kabinet-payment-button [part=submit]',
  'Квитанції про оплату': 'kabinet-receipt input',
  'Тарифи і розрахунок': 'kabinet-tariff-lookup [part=card] h2',
  Звернення: 'kabinet-appeal-list [part=appeal]',
  'Прийом у фахівця': 'kabinet-appointment-form [data-choose]',
  'Мої договори': 'kabinet-contracts [part=file] button',
  'Особові рахунки': 'kabinet-link-account [part=account]',
} as const;

let api: MockServer;
let site: EmbedSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let loaded: string[];

beforeAll(async () => {
  await buildStaleEmbed();
  [api, site, browser] = await Promise.all([startMockServer(), startEmbedSite(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([api?.stop(), site?.stop()]);
});

beforeEach(async () => {
  context = await browser.newContext({ locale: 'uk-UA', viewport: { width: 1100, height: 800 } });
  page = await context.newPage();
  complaints = [];
  loaded = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type()) && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
});

afterEach(() => context.close());

const NONCE = 'r4nd0m';

interface Shown {
  /** What the mock's address says. */
  readonly query?: string;
  /** After the page's own address. */
  readonly more?: string;
  readonly attributes?: string;
  readonly head?: string;
  /** Behind the cabinet. */
  readonly after?: string;
}

async function open({
  query = 'account=gas',
  more = '',
  attributes = '',
  head = '',
  after = '',
}: Shown = {}): Promise<void> {
  const html = `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Сайт</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">${head}
    <script type="module" nonce="${NONCE}" src="${site.origin}/kabinet/kabinet.js"></script>
    <script type="module" nonce="${NONCE}">
      import { configure } from '${site.origin}/kabinet/kabinet.js';
      configure({ api: '${api.base(query)}', getToken: async () => 'of-the-site' });
    </script></head>
    <body><h1>Кабінет</h1><kabinet-cabinet ${attributes}>Особистий кабінет: 0 800 500 104</kabinet-cabinet>${after}</body></html>`;
  const policy = `default-src 'none'; script-src 'nonce-${NONCE}'; connect-src ${api.origin}; require-trusted-types-for 'script'; trusted-types lit-html`;
  await page.goto(site.add({ html, headers: { 'Content-Security-Policy': policy } }) + more);
}

const heading = (name: string) => page.locator('kabinet-cabinet').getByRole('heading', { name, exact: true, level: 2 });
const link = (name: string) => page.locator('kabinet-cabinet nav').getByRole('link', { name, exact: true });
const isShown = (name: string) => heading(name).first().waitFor();

describe('the cabinet in one tag', () => {
  it('has every section in working order, loads the code of each when it is opened, and breaks no policy', async () => {
    await open();
    await page.locator(SECTIONS.Головне).first().waitFor();
    expect(loaded.filter((path) => /contracts|appeal-list|payment-history/.test(path))).toEqual([]);
    for (const [name, usable] of Object.entries(SECTIONS)) {
      await link(name).click();
      await isShown(name);
      await page.locator(usable).first().waitFor();
    }
    expect(complaints).toEqual([]);
    expect(loaded.some((path) => path.includes('contracts'))).toBe(true);
  });

  it('asks for the accounts once, however many sections are opened', async () => {
    api.asked.length = 0;
    await open();
    for (const name of ['Оплата та історія', 'Показання і лічильники', 'Мої договори']) {
      await link(name).click();
      await isShown(name);
    }
    await page.locator(SECTIONS['Мої договори']).first().waitFor();
    expect(api.asked.filter((each) => each === 'GET /accounts')).toHaveLength(1);
  });

  it('is opened at a section by its address, which Back and Forward follow', async () => {
    await open({ more: '#kabinet/tariffs' });
    await isShown('Тарифи і розрахунок');
    await link('Мої договори').click();
    await isShown('Мої договори');
    expect(new URL(page.url()).hash).toBe('#kabinet/contracts');
    await page.goBack();
    await isShown('Тарифи і розрахунок');
    await page.goForward();
    await isShown('Мої договори');
    await page.reload();
    await isShown('Мої договори');
  });

  it('stays on its page where a <base> says that all addresses are elsewhere', async () => {
    await open({ head: `<base href="${site.origin}/elsewhere/">` });
    const path = new URL(page.url()).pathname;
    await link('Оплата та історія').click();
    await isShown('Оплата та історія');
    expect(new URL(page.url()).pathname).toBe(path);
    expect(await link('Мої договори').getAttribute('href')).toBe(`${site.origin}${path}#kabinet/contracts`);
  });

  it('stands in a page that is read from right to left', async () => {
    await open();
    await page.evaluate(() => (document.dir = 'rtl'));
    await page.locator(SECTIONS.Головне).first().waitFor();
    expect(await page.locator('kabinet-cabinet').evaluate((host) => getComputedStyle(host).direction)).toBe('rtl');
    const directions = await page
      .locator('kabinet-cabinet, kabinet-cabinet nav a, kabinet-cabinet #heading')
      .evaluateAll((all) => all.slice(1).map((each) => getComputedStyle(each).direction));
    expect(new Set(directions)).toEqual(new Set(['ltr']));
  });

  it('says that the address names what this supplier does not have, and whom to call', async () => {
    await open({ more: '#kabinet/money' });
    await page.getByText('Такого розділу в цьому кабінеті немає').first().waitFor();
    await isShown('Головне');
    expect(await page.locator('kabinet-cabinet .contact').filter({ visible: true }).count()).toBe(1);
  });

  it('leaves widgets beside it, and links within the page, to the page', async () => {
    await open({
      after:
        '<p><a href="#news">Новини</a></p><kabinet-balance-card></kabinet-balance-card><h2 id="news" style="margin-top: 1500px">Новини</h2>',
    });
    await link('Показання і лічильники').click();
    await isShown('Показання і лічильники');
    await page.getByRole('link', { name: 'Новини' }).click();
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
    expect(new URL(page.url()).hash).toBe('#news');
    await isShown('Показання і лічильники');
    // The page's own card is not led by the cabinet: it has its account and its phone.
    const own = page.locator('body > kabinet-balance-card');
    await own.locator('[part=amount]').waitFor();
    await own.locator('[part=contact]').waitFor();
    await own.locator('[part=account]').waitFor();
  });

  it('leads who comes back from the bank to their payment, and leaves the order in the address to it', async () => {
    await open({ more: '?kabinet-order=ord-1#kabinet/tariffs' });
    await isShown('Оплата та історія');
    await page.locator('kabinet-payment-button [part=card]').waitFor();
  });

  it('keeps no account number, id or token in an address', async () => {
    await open({ query: '' });
    for (const name of Object.keys(SECTIONS)) {
      await link(name).click();
      await isShown(name);
      expect(new URL(page.url()).href).toMatch(/\/page-\d+\.html#kabinet\/[a-z]+$/);
    }
  });

  it('writes nothing on the device of who is not signed in, and asks them in once', async () => {
    await open({ query: 'state=unauthorized' });
    await page.getByText('Спочатку увійдіть').first().waitFor();
    const before = await everythingStored(page);
    expect(before).toBe(JSON.stringify([{}, {}, '', []]));
    expect(await page.getByText('Спочатку увійдіть').filter({ visible: true }).count()).toBe(1);
    await link('Тарифи і розрахунок').click();
    await page.locator('kabinet-tariff-lookup #service').waitFor();
    expect(await everythingStored(page)).toBe(before);
    expect(await context.cookies()).toEqual([]);
  });

  it('can be used by keyboard alone on a phone of 320 px, and no section is wider than it', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open();
    const toggle = page.getByRole('button', { name: 'Розділи кабінету' });
    await toggle.waitFor();
    for (const name of Object.keys(SECTIONS)) {
      await toggle.focus();
      await page.keyboard.press('Enter');
      await link(name).focus();
      await page.keyboard.press('Enter');
      await isShown(name);
      const focused = await page.evaluate(
        () => document.activeElement?.shadowRoot?.activeElement?.textContent ?? 'nothing',
      );
      expect(focused).toBe(name);
      await page
        .locator(SECTIONS[name as keyof typeof SECTIONS])
        .first()
        .waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, name).toBeLessThanOrEqual(320);
      // The heading that took the focus is on the screen, and nothing lies over it (WCAG 2.2, 2.4.11).
      const isOnTop = await heading(name)
        .first()
        .evaluate((element) => {
          const { left, top } = element.getBoundingClientRect();
          const root = element.getRootNode() as ShadowRoot;
          return root.elementFromPoint(left + 2, top + 2) === element;
        });
      expect(isOnTop, name).toBe(true);
    }
    expect(complaints).toEqual([]);
  });

  it('keeps the text inside the tag while its own code does not come', async () => {
    await context.route(/\/kabinet\/cabinet\.define-|\/kabinet\/cabinet-/, (route) => route.abort());
    await open();
    await page.getByText('Особистий кабінет: 0 800 500 104').waitFor();
    expect(complaints.some((each) => each.includes('<kabinet-cabinet>'))).toBe(true);
  });
});
