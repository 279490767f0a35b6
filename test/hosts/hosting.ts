import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults, ContextObject, RunOptions } from 'axe-core';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { WIDGET_TAGS } from '../manifest.js';
import { launchBrowser } from '../support/browser.js';
import { startMockServer } from '../support/mock-server.js';
import { type HostPage, startHostSite } from './site.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every widget by itself. The whole cabinet is made of them, and has pages of its own. */
export const TAGS = WIDGET_TAGS.filter((tag) => tag !== 'kabinet-cabinet');
/** Files of `pages`. */
export const PAGES = readdirSync(join(import.meta.dirname, 'pages'))
  .filter((file) => file.endsWith('.html'))
  .map((file) => file.slice(0, -'.html'.length));
/** Inside of each tag until it is defined. */
export const INSIDE = 'Телефон 104';

export interface Opened extends Omit<HostPage, 'blanks' | 'charset'> {
  readonly width?: number;
  readonly head?: string;
  /** Tags of scripts; none is a page without us. */
  readonly scripts?: readonly string[];
  readonly tags?: readonly string[];
  /** In a browser of its own, which stays until the end. */
  readonly isKept?: boolean;
}

/** A browser with sites to go to, for a file of tests. */
export interface Hosting {
  /** What the pages of this context have complained of. */
  readonly complaints: readonly string[];
  readonly context: BrowserContext;
  /** The tag that a webmaster puts in, from the build in `folder` of the site. */
  script(folder?: string): string;
  open(page: Opened): Promise<Page>;
  /** A browser with nothing in it. */
  anew(options?: BrowserContextOptions): Promise<void>;
  stop(): Promise<void>;
}

const LANGUAGE = { locale: 'uk-UA' };

export async function startHosting(): Promise<Hosting> {
  await buildStaleEmbed();
  const [api, site, browser] = await Promise.all([startMockServer(), startHostSite(), launchBrowser()]);
  let context = await browser.newContext();
  const complaints: string[] = [];
  // Widgets say as of when a sum is: a minute later it were another text.
  const query = `account=gas&now=${new Date().toISOString()}`;
  const script = (folder = 'kabinet') =>
    `<script type="module" src="/${folder}/kabinet.js" data-api="${api.base(query)}" data-token-url="/token" data-lang="uk"></script>`;
  return {
    complaints,
    get context() {
      return context;
    },
    script,
    async open({ name, headers, width = 900, head = '', scripts = [script()], tags = TAGS, isKept }) {
      const [first = '', second = ''] = scripts;
      const address = await site.add({
        name,
        ...(headers && { headers }),
        charset: name === 'windows-1251' ? 'windows-1251' : 'utf-8',
        blanks: {
          script: head + first,
          'second script': second,
          widgets: tags.map((tag) => `<${tag}>${INSIDE}</${tag}>`).join('\n'),
        },
      });
      const page = await (isKept ? browser.newPage(LANGUAGE) : context.newPage());
      await page.setViewportSize({ width, height: 900 });
      // What comes in idle time is here too.
      await page.goto(address, { waitUntil: 'networkidle' });
      return page;
    },
    async anew(options = {}) {
      await context.close();
      complaints.length = 0;
      context = await browser.newContext({ ...LANGUAGE, ...options });
      context.on('weberror', (error) => complaints.push(error.error().message));
      context.on('console', (message) => {
        if (!['warning', 'error'].includes(message.type())) return;
        // What could not be loaded is only said beside.
        const where = message.text().startsWith('Failed to load') ? ` ${message.location().url}` : '';
        complaints.push(message.text() + where);
      });
    },
    async stop() {
      await browser.close();
      await Promise.all([api.stop(), site.stop()]);
    },
  };
}

/** What axe finds inside our tags; the page around them is as bad as it likes. */
export async function faults(page: Page, tags: readonly string[] = TAGS): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(
    async (included) => {
      const { axe } = globalThis as unknown as {
        axe: { run: (context: ContextObject, options: RunOptions) => Promise<AxeResults> };
      };
      const { violations } = await axe.run(
        { include: included.map((tag) => [tag]) },
        { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
      );
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${JSON.stringify(target)}`));
    },
    [...tags],
  );
}

/** For people to look at, where `PICTURES` names a folder: `PICTURES=test/results/hosts npx vitest run --project hosts`. */
export async function picture(page: Page, name: string): Promise<void> {
  const { PICTURES } = process.env;
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}
