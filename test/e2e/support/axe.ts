import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, run } from 'axe-core';
import type { Locator } from 'playwright-core';
import type { Device } from './device.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const widths = [360, 1280];
const schemes = ['light', 'dark'] as const;

/** What axe finds wrong on the page as it stands, in each width and colour scheme: rule, place, and where it was seen. */
export async function faultsSeen(device: Device): Promise<string[]> {
  // By the debugger, not by a script tag: the site's policy lets no other script in.
  await device.page.evaluate(axeSource);
  const found: string[] = [];
  for (const width of widths) {
    for (const colorScheme of schemes) {
      await device.page.setViewportSize({ width, height: 800 });
      // Without motion, colours are at once what they are to be.
      await device.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      found.push(...(await runAxe(device)).map((fault) => `${fault} (${width} px, ${colorScheme})`));
    }
  }
  return found;
}

function runAxe({ page }: Device): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: typeof run } };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const results: AxeResults = await axe.run(document, { runOnly: { type: 'tag', values: tags }, preload: false });
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  });
}

/** Answers every question of the widget with the first of its answers, so that it has something to tell. */
export async function answerAll(widget: Locator): Promise<void> {
  for (const question of await widget.locator('fieldset').all()) await question.getByRole('radio').first().check();
}
