import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, run } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import type { Device } from './device.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

const EVERY_LOOK: readonly Look[] = [360, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

/** What axe finds wrong on the page as it stands, in each width and colour scheme: rule, place, and where it was seen. */
export function faultsSeen({ page }: Pick<Device, 'page'>): Promise<string[]> {
  return faultsOf(page, EVERY_LOOK, runAxe);
}

/** The same of a page of the service's own, seen in one way, and what scrolls it sideways on a small phone. */
export async function faultsOfPage(page: Page, look: Look): Promise<string[]> {
  return [...(await faultsOf(page, [look], runAxe)), ...(await sidewaysScroll(page))];
}

async function faultsOf(
  page: Page,
  looks: readonly Look[],
  find: (page: Page) => Promise<string[]>,
): Promise<string[]> {
  // By the debugger, not by a script tag: the site's policy lets no other script in.
  await page.evaluate(axeSource);
  const found: string[] = [];
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 800 });
    // Without motion, colours are at once what they are to be.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await drawn(page);
    found.push(...(await find(page)).map((fault) => `${fault} (${width} px, ${colorScheme})`));
  }
  return found;
}

/** What widgets do about another colour scheme is on the screen with the next picture. */
function drawn(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

function runAxe(page: Page): Promise<string[]> {
  return page.evaluate(async (values) => {
    const { axe } = globalThis as unknown as { axe: { run: typeof run } };
    const results: AxeResults = await axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
      preload: false,
    });
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  }, tags);
}

/** What is wider than the window, with text of the usual size and twice as large, so that the page would have to be pushed aside. */
async function sidewaysScroll(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 800 });
  return page.evaluate(() => {
    const { documentElement: root } = document;
    const found: string[] = [];
    for (const size of ['100%', '200%']) {
      root.style.fontSize = size;
      if (root.scrollWidth <= root.clientWidth) continue;
      const isWide = (each: Element) => each.getBoundingClientRect().right > root.clientWidth + 1;
      const wide = [...document.body.querySelectorAll('*')].filter(isWide);
      const widest = wide.filter((each) => ![...each.children].some(isWide));
      found.push(`wider than the window at ${size}: ${widest.map((each) => each.outerHTML.slice(0, 120)).join(', ')}`);
    }
    root.style.fontSize = '';
    return found;
  });
}

/** Answers every question of the widget with the first of its answers, so that it has something to tell. */
export async function answerAll(widget: Locator): Promise<void> {
  for (const question of await widget.locator('fieldset').all()) await question.getByRole('radio').first().check();
}
