/** The widgets on other people's pages: what they look like, what they say, that they work, and that the pages do. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WIDGET_TAGS } from '../manifest.js';
import { faults, type Hosting, INSIDE, PAGES, picture, startHosting, TAGS } from './hosting.js';
import { walk } from './keyboard.js';
import { differences, dress, type Measured, measure, settled } from './measure.js';
import { expectUnchanged, own, useOwnThings } from './own-things.js';
import { OLDER } from './site.js';

/** Pages that have tests of their own below, and the one that all are compared with. */
const SPECIAL = ['clean', 'scripts-blocked', 'two-versions'];
const LOOKS = PAGES.filter((name) => !SPECIAL.includes(name));
const WIDTHS = [900, 320];
/** A page to compare with takes its time the first time. */
const CLEAN_MS = 60_000;
/** What the whole cabinet shows first. */
const IN_CABINET = ['kabinet-cabinet', 'kabinet-account-menu', 'kabinet-balance-card', 'kabinet-tour'];

let hosting: Hosting;
/** The page without anything on it, once with each widget and once with the whole cabinet. */
let clean: Page;
let cleanCabinet: Page;
let stops: string[];

beforeAll(async () => {
  hosting = await startHosting();
  clean = await hosting.open({ name: 'clean', isKept: true });
  await settled(clean, TAGS);
  stops = await walk(clean);
  cleanCabinet = await hosting.open({ name: 'clean', tags: ['kabinet-cabinet'], isKept: true });
  await settled(cleanCabinet, IN_CABINET);
}, CLEAN_MS);

afterAll(() => hosting?.stop());

beforeEach(() => hosting.anew());

const card = (page: Page) => page.locator('kabinet-reading-form');
/** By the keyboard alone. */
async function handIn(page: Page): Promise<void> {
  await card(page).locator('form input').first().focus();
  await page.keyboard.type('1280');
  await page.keyboard.press('Enter');
  await card(page).getByText('Показання прийнято').first().waitFor();
}

/** The same widgets on a clean page, in the same font and room. */
async function cleanMeasure(
  page: Page,
  tags: readonly string[],
  found: readonly Measured[],
  width: number,
): Promise<Measured[]> {
  await page.setViewportSize({ width, height: 900 });
  await dress(page, found);
  await settled(page, tags);
  return measure(page, tags);
}

/** Which tags show the text that the webmaster wrote inside. */
function showInside(page: Page, tags: readonly string[]): Promise<string[]> {
  return page.evaluate(
    ([names, text]) =>
      names.filter((name) => {
        const element = document.querySelector(name);
        const range = document.createRange();
        if (element) range.selectNodeContents(element);
        // A widget's own text takes no room once the widget is there.
        const seen = element?.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        return seen && element?.textContent === text && range.getClientRects().length > 0;
      }),
    [[...tags], INSIDE] as const,
  );
}

/** Opens what lies over the page: the menu beside its button, and the tour over everything. */
async function opened(page: Page): Promise<Measured[]> {
  const found: Measured[] = [];
  const width = page.viewportSize()?.width ?? 0;
  // There is room for all of it, wherever the page has its button.
  await page.setViewportSize({ width, height: 1_600 });
  for (const [tag, opener] of [
    ['kabinet-account-menu', 'button[aria-expanded]'],
    ['kabinet-tour', '[part=start]'],
  ] as const) {
    await page.locator(`${tag} ${opener}`).first().press('Enter');
    await settled(page, [tag]);
    found.push(...(await measure(page, [tag])));
    await page.keyboard.press('Escape');
    await settled(page, [tag]);
  }
  return found;
}

describe('imitation pages', () => {
  it('are eighteen', () => {
    expect(PAGES.filter((name) => name !== 'clean')).toHaveLength(18);
  });
});

