import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { WIDGET_TAGS } from '../manifest.js';
import { launchBrowser } from '../support/browser.js';
import { type EmbedSite, startEmbedSite } from '../support/embed-site.js';
import { type MockServer, startMockServer } from '../support/mock-server.js';

// What docs/en/embedding.md tells webmasters to paste works as it stands there, on an empty page, under the policy that it names.

const docs = readFileSync(join(import.meta.dirname, '../../docs/en/embedding.md'), 'utf8');

/** The examples of a language below a heading, before the next one of its rank. */
function examples(heading: string, language: string): string[] {
  const [, rest = ''] = docs.split(`\n## ${heading}\n`);
  const [chapter = ''] = rest.split('\n## ');
  return [...chapter.matchAll(/^```(\w*).*\n([\s\S]*?)^```$/gm)].flatMap(([, name, code = '']) =>
    name === language ? [code] : [],
  );
}

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

const NONCE = 'c3RyaWN0';

/** An empty page with the first script tag of the docs, and what else is pasted; under the docs' policy. */
async function openPage(pasted: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale: 'uk-UA' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  const [script = ''] = examples('One script tag', 'html');
  const own = script
    .replace('https://cdn.example.com/kabinet/0.1.0/', '/kabinet/')
    .replace('https://api.example.com/mygas/v1', api.base('account=gas'))
    .replace('/kabinet-token', '/token');
  const [policy = ''] = examples('Content Security Policy', 'text');
  const html = `<!doctype html><html lang="uk"><head><meta charset="utf-8"><link rel="icon" href="data:"><title>Сайт</title></head>
    <body>${own}${pasted}</body></html>`;
  const address = site.add({
    html: html.replaceAll('<script', `<script nonce="${NONCE}"`),
    headers: {
      'Content-Security-Policy': `${policy.replace(/\s+/g, ' ').replace("'nonce-…'", `'nonce-${NONCE}'`).replace('https://api.example.com', api.origin)}; img-src data:`,
    },
  });
  await page.goto(address);
  return { page, complaints };
}

const WITH_TAGS = examples('One script tag', 'html').filter((each) => each.includes('<kabinet-'));
const tagsOf = (pasted: readonly string[]) => new Set(pasted.join('\n').match(/(?<=<)kabinet-[a-z-]+/g));

describe('docs/en/embedding.md', () => {
  it('has every tag there is', () => {
    expect([...tagsOf(WITH_TAGS)].sort()).toEqual(WIDGET_TAGS);
  });

  it('has the whole cabinet in one tag, which works when it is pasted', async () => {
    const [cabinet = ''] = WITH_TAGS.filter((each) => each.includes('<kabinet-cabinet>'));
    expect([...tagsOf([cabinet])]).toEqual(['kabinet-cabinet']);
    const { page, complaints } = await openPage(cabinet);
    await page.locator('kabinet-cabinet [part=section]').first().waitFor();
    await page.locator('kabinet-balance-card [part=amount]').waitFor();
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
  });

  it('has tags that all work when they are pasted', async () => {
    const pasted = WITH_TAGS.filter((each) => !each.includes('<kabinet-cabinet>'));
    const { page, complaints } = await openPage(pasted.join('\n'));
    for (const tag of tagsOf(pasted)) {
      await page.locator(tag).locator('[part~=heading], [part~=menu]').first().waitFor();
    }
    await page.getByRole('button', { name: 'Сплатити 358,20 грн' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
  });

  it('has an example of a payment page of one’s own: the button says so, and the sum and the account come there', async () => {
    const [example = ''] = examples('A payment page of your own', 'html');
    const { page, complaints } = await openPage(example);
    const wished: unknown[] = [];
    await page.route('**/payments', async (route) => {
      wished.push(route.request().postDataJSON());
      await route.fulfill({ json: { payUrl: 'https://pay.example.com/p/1' } });
    });
    await page.route('https://pay.example.com/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Оплата</title>' }),
    );
    const button = page.locator('kabinet-payment-button');
    await button.getByText('Картку ви введете на сторінці pay.example.com').waitFor();
    expect(await button.innerText()).not.toMatch(/комісі|пробна/i);
    const asked = api.asked.length;
    await button.getByRole('button', { name: 'Сплатити 358,20 грн' }).click();
    await page.waitForURL('https://pay.example.com/p/1');
    expect(wished).toEqual([[{ accountNumber: expect.stringMatching(/^\d{10}$/) as string, kopecks: 35_820 }]]);
    expect(api.asked.slice(asked).filter((call) => call.includes('payment-orders'))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
