/** The widgets on other people's pages: what they look like, what they say, and that they work. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults, ContextObject, RunOptions } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { WIDGET_TAGS } from '../manifest.js';
import { launchBrowser } from '../support/browser.js';
import { type MockServer, startMockServer } from '../support/mock-server.js';
import { differences, dress, measure, settled } from './measure.js';
import { type HostPage, type HostSite, OLDER_VERSION, startHostSite } from './site.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The whole cabinet is made of the others. */
const TAGS = WIDGET_TAGS.filter((tag) => tag !== 'kabinet-cabinet');
/** Pages that have tests of their own below, and the one that all are compared with. */
const SPECIAL = ['clean', 'scripts-blocked', 'two-versions'];
const PAGES = readdirSync(join(import.meta.dirname, 'pages'))
  .filter((file) => file.endsWith('.html'))
  .map((file) => file.slice(0, -'.html'.length));
const LOOKS = PAGES.filter((name) => !SPECIAL.includes(name));
const THEMES = ['calm', 'night', 'contrast', 'warm', 'forest', 'square'];
const INSIDE = 'Телефон 104';

let api: MockServer;
let site: HostSite;
let browser: Browser;
let context: BrowserContext;
let complaints: string[];

beforeAll(async () => {
  await buildStaleEmbed();
  [api, site, browser] = await Promise.all([startMockServer(), startHostSite(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([api?.stop(), site?.stop()]);
});

beforeEach(async () => {
  context = await browser.newContext({ locale: 'uk-UA' });
  complaints = [];
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
});

afterEach(async () => {
  await context.close();
});

const script = (folder = 'kabinet') =>
  `<script type="module" src="/${folder}/kabinet.js" data-api="${api.base('account=gas')}" data-token-url="/token" data-lang="uk"></script>`;

const widgets = () => TAGS.map((tag) => `<${tag}>${INSIDE}</${tag}>`).join('\n');

async function open(
  page: Omit<HostPage, 'blanks'> & { readonly head?: string; readonly scripts?: readonly string[] },
  width = 900,
): Promise<Page> {
  const { name, headers, head = '', scripts: [first = script(), second = ''] = [] } = page;
  const address = await site.add({
    name,
    ...(headers && { headers }),
    charset: name === 'windows-1251' ? 'windows-1251' : 'utf-8',
    blanks: { script: head + first, 'second script': second, widgets: widgets() },
  });
  const opened = await context.newPage();
  await opened.setViewportSize({ width, height: 900 });
  await opened.goto(address);
  return opened;
}

/** What axe finds inside our tags; the page around them is as bad as it likes. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as {
      axe: { run: (context: ContextObject, options: RunOptions) => Promise<AxeResults> };
    };
    const { violations } = await axe.run(
      { include: tags.map((tag) => [tag]) },
      { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    );
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${JSON.stringify(target)}`));
  }, TAGS);
}

const field = (page: Page) => page.locator('kabinet-reading-form form input').first();

describe('imitation pages', () => {
  it('are seventeen', () => {
    expect(PAGES.filter((name) => name !== 'clean')).toHaveLength(17);
  });
});

describe.each(LOOKS)('on the page %s', (name) => {
  it.each([320, 900])('widgets look and say at %i px what they do on a clean page', async (width) => {
    const hostile = await open({ name }, width);
    await settled(hostile, TAGS);
    const found = await measure(hostile, TAGS);
    expect(found.map(({ tag }) => tag)).toEqual(TAGS);
    await hostile.close();
    const clean = await open({ name: 'clean' }, width);
    await settled(clean, TAGS);
    await dress(clean, found);
    await settled(clean, TAGS);
    expect(differences(found, await measure(clean, TAGS))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('a reading is handed in, and axe finds nothing', async () => {
    const page = await open({ name });
    await settled(page, TAGS);
    expect(await faults(page)).toEqual([]);
    await field(page).fill('1280');
    await page.locator('kabinet-reading-form').getByRole('button', { name: 'Передати показання' }).click();
    await page.locator('kabinet-reading-form').getByText('Показання прийнято').first().waitFor();
    expect(complaints).toEqual([]);
  });
});

it('a difference is seen: a clean page whose letters stand apart inside the widgets', async () => {
  const [one, two] = [await open({ name: 'clean' }), await open({ name: 'clean' })];
  for (const page of [one, two]) await settled(page, TAGS);
  await two.evaluate((tags) => {
    for (const tag of tags) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('h2, p, button { letter-spacing: 2px; }');
      document.querySelector(tag)?.shadowRoot?.adoptedStyleSheets.push(sheet);
    }
  }, TAGS);
  const found = differences(await measure(two, TAGS), await measure(one, TAGS));
  expect(found).toContainEqual(expect.stringContaining('letter-spacing 2px'));
});

describe('where scripts are blocked', () => {
  const isShown = async (page: Page) => {
    for (const tag of TAGS) expect(await page.locator(tag).getByText(INSIDE).isVisible(), tag).toBe(true);
  };

  it('by the page’s policy, the text inside the tags shows', async () => {
    await isShown(await open({ name: 'scripts-blocked', headers: { 'Content-Security-Policy': "script-src 'none'" } }));
  });

  it('in the browser, the text inside the tags shows', async () => {
    await context.close();
    context = await browser.newContext({ javaScriptEnabled: false });
    await isShown(await open({ name: 'scripts-blocked' }));
  });
});

describe('two versions on one page', () => {
  it.each([
    ['kabinet', 'kabinet-old', OLDER_VERSION],
    ['kabinet-old', 'kabinet', ''],
  ])('%s comes first: it runs the page, and %s says once that it does nothing', async (first, second, version) => {
    const asked: string[] = [];
    context.on('request', (request) => asked.push(new URL(request.url()).pathname));
    // Modules run in the order of their tags.
    const page = await open({ name: 'two-versions', scripts: [script(first), script(second)] });
    await settled(page, TAGS);
    await expect
      .poll(() => complaints)
      .toEqual([expect.stringMatching(`the script is on this page already.*this copy \\(${version}`)]);
    expect(asked.filter((path) => path.startsWith(`/${second}/`) && path.includes('define'))).toEqual([]);
    await field(page).fill('1280');
    await page.locator('kabinet-reading-form').getByRole('button', { name: 'Передати показання' }).click();
    await page.locator('kabinet-reading-form').getByText('Показання прийнято').first().waitFor();
  });
});

describe.each(THEMES)('with the theme %s', (theme) => {
  it.each(['light', 'dark'] as const)('everything can be read on a page that is %s', async (scheme) => {
    await context.close();
    context = await browser.newContext({ locale: 'uk-UA', colorScheme: scheme });
    context.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
    });
    const head = `<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/themes/${theme}.css">`;
    const page = await open({ name: 'clean', head });
    await settled(page, TAGS);
    expect(await faults(page)).toEqual([]);
    // Dark makes a dark accent brighter, and says so; in light the six are as they were chosen.
    if (scheme === 'light') expect(complaints).toEqual([]);
  });
});
