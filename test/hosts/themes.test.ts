/** The six themes on a page: everything can be read, light and dark. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults, type Hosting, picture, startHosting, TAGS } from './hosting.js';
import { settled } from './measure.js';

const THEMES = ['calm', 'night', 'contrast', 'warm', 'forest', 'square'];

let hosting: Hosting;

beforeAll(async () => {
  hosting = await startHosting();
});

afterAll(() => hosting?.stop());

describe.each(THEMES)('with the theme %s', (theme) => {
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
