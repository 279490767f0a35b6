import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createSiteKey } from '../../demo/site-key.mjs';
import { startSite } from '../../demo/site-server.mjs';
import { launchBrowser } from '../support/browser.js';

// The demo suppliers' sites without their cabinet: the switch of the widgets' language, and what stands where.

const suppliersDir = fileURLToPath(new URL('../../demo/', import.meta.url));
const SITES = [
  { id: 'prydesnianskgaz', language: 'uk', signIn: 'own' },
  { id: 'prydniprovski-merezhi', language: 'uk', signIn: 'hosted' },
  { id: 'stepnohorske-vodoteplo', language: 'uk', signIn: 'hosted' },
  { id: 'verkhnevolzhsk-energo', language: 'ru', signIn: 'hosted' },
  { id: 'polonynagaz', language: 'uk', signIn: 'hosted', isOldTemplate: true },
] as const;
const olena = {
  customerRef: 'olena',
  label: { uk: 'Олена', ru: 'Елена', en: 'Olena' },
  note: { uk: 'Приклад', ru: 'Пример', en: 'Sample' },
};

let browser: Browser;
let embedDir: string;
beforeAll(async () => {
  [browser, embedDir] = await Promise.all([launchBrowser(), mkdtemp(join(tmpdir(), 'kabinet-demo-languages-'))]);
  // Widgets take their language from the attribute; what they say in it is tested where they are.
  await writeFile(join(embedDir, 'kabinet.js'), 'export {};');
});
afterAll(async () => {
  await browser.close();
  await rm(embedDir, { recursive: true });
});

/** What the page and its widgets say their language is, each once. */
const languagesOf = (page: Page) =>
  page.evaluate(() => {
    const widgets = [...document.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('kabinet-'));
    return {
      page: document.documentElement.lang,
      widgets: [...new Set(widgets.map((widget) => widget.getAttribute('lang')))],
    };
  });

/** A supplier's site, in a new browser. */
async function openSite({ id, language, signIn, ...more }: (typeof SITES)[number]) {
  const site = await startSite({
    port: 0,
    apiBase: `http://localhost:8787/${id}/v1`,
    embedDir,
    embedVersion: '0.1.0',
    suppliersDir,
    supplier: id,
    language,
    signIn,
    ...more,
    keys: await createSiteKey(),
    customers: [olena],
  });
  const context = await browser.newContext();
  onTestFinished(() => Promise.all([context.close(), site.close()]).then(() => undefined));
  const letIn = () =>
    context.request.post(`${site.url}/sign-in`, {
      form: { customer: olena.customerRef },
      headers: { origin: site.url },
    });
  return { url: site.url, page: await context.newPage(), letIn };
}

describe.each(SITES)('the site of $id', (supplier) => {
  const { id, language, signIn } = supplier;

  it('turns every widget of every page, by a press and by the address', async () => {
    const { url, page, letIn } = await openSite(supplier);
    const files = (await readdir(join(suppliersDir, id))).filter((name) => name.endsWith('.html'));
    let pagesWithWidgets = 0;
    for (const isSignedIn of signIn === 'own' ? [false, true] : [false]) {
      if (isSignedIn) await letIn();
      for (const file of files) {
        await page.goto(`${url}/${file}`);
        if ((await languagesOf(page)).widgets.length === 0) continue;
        pagesWithWidgets += 1;
        await page.goto(`${url}/${file}?lang=ru&kabinet-receipt=r1`);
        expect(await languagesOf(page), `${file}?lang=ru`).toEqual({ page: 'ru', widgets: ['ru'] });
        await page.locator('.languages a[hreflang=en]').click();
        expect(await languagesOf(page), file).toEqual({ page: 'en', widgets: ['en'] });
        expect(new URL(page.url()).search, 'the rest of the address stays').toBe('?lang=en&kabinet-receipt=r1');
        expect(await page.locator('.languages a[aria-current]').getAttribute('hreflang')).toBe('en');
        await expect
          .poll(() => page.locator('.skip').textContent(), { message: `${file}: the site’s own words` })
          .toBe('Skip to the page’s content');
        // The choice goes along in the links, and nowhere else.
        const onwards = page.locator('a[href*="kabinet.html"]').first();
        expect(await onwards.getAttribute('href'), `${file} carries it along`).toContain('kabinet.html?lang=en');
        expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
        await page.goto(`${url}/${file}`);
        expect((await languagesOf(page)).page, `${file} remembers nothing`).toBe(language);
      }
    }
    expect(pagesWithWidgets).toBeGreaterThan(3);
  });

  it('has what is to be paid first on a phone, and beside the readings on a wide screen', async () => {
    const { url, page, letIn } = await openSite(supplier);
    if (signIn === 'own') await letIn();
    await page.setViewportSize({ width: 360, height: 700 });
    await page.goto(`${url}/kabinet.html`);
    const place = async (name: string) => {
      const box = await page.locator(`#main kabinet-${name}`).boundingBox();
      if (!box) throw new Error(`There is no ${name}.`);
      return box;
    };
    const names = ['balance-card', 'payment-button', 'reading-form', 'tariff-lookup', 'payment-history'];
    const tops = await Promise.all(names.map(async (name) => (await place(name)).y));
    expect(tops, names.join(', ')).toEqual([...tops].sort((a, b) => a - b));
    await page.setViewportSize({ width: 1280, height: 800 });
    const [balance, reading] = await Promise.all([place('balance-card'), place('reading-form')]);
    expect(Math.abs(balance.y - reading.y)).toBeLessThan(8);
    expect(balance.x).toBeGreaterThan(reading.x + reading.width);
  });
});
