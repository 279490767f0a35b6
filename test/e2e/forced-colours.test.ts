import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { pageObjects, pdfOf } from '../../packages/server/src/testing/pdfs.js';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { launchBrowser } from '../support/browser.js';
import { type EmbedSite, startEmbedSite } from '../support/embed-site.js';
import { startMockServer } from '../support/mock-server.js';

let browser: Browser;
let site: EmbedSite;
let api: Awaited<ReturnType<typeof startMockServer>>;
beforeAll(async () => {
  await buildStaleEmbed();
  [api, site, browser] = await Promise.all([startMockServer(), startEmbedSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([api?.stop(), site?.stop()]);
});

describe('an appeal in the colours of a person who chose their own', () => {
  it('shows by borders and signs what is shown by grounds elsewhere, on a narrow screen too', async () => {
    const context = await browser.newContext({ forcedColors: 'active', viewport: { width: 320, height: 800 } });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(
      site.add({
        html: `<!doctype html><html lang="uk"><head><meta charset="utf-8"><link rel="icon" href="data:"><title>Сайт</title>
          <meta name="viewport" content="width=device-width">
          <script type="module" src="/kabinet/kabinet.js" data-api="${api.base('account=gas')}" data-token-url="/token"></script></head>
          <body><kabinet-appeal-form kind="technical-connection"></kabinet-appeal-form></body></html>`,
      }),
    );
    const form = page.locator('kabinet-appeal-form');
    await form.locator('#appeal-files').setInputFiles([
      { name: 'Право.pdf', mimeType: 'application/pdf', buffer: pdfOf(pageObjects()) },
      { name: 'x.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg') },
    ]);
    await form.getByText('такі файли не приймаємо').first().waitFor();
    await form.locator('[part=submit]').click();
    await form.getByText('Перевірте, що введено').waitFor();
    if (process.env['KABINET_PICTURES'])
      await page.screenshot({ path: process.env['KABINET_PICTURES'], fullPage: true });

    const lost = await form.evaluate(({ shadowRoot }) => {
      const shown = (selector: string) =>
        [...(shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])].filter((each) => each.checkVisibility());
      const nameOf = (element: Element) => `${element.localName}.${element.className} ${element.textContent}`.trim();
      const hasBorder = (element: Element) => {
        const { borderBlockEndWidth, borderBlockEndColor, backgroundColor } = getComputedStyle(element);
        return parseFloat(borderBlockEndWidth) >= 1 && borderBlockEndColor !== backgroundColor;
      };
      const things = shown('button:not(.plain), label.file, input[type=text], textarea, select, .files, section.card');
      const signs = shown('.error, .trouble .file-state, .notice');
      return {
        count: [things.length, signs.length],
        borders: things.filter((each) => !hasBorder(each)).map(nameOf),
        signs: signs.filter((each) => !each.querySelector('svg')).map(nameOf),
        sideways: document.documentElement.scrollWidth - innerWidth,
      };
    });
    expect(lost).toMatchObject({ borders: [], signs: [], sideways: 0 });
    expect(Math.min(...lost.count)).toBeGreaterThan(4);
  });
});
