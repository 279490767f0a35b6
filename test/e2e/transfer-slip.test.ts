import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { launchBrowser } from '../support/browser.js';
import { type EmbedSite, startEmbedSite } from '../support/embed-site.js';
import { type MockServer, startMockServer } from '../support/mock-server.js';

// The details of a bank transfer on screens that can be touched, and on those that cannot: no test runner of the widgets has both.

let api: MockServer;
let site: EmbedSite;
let browser: Browser;
beforeAll(async () => {
  await buildStaleEmbed();
  [api, site, browser] = await Promise.all([startMockServer(), startEmbedSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([api?.stop(), site?.stop()]);
});

describe('the slip of a transfer', () => {
  it.each([
    ['leads a phone to the bank’s app first: it cannot scan itself', { isMobile: true, hasTouch: true }, 'link'],
    ['shows the code first on a computer, which has no bank’s app', {}, 'code'],
  ] as const)('%s', async (_what, screen, first) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 }, ...screen });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const script = `<script type="module" src="/kabinet/kabinet.js" data-api="${api.base('account=gas')}" data-lang="uk" data-token-url="/token"></script>`;
    const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${script}`;
    await page.goto(site.add({ html: `<!doctype html>${head}<kabinet-payment-button></kabinet-payment-button>` }));
    await page.getByRole('button', { name: 'Реквізити для переказу' }).click();
    const top = async (part: string) => (await page.locator(`[part=slip] ${part}`).boundingBox())?.y ?? NaN;
    await page.getByRole('img', { name: /^QR-код/ }).waitFor();
    const [link, code] = [await top('a'), await top('svg')];
    expect(link < code ? 'link' : 'code').toBe(first);
  });
});
