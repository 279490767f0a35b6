import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSiteKey } from '../../demo/site-key.mjs';
import { startSite } from '../../demo/site-server.mjs';
import { launchBrowser } from '../support/browser.js';

// The switch of the widgets' language on the demo suppliers' sites: whatever page has a widget, has it, and leaves out none.

const suppliersDir = fileURLToPath(new URL('../../demo/', import.meta.url));
const SITES = [
  { id: 'prydesnianskgaz', language: 'uk', signIn: 'own' },
  { id: 'prydniprovski-merezhi', language: 'uk', signIn: 'hosted' },
  { id: 'stepnohorske-vodoteplo', language: 'uk', signIn: 'hosted' },
  { id: 'verkhnevolzhsk-energo', language: 'ru', signIn: 'hosted' },
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

describe.each(SITES)('the language switch of $id', ({ id, language, signIn }) => {
  it('turns every widget of every page, by a press and by the address', async () => {
    const site = await startSite({
      port: 0,
      apiBase: `http://localhost:8787/${id}/v1`,
      embedDir,
      embedVersion: '0.1.0',
      suppliersDir,
      supplier: id,
      language,
      signIn,
      keys: await createSiteKey(),
      customers: [olena],
    });
    const context = await browser.newContext();
    try {
      const files = (await readdir(join(suppliersDir, id))).filter((name) => name.endsWith('.html'));
      const page = await context.newPage();
      let pagesWithWidgets = 0;
      for (const isSignedIn of signIn === 'own' ? [false, true] : [false]) {
        if (isSignedIn) {
          const form = { customer: olena.customerRef };
          await context.request.post(`${site.url}/sign-in`, { form, headers: { origin: site.url } });
        }
        for (const file of files) {
          await page.goto(`${site.url}/${file}`);
          if ((await languagesOf(page)).widgets.length === 0) continue;
          pagesWithWidgets += 1;
          await page.goto(`${site.url}/${file}?lang=ru&kabinet-receipt=r1`);
          expect(await languagesOf(page), `${file}?lang=ru`).toEqual({ page: 'ru', widgets: ['ru'] });
          await page.locator('.languages a[hreflang=en]').click();
          expect(await languagesOf(page), file).toEqual({ page: 'en', widgets: ['en'] });
          expect(new URL(page.url()).search, 'the rest of the address stays').toBe('?lang=en&kabinet-receipt=r1');
          expect(await page.locator('.languages a[aria-current]').getAttribute('hreflang')).toBe('en');
          expect(await page.locator('body').getAttribute('lang'), 'the site’s own words').toBe(language);
          await page.goto(`${site.url}/${file}`);
          expect(await languagesOf(page), `${file} remembers`).toEqual({ page: 'en', widgets: ['en'] });
          await page.evaluate(() => {
            sessionStorage.clear();
          });
        }
      }
      expect(pagesWithWidgets).toBeGreaterThan(3);
    } finally {
      await context.close();
      await site.close();
    }
  });
});
