/** The code on the pages of the elements: what stands beside each element's source, and the snippet that each page makes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Integrity, makeSnippet, type Manifest } from '../../packages/embed/snippet/index.js';
import { buildStale } from '../../scripts/lib/build.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { WIDGET_TAGS } from '../manifest.js';
import { launchBrowser } from '../support/browser.js';
import { startEmbedSite } from '../support/embed-site.js';
import { startMockServer } from '../support/mock-server.js';
import { fencesIn, nameOf, proseFences } from './support/fences.js';
import { startRealApi } from './support/real-api.js';
import * as run from './support/runners.js';

let world: run.World;

beforeAll(async () => {
  await buildStale();
  const site = await startEmbedSite();
  const [browser, mock, api] = await Promise.all([launchBrowser(), startMockServer(), startRealApi([site.origin])]);
  world = { browser, site, mock, api };
});
afterAll(async () => {
  await world?.browser.close();
  await Promise.all([world?.site.stop(), world?.mock.stop(), world?.api.close()]);
});

const fences = proseFences();

describe('the blocks beside the elements', () => {
  it('are HTML, and the same in each language', () => {
    expect(fences.length).toBeGreaterThan(10);
    expect(fences.filter(({ kind }) => kind !== 'html').map(nameOf)).toEqual([]);
    for (const page of new Set(fences.map((fence) => fence.page))) {
      const own = fences.filter((fence) => fence.page === page).map(({ code }) => code);
      for (const language of ['uk', 'ru']) {
        const file = join(root, 'packages/elements/src/widgets', page.replace(/\.md$/, `.${language}.md`));
        if (!existsSync(file)) continue;
        expect(fencesIn(readFileSync(file, 'utf8'), file).map(({ code }) => code)).toEqual(own);
      }
    }
  });

  it.each(fences.map((fence) => [nameOf(fence), fence] as const))('%s', (_name, fence) => run.pasted(fence, world));
});

describe('the snippet on the page of an element', () => {
  const read = (name: string) => readFileSync(join(root, 'packages/embed/dist', name), 'utf8');

  it.each(WIDGET_TAGS)('<%s> works as it is pasted, under the policy that stands below it', async (tag) => {
    const { head, body, csp } = makeSnippet({
      manifest: JSON.parse(read('manifest.json')) as Manifest,
      integrity: JSON.parse(read('integrity.json')) as Integrity,
      way: 'module-with-map',
      base: `${world.site.origin}/kabinet/`,
      api: 'mock:',
      tags: [tag],
      languages: ['uk'],
      inside: { [tag]: '0 800 000 000' },
    });
    const context = await world.browser.newContext({ locale: 'uk-UA' });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
      });
      const html = `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Сайт</title>${head}</head><body>${body}</body></html>`;
      await page.goto(world.site.add({ html, headers: { 'Content-Security-Policy': csp } }));
      await page.locator(tag).locator('[part~=heading], [part~=menu], [part~=start]').first().waitFor();
      await page.waitForLoadState('networkidle');
      // So strict a page has no icon.
      expect(complaints.filter((each) => !/favicon|img-src/.test(each))).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
