import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '@kabinet/api/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { operationDocs } from '../../docs/.vitepress/data/operation-pages.js';
import { languages } from '../../docs/.vitepress/data/manifest.js';
import { TAG_NAMES } from '../manifest.js';
import { launchBrowser } from '../support/browser.js';
import { faultsSeen } from '../e2e/support/axe.js';
import { buildDocsFor, buildStaleDocs, dist, type DocsSite, readPolicy, startDocsSite } from './support/docs-site.js';
import { deadLinks } from './support/links.js';
import { readDocs } from './support/reader.js';

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

const built = (): string[] =>
  readdirSync(dist, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));

describe('the docs as they are built', () => {
  it('have a page for each element and each call in each language', () => {
    const pages = languages.flatMap((language) => [
      ...TAG_NAMES.map((tag) => `${language}/elements/${tag}.html`),
      ...Object.keys(operations).map((name) => `${language}/api/${name}.html`),
      `${language}/elements/configurator.html`,
      `${language}/elements/themes.html`,
      `${language}/elements/index.html`,
      `${language}/api/index.html`,
    ]);
    expect(pages.filter((page) => !existsSync(join(dist, page)))).toEqual([]);
  });

  it('say of a call what the contract says', () => {
    const docs = operationDocs('uk');
    expect(docs.map(({ name }) => name).sort()).toEqual(Object.keys(operations).sort());
    const reading = docs.find(({ name }) => name === 'submitReading');
    expect(reading).toMatchObject({ method: 'POST', path: '/accounts/{accountId}/readings', isPublic: false });
    expect(Object.keys(reading?.schemas ?? {})).toContain('ReadingSubmission');
    const html = readFileSync(join(dist, 'uk/api/submitReading.html'), 'utf8');
    for (const words of ['POST /accounts/{accountId}/readings', 'Idempotency-Key', 'ReadingSubmission']) {
      expect(html).toContain(words);
    }
  });

  it('say in the language of the page what a call does, what it needs and what can be wrong', () => {
    for (const [language, words] of [
      ['uk', ['Передати показання', 'Однаковий для всіх спроб одного наміру', 'За цей період показання вже передано']],
      ['ru', ['Передать показание', 'Одинаковый для всех попыток', 'За этот период показание уже передано']],
    ] as const) {
      const html = readFileSync(join(dist, language, 'api/submitReading.html'), 'utf8');
      for (const text of words) expect(html).toContain(text);
      expect(html).not.toContain(operations.submitReading.summary);
    }
  });

  it('hold neither decisions nor sources', () => {
    expect(built().filter((name) => /decisions|architecture|\.ts$|\.map$/.test(name))).toEqual([]);
  });

  it('say of a block that is to be saved under which name', () => {
    const html = readFileSync(join(dist, 'uk/adapter.html'), 'utf8');
    for (const name of ['legacy/customer.json', 'index.html', 'legacy.js', 'adapter.js', 'readings.js', 'tariffs.js']) {
      expect(html).toContain(`<span class="lang">${name}</span>`);
    }
  });

  it('ask no other site for a script, a style, a font or a picture', () => {
    const loads = /(?:<(?:script|img|iframe|source)[^>]*\ssrc=|<link[^>]*\shref=|url\(|@import\s*)["']?(https?:)?\/\//i;
    const asking = built()
      .filter((name) => /\.(html|css)$/.test(name))
      .filter((name) => loads.test(readFileSync(join(dist, name), 'utf8')));
    expect(asking).toEqual([]);
    // The net is fine enough to catch one.
    expect('<link rel="stylesheet" href="https://fonts.example.com/a.css">').toMatch(loads);
  });

  it('name every script they have in their policy, and allow no others', () => {
    const policy = readPolicy();
    const scripts = policy.split('; ').find((part) => part.startsWith('script-src'));
    expect(scripts).toMatch(/'sha256-/);
    expect(scripts).not.toMatch(/unsafe|https?:/);
  });
});

describe('links of the docs', () => {
  it('lead to a page, and to a place that is on it', () => {
    expect(deadLinks(dist)).toEqual([]);
  });

  it('are seen to lead nowhere where they do', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kabinet-links-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(
      join(folder, 'a.html'),
      '<h1 id="top"></h1><a href="#top">1</a><a href="/b.html#no">2</a><a href="/b">3</a><a href="/c.html">4</a>',
    );
    writeFileSync(join(folder, 'b.html'), '<a class="x" href="./a.html">1</a><a href="https://example.com/no">2</a>');
    expect(deadLinks(folder)).toEqual(['a.html → /b.html#no', 'a.html → /b', 'a.html → /c.html']);
  });
});

describe('a page of each kind', () => {
  for (const path of [
    '/',
    '/uk/',
    '/uk/start',
    '/ru/elements/',
    '/uk/elements/kabinet-cabinet',
    '/ru/elements/configurator',
    '/en/elements/themes',
    '/uk/api/',
    '/ru/api/getStaffAppealAttachment',
    '/en/api/submitReading',
  ]) {
    it(`${path} has no fault that axe knows, wide and narrow, light and dark`, async () => {
      const { page } = await readDocs(browser, site.origin + path);
      expect(await faultsSeen({ page })).toEqual([]);
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    });
  }

  it('is no wider than the narrowest phone, whichever it is', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/`);
    await page.setViewportSize({ width: 320, height: 800 });
    const wider: string[] = [];
    // Of calls one: they are all made alike.
    const all = built().filter(
      (name) => /^uk\/.*\.html$/.test(name) && (!/\/api\//.test(name) || /submitAppeal/.test(name)),
    );
    for (const name of all) {
      await page.goto(`${site.origin}/${name.replace(/\.html$/, '')}`);
      if (await page.evaluate(() => document.documentElement.scrollWidth > 320)) wider.push(name);
    }
    expect(all.length).toBeGreaterThan(50);
    expect(wider).toEqual([]);
  });

  it('of an element is used by the keyboard alone', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/kabinet-balance-card`);
    const element = page.frameLocator('.kd-preview iframe').locator('kabinet-balance-card');
    await page.locator('.kd-preview').focus();
    // Through the example, to the first knob: the state.
    for (let steps = 0; steps < 30 && !(await page.locator('[name=state]:focus').count()); steps++) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.locator('[name=state]').inputValue()).not.toBe('ready');
    const state = await page.locator('[name=state]').inputValue();
    await element.and(page.frameLocator('.kd-preview iframe').locator(`[api*="${state}"] > *`)).waitFor();
  });
});

