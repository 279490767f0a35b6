/** The six themes on a page: everything can be read, light and dark. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { themes } from '../../docs/.vitepress/theme/frame.js';
import { faults, type Hosting, picture, startHosting, TAGS } from './hosting.js';
import { differences, measure, settled } from './measure.js';

let hosting: Hosting;

beforeAll(async () => {
  hosting = await startHosting();
});

afterAll(() => hosting?.stop());

describe.each(themes)('with the theme %s', (theme) => {
  it.each(['light', 'dark'] as const)('everything can be read on a page that is %s', async (scheme) => {
    await hosting.anew({ colorScheme: scheme });
    const head = `<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/themes/${theme}.css">`;
    const page = await hosting.open({ name: 'clean', head });
    await settled(page, TAGS);
    await picture(page, `theme-${theme}-${scheme}`);
    expect(await faults(page)).toEqual([]);
    // Dark makes a dark accent brighter, and says so; in light the six are as they were chosen.
    if (scheme === 'light') expect(hosting.complaints).toEqual([]);
  });
});

it.each(themes)('with the theme %s a person’s own colours stay theirs', async (theme) => {
  await hosting.anew({ forcedColors: 'active' });
  // A page that says that it is dark is given the person's colours for dark.
  const head = theme === 'night' ? '<style>:root { color-scheme: dark }</style>' : '';
  const plain = await hosting.open({ name: 'clean', head });
  await settled(plain, TAGS);
  const themed = await hosting.open({ name: 'clean', head: `<link rel="stylesheet" href="/themes/${theme}.css">` });
  await settled(themed, TAGS);
  // Roundness and room are the theme's, and no colours.
  const found = differences(await measure(themed, TAGS), await measure(plain, TAGS));
  expect(found).not.toEqual([]);
  expect(
    found.filter((line) => /: (background-color|color|fill|stroke|border-\w+-color) |> (has|says|is not) /.test(line)),
  ).toEqual([]);
  expect(hosting.complaints).toEqual([]);
});
