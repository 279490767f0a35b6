import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { listen, type Running } from '../../support/mock-server.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

export interface FolderSite extends Running {
  /** Headers of the pages; files have none of them. */
  headers: Readonly<Record<string, string>>;
}

/** A web server over a folder. Only `forOtherSites` does it let other sites have its files, as the docs ask of a server where ours lie apart. */
export async function startFolderSite(folder: () => string, { forOtherSites = false } = {}): Promise<FolderSite> {
  const running = await listen(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const body = await readFile(join(folder(), path)).catch(() => null);
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    response.writeHead(body ? 200 : 404, {
      'Content-Type': type,
      ...(forOtherSites && { 'Access-Control-Allow-Origin': '*' }),
      ...(type.startsWith('text/html') && site.headers),
    });
    response.end(body);
  });
  const site: FolderSite = { ...running, headers: {} };
  return site;
}

export interface Visited {
  readonly page: Page;
  /** What the console, the policy and the scripts had to complain of. */
  readonly complaints: string[];
  /** Hosts that were asked besides the page's own. */
  readonly elsewhere: Set<string>;
}

/** Opens a page in a browser of its own, and watches what it says and whom it asks. */
export async function visit(browser: Browser, address: string): Promise<Visited> {
  const context = await browser.newContext({ locale: 'uk-UA' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  const elsewhere = new Set<string>();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isOurs = !isAboutIcon(message.location().url) && !message.text().startsWith(OF_DEVELOPMENT);
    if (isOurs && ['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(address).origin) elsewhere.add(origin);
  });
  await page.goto(address);
  return { page, complaints, elsewhere };
}

/** What a development server's build of Lit says, in every application. */
const OF_DEVELOPMENT = 'Lit is in dev mode.';

/** Browsers ask every site for one. */
const isAboutIcon = (url: string): boolean => url.endsWith('/favicon.ico');

export const readingField = (page: Page): Locator => page.locator('kabinet-reading-form input[inputmode]').first();

/** The three widgets of the docs' pages, each with what it is there for. */
export async function expectThreeWidgets(page: Page): Promise<void> {
  await page.locator('kabinet-balance-card [part~=amount]').waitFor();
  await readingField(page).fill('1279');
  expect(await readingField(page).inputValue()).toBe('1279');
  await page
    .locator('kabinet-tariff-lookup')
    .locator('[part~=tariff], [part~=choice], [part~=field]')
    .first()
    .waitFor();
}

/** Sends the reading that was typed; the sample data take it. */
export async function sendReading(page: Page): Promise<void> {
  await readingField(page).press('Enter');
  await page.locator('kabinet-reading-form [part~=receipt]').waitFor();
}