describe('docs in a folder of a site', () => {
  const base = '/help/kabinet/';
  let folder = '';
  let inFolder: DocsSite;

  beforeAll(async () => {
    folder = await buildDocsFor(base);
    inFolder = await startDocsSite(folder, base);
  }, 300_000);
  afterAll(async () => {
    await inFolder?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('show their previews and themes, and find their pages', async () => {
    const { page, complaints } = await readDocs(browser, `${inFolder.origin}${base}uk/elements/kabinet-balance-card`);
    const frame = page.frameLocator('.kd-preview iframe');
    await frame.locator('kabinet-balance-card [part~=amount]').first().waitFor();
    await page.locator('.kd-knobs [name=theme]').selectOption('forest');
    await expect
      .poll(() => frame.locator('#theme').evaluate((link: HTMLLinkElement) => link.sheet !== null && link.href))
      .toContain(`${base}themes/forest.css`);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('searchbox').fill('getBalance');
    await page.getByRole('dialog').getByRole('link', { name: 'getBalance' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'getBalance' }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`^${base}uk/api/getBalance`));
    expect(complaints).toEqual([]);
  });
});

describe('whoever reads the docs', () => {
  const pages = languages.flatMap((language) => [
    `/${language}/`,
    `/${language}/elements/`,
    `/${language}/elements/kabinet-balance-card`,
    `/${language}/elements/configurator`,
    `/${language}/elements/themes`,
    `/${language}/api/`,
    `/${language}/api/submitReading`,
  ]);

  for (const path of ['/', ...pages]) {
    it(`${path}: asks nobody else, keeps nothing, breaks no policy`, async () => {
      const { page, complaints, elsewhere, written } = await readDocs(browser, site.origin + path);
      await page.locator('h1').first().waitFor();
      expect(elsewhere).toEqual([]);
      expect(await written()).toEqual([]);
      expect(complaints).toEqual([]);
    });
  }

  it('is seen to ask somebody else and to keep something, where a page does that', async () => {
    const html = `<!doctype html><link rel="icon" href="data:,"><img src="http://127.0.0.2:8099/pixel.png">
      <script>localStorage.setItem('a', 'b'); document.cookie = 'c=d';</script>`;
    const { elsewhere, written } = await readDocs(
      browser,
      site.add({ html, policy: `default-src * data: 'unsafe-inline'` }),
    );
    expect(elsewhere).toEqual(['http://127.0.0.2:8099/pixel.png']);
    expect(await written()).toEqual(expect.arrayContaining(['localStorage a', 'cookie c=d']));
  });

  it('comes to the same page in another language', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/kabinet-meter-card`);
    const [other] = await page.locator('a[href$="/ru/elements/kabinet-meter-card.html"]').all();
    expect(other).toBeDefined();
  });
});
