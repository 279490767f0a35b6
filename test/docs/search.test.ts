import { sep } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elementName } from '../../docs/.vitepress/data/element-names.js';
import { type Manifest, elementDocs } from '../../docs/.vitepress/data/manifest.js';
import { apiDocs } from '../../docs/.vitepress/data/operation-pages.js';
import { sectionsOf } from '../../docs/.vitepress/data/search-sections.js';
import { plain, stem } from '../../docs/.vitepress/data/search-words.js';
import { ELEMENTS, WIDGET_TAGS } from '../manifest.js';
import { launchBrowser } from '../support/browser.js';
import { buildStaleDocs, type DocsSite, startDocsSite } from './support/docs-site.js';
import { readDocs } from './support/reader.js';

describe('words that are looked for', () => {
  it('are compared as people write them', () => {
    expect(plain('Ґанок об’єкта, счётчик')).toBe('ганок обєкта, счетчик');
    expect(plain("об'єкт")).toBe(plain('обʼєкт'));
  });

  it('lose their endings in Ukrainian and Russian, and nothing in code', () => {
    expect(plain('показання').startsWith(stem('показань'))).toBe(true);
    expect(plain('счётчики').startsWith(stem('счётчика'))).toBe(true);
    expect(stem('газ')).toBe('газ');
    expect(stem('getBalance')).toBe('getbalance');
  });
});

describe('what is found of a page', () => {
  const manifest = { modules: [{ declarations: ELEMENTS }] } as unknown as Manifest;
  const facts = {
    element: (language: 'uk' | 'ru' | 'en', tag: string) =>
      elementDocs(language, manifest).find((each) => each.tag === tag),
    api: (language: 'uk' | 'ru' | 'en') => apiDocs(language),
  };
  const file = (path: string) => `/somewhere/docs/${path}`.replaceAll('/', sep);

  it('is what its headings say and what stands below them', () => {
    const html = `<h1 id="a" tabindex="-1">Перша <a class="header-anchor" href="#a">&#8203;</a></h1><p>один &amp; два</p>
      <h2 id="b" tabindex="-1">Ґрунт</h2><p>три</p>`;
    expect(sectionsOf(file('uk/start.md'), html, facts)).toEqual([
      { anchor: '', titles: ['Перша'], text: 'перша один & два' },
      { anchor: 'b', titles: ['Перша', 'Ґрунт'], text: 'грунт три' },
    ]);
  });

  it('is what the manifest says of an element', () => {
    const sections = sectionsOf(file('uk/elements/kabinet-meter-card.md'), '', facts);
    expect(sections[0]).toMatchObject({ anchor: '', titles: ['Лічильник', '<kabinet-meter-card>'] });
    expect(sectionsOf(file('en/elements/kabinet-meter-card.md'), '', facts)[0]?.titles).toEqual([
      '<kabinet-meter-card>',
    ]);
    expect(sections.find(({ anchor }) => anchor === 'attributes')?.text).toContain('with-history');
    expect(new Set(sections.map(({ anchor }) => anchor)).size).toBe(sections.length);
  });

  it('is an element by the heading that it shows', async () => {
    const files: Readonly<Record<string, string>> = { 'kabinet-guest-reading-form': 'guest-reading' };
    for (const language of ['uk', 'ru'] as const) {
      for (const tag of WIDGET_TAGS) {
        const name = elementName(language, tag);
        const locale = `../../packages/elements/src/locales/${language}/${files[tag] ?? tag.replace('kabinet-', '')}.js`;
        // The menu has no heading, the receipt one for each sort of it.
        if (['kabinet-account-menu', 'kabinet-receipt'].includes(tag)) expect(name, tag).toBeTruthy();
        else
          expect(Object.values((await import(locale)) as object), tag).toContainEqual(
            expect.objectContaining({ heading: name }),
          );
      }
    }
  });

  it('is what the contract says of a call', () => {
    const [section] = sectionsOf(file('en/api/getBalance.md'), '', facts);
    expect(section).toMatchObject({ anchor: '', titles: ['What is owed on an account, and why', 'getBalance'] });
    expect(section?.text).toContain('/accounts/{accountid}/balance');
  });

  it('is, of a call, what its language says it does', () => {
    for (const [language, words] of [
      ['uk', 'Передати показання'],
      ['ru', 'Передать показание'],
    ] as const) {
      const [section] = sectionsOf(file(`${language}/api/submitReading.md`), '', facts);
      expect(section?.titles).toEqual([words, 'submitReading']);
      expect(section?.text).toContain(words.toLowerCase());
    }
  });

  it('is the groups and the error codes of the list of calls, below its own words', () => {
    const sections = sectionsOf(file('uk/api/index.md'), '<h1 id="api">API</h1><p>виклики</p>', facts);
    expect(sections[0]).toEqual({ anchor: '', titles: ['API'], text: 'api виклики' });
    expect(sections).toContainEqual({
      anchor: 'readings',
      titles: ['API', 'Лічильники й показання'],
      text: expect.stringContaining('показання') as string,
    });
    expect(sections.at(-1)).toMatchObject({ anchor: 'problems', titles: ['API', 'Коди помилок'] });
    expect(sections.at(-1)?.text).toContain('slot_taken цей час зайнято');
  });
});

