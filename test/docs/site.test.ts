import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '@kabinet/api/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationDocs } from '../../docs/.vitepress/data/operation-pages.js';
import { languages } from '../../docs/.vitepress/data/manifest.js';
import { TAG_NAMES } from '../manifest.js';
import { launchBrowser } from '../support/browser.js';
import { buildStaleDocs, dist, type DocsSite, readPolicy, startDocsSite } from './support/docs-site.js';
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
      `${language}/elements/index.html`,
      `${language}/api/index.html`,
    ]);
    expect(pages.filter((page) => !existsSync(join(dist, page)))).toEqual([]);
  });

  it('say of a call what the contract says', () => {
    const docs = operationDocs();
    expect(docs.map(({ name }) => name).sort()).toEqual(Object.keys(operations).sort());
    const reading = docs.find(({ name }) => name === 'submitReading');
    expect(reading).toMatchObject({ method: 'POST', path: '/accounts/{accountId}/readings', isPublic: false });
    expect(Object.keys(reading?.schemas ?? {})).toContain('ReadingSubmission');
    const html = readFileSync(join(dist, 'uk/api/submitReading.html'), 'utf8');
    for (const words of ['POST /accounts/{accountId}/readings', 'Idempotency-Key', 'ReadingSubmission']) {
      expect(html).toContain(words);
    }
  });

  it('hold neither decisions nor sources', () => {
    expect(built().filter((name) => /decisions|architecture|\.ts$|\.map$/.test(name))).toEqual([]);
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

describe('whoever reads the docs', () => {
  const pages = languages.flatMap((language) => [
    `/${language}/elements/`,
    `/${language}/elements/kabinet-balance-card`,
    `/${language}/elements/configurator`,
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
    expect(await written()).toEqual(expect.arrayContaining(['storage a', 'cookie c=d']));
  });

  it('comes to the same page in another language', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/kabinet-meter-card`);
    const [other] = await page.locator('a[href$="/ru/elements/kabinet-meter-card"]').all();
    expect(other).toBeDefined();
  });
});