describe.each(LOOKS)('on the page %s', (name) => {
  it('is the page what it was without us, before and after, and does its own things', async () => {
    const without = await own(await hosting.open({ name, scripts: [] }));
    const page = await hosting.open({ name });
    await settled(page, TAGS);
    expectUnchanged(await own(page), without);
    await card(page).locator('form input').first().click();
    await useOwnThings(page, name);
    expect(hosting.complaints).toEqual([]);
  });

  it('widgets look and say what they do on a clean page, and a reading is handed in', async () => {
    const page = await hosting.open({ name });
    await settled(page, TAGS);
    expect(await walk(page)).toEqual(stops);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await settled(page, TAGS);
      await picture(page, `${name}-${width}`);
      const found = await measure(page, TAGS);
      expect(found.map(({ tag }) => tag)).toEqual(TAGS);
      expect(differences(found, await cleanMeasure(clean, TAGS, found, width))).toEqual([]);
      expect(differences(await opened(page), await opened(clean))).toEqual([]);
    }
    await handIn(page);
    expect(hosting.complaints).toEqual([]);
    expect(await faults(page)).toEqual([]);
  });

  it('the whole cabinet looks as on a clean page, and goes from section to section', async () => {
    const page = await hosting.open({ name, tags: ['kabinet-cabinet'] });
    await settled(page, IN_CABINET);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await settled(page, IN_CABINET);
      await picture(page, `${name}-cabinet-${width}`);
      const found = await measure(page, IN_CABINET);
      expect(differences(found, await cleanMeasure(cleanCabinet, IN_CABINET, found, width))).toEqual([]);
    }
    const cabinet = page.locator('kabinet-cabinet');
    // A page may be wider than its window: then the list needs no button.
    const toggle = cabinet.locator('.toggle');
    if (await toggle.isVisible()) await toggle.click();
    await cabinet.getByRole('link', { name: 'Показання і лічильники' }).click();
    expect(new URL(page.url()).hash).toBe('#kabinet/readings');
    await handIn(page);
    expect(hosting.complaints).toEqual([]);
    expect(await faults(page, ['kabinet-cabinet'])).toEqual([]);
  });
});

it('a difference is seen: a clean page whose letters stand apart inside the widgets', async () => {
  const page = await hosting.open({ name: 'clean' });
  await settled(page, TAGS);
  await page.evaluate((tags) => {
    for (const tag of tags) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('h2, p, button { letter-spacing: 2px; }');
      document.querySelector(tag)?.shadowRoot?.adoptedStyleSheets.push(sheet);
    }
  }, TAGS);
  const found = await measure(page, TAGS);
  expect(differences(found, await cleanMeasure(clean, TAGS, found, 900))).toContainEqual(
    expect.stringContaining('letter-spacing 2px'),
  );
});

describe('where scripts are blocked', () => {
  it('by the page’s policy, the text inside the tags shows', async () => {
    const headers = { 'Content-Security-Policy': "script-src 'none'" };
    const page = await hosting.open({ name: 'scripts-blocked', headers, tags: WIDGET_TAGS });
    expect(await showInside(page, WIDGET_TAGS)).toEqual(WIDGET_TAGS);
  });

  it('in the browser, the text inside the tags shows', async () => {
    await hosting.anew({ javaScriptEnabled: false });
    const page = await hosting.open({ name: 'scripts-blocked', tags: WIDGET_TAGS });
    expect(await showInside(page, WIDGET_TAGS)).toEqual(WIDGET_TAGS);
  });
});

describe('two versions on one page', () => {
  it.each([
    ['kabinet', 'kabinet-old', OLDER.version, TAGS],
    ['kabinet-old', 'kabinet', '', TAGS.filter((tag) => tag !== OLDER.unknownTag)],
  ])(
    '%s comes first: it runs the page, and %s says once that it does nothing',
    async (first, second, version, known) => {
      const asked: string[] = [];
      hosting.context.on('request', (request) => asked.push(new URL(request.url()).pathname));
      // Modules run in the order of their tags.
      const scripts = [hosting.script(first), hosting.script(second)];
      const page = await hosting.open({ name: 'two-versions', scripts });
      await settled(page, known);
      await expect
        .poll(() => hosting.complaints)
        .toEqual([expect.stringMatching(`the script is on this page already.*this copy \\(${version}`)]);
      expect(asked.filter((path) => path.startsWith(`/${first}/`) && path.includes('define')).length).toBeGreaterThan(
        9,
      );
      expect(asked.filter((path) => path.startsWith(`/${second}/`) && path.includes('define'))).toEqual([]);
      const found = await measure(page, known);
      expect(differences(found, await cleanMeasure(clean, known, found, 900))).toEqual([]);
      // What the first does not know stays as the webmaster wrote it, whatever the second knows.
      expect(await showInside(page, TAGS)).toEqual(TAGS.filter((tag) => !known.includes(tag)));
      await handIn(page);
    },
  );
});