describe('the search box', () => {
  let site: DocsSite;
  let browser: Browser;

  beforeAll(async () => {
    await buildStaleDocs();
    [site, browser] = await Promise.all([startDocsSite(), launchBrowser()]);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  const openBox = async (page: Page) => {
    await page.locator('.VPNavBarSearch button').click();
    const box = page.getByRole('dialog');
    await box.getByRole('searchbox').waitFor();
    return box;
  };

  for (const [language, words, tag] of [
    ['uk', 'показання', 'kabinet-reading-form'],
    ['uk', 'показань', 'kabinet-reading-form'],
    ['uk', 'лічильника', 'kabinet-meter-card'],
    ['ru', 'счетчиков', 'kabinet-meter-card'],
    ['ru', 'показаний', 'kabinet-reading-form'],
    ['en', 'reading', 'kabinet-reading-form'],
    ['en', 'meters', 'kabinet-meter-card'],
    ['uk', 'getbalance', 'getBalance'],
    ['uk', 'показання', 'submitReading'],
    ['uk', 'оплата', 'listPayments'],
    ['uk', 'суму для оплати', 'createPaymentOrder'],
    ['ru', 'передать показание', 'submitReading'],
    ['ru', 'оплаты', 'refundPayment'],
    ['ru', 'сумму для оплаты', 'createPaymentOrder'],
  ] as const) {
    it(`finds “${words}” in ${language}, and leads there`, async () => {
      const { page, complaints, elsewhere, written } = await readDocs(browser, `${site.origin}/${language}/elements/`);
      const box = await openBox(page);
      await box.getByRole('searchbox').fill(words);
      await box.getByRole('link', { name: tag }).first().click();
      await page.getByRole('heading', { level: 1, name: tag }).waitFor();
      expect(new URL(page.url()).pathname).toMatch(new RegExp(`^/${language}/(elements|api)/${tag}`));
      expect(elsewhere).toEqual([]);
      expect(await written()).toEqual([]);
      expect(complaints).toEqual([]);
    });
  }

  it('finds abbreviations in each language', async () => {
    for (const language of ['uk', 'ru', 'en']) {
      const { page } = await readDocs(browser, `${site.origin}/${language}/elements/`);
      const box = await openBox(page);
      for (const [words, where] of [
        ['CSP', 'security-policy'],
        ['CORS', 'security-policy'],
        ['SRI', 'security-policy'],
        ['SSO', 'sign-on'],
        ['PWA', 'phone-app'],
        ['JWT', 'server'],
        ['OpenAPI', 'api/'],
        ['GTM', 'guides/tag-manager'],
      ] as const) {
        await box.getByRole('searchbox').fill(words);
        await box.locator(`a[href*="/${language}/${where}"]`).first().waitFor();
      }
    }
  });

  it.each([
    ['uk', 'тариф', 'kabinet-tariff-lookup'],
    ['uk', 'тарифи', 'kabinet-tariff-lookup'],
    ['uk', 'показання', 'kabinet-reading-form'],
    ['ru', 'тариф', 'kabinet-tariff-lookup'],
    ['ru', 'тарифы', 'kabinet-tariff-lookup'],
    ['ru', 'показания', 'kabinet-reading-form'],
  ])('in %s: shows for “%s” the element and the customers’ page before all others', async (language, words, tag) => {
    const { page } = await readDocs(browser, `${site.origin}/${language}/elements/`);
    const box = await openBox(page);
    await box.getByRole('searchbox').fill(words);
    await box.getByRole('link', { name: tag }).first().waitFor();
    const found = await box
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    const others = found.findIndex((address) => !/\/elements\/kabinet-|\/customers/.test(address));
    const before = found.slice(0, others);
    expect(
      before.some((address) => address.endsWith(`/${tag}.html`)),
      before.join(' '),
    ).toBe(true);
    expect(
      before.some((address) => address.includes('/customers')),
      before.join(' '),
    ).toBe(true);
  });

  it('works without a network once a page has come', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/`);
    // It comes without being asked for, when the page has nothing else to do.
    const hasCome = () =>
      performance.getEntriesByType('resource').some(({ name }) => /localSearchIndexuk|SearchBox/.test(name));
    await expect.poll(() => page.evaluate(hasCome)).toBe(true);
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    const box = await openBox(page);
    await box.getByRole('searchbox').fill('лічильник');
    await box.getByRole('link', { name: 'kabinet-meter-card' }).first().waitFor();
  });

  it('is opened, asked and left by the keyboard alone', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/`);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('searchbox').waitFor();
    await page.keyboard.type('показань');
    await page.getByRole('dialog').getByRole('link').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => new URL(page.url()).pathname).not.toBe('/uk/elements/');
  });

  it('says that there is nothing, and gives the focus back when it is left', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/`);
    const box = await openBox(page);
    await box.getByRole('searchbox').fill('щщщщщщщщ');
    await box.getByText('Нічого не знайдено').waitFor();
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.closest('.VPNavBarSearch') !== null)).toBe(true);
  });
});
