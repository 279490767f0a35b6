import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentOf, contrast, iconSvg, themeCss } from './theme.js';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

/** The surfaces of style/frame.css on which the accent is text. */
const SURFACES = { light: ['#ffffff', '#f4f6f8', '#eef1f4'], dark: ['#12161b', '#1a1f25', '#242b33'] } as const;

describe("the supplier's colours", () => {
  it.each(['light', 'dark'] as const)('can be read whatever colour is given, %s', (scheme) => {
    fc.assert(
      fc.property(colour, (given) => {
        const { fill, onFill, ink } = accentOf(given, scheme);
        expect(fill).toBe(given);
        expect(contrast(fill, onFill)).toBeGreaterThanOrEqual(4.5);
        for (const surface of SURFACES[scheme]) expect(contrast(ink, surface)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps a colour that can be read as it is', () => {
    expect(accentOf('#1d5fae', 'light')).toEqual({ fill: '#1d5fae', onFill: '#ffffff', ink: '#1d5fae' });
    expect(accentOf('#ffe000', 'light')).toMatchObject({ fill: '#ffe000', onFill: '#000000' });
  });

  it('uses the dark one on dark screens and never on paper', () => {
    const css = themeCss({ theme: { accent: '#1d5fae', accentDark: '#8ab8f0' } });
    expect(css).toMatch(/^:root\{--accent:#1d5fae;/);
    expect(css).toContain('@media screen and (prefers-color-scheme:dark){:root{--accent:#8ab8f0;');
  });

  it('draws the first letter of the name, and no markup of it', () => {
    expect(iconSvg({ theme: { accent: '#1d5fae', accentDark: '#8ab8f0' } }, '«енергія»')).toContain('>Е<');
    expect(iconSvg({ theme: { accent: '#1d5fae', accentDark: '#8ab8f0' } }, '<&')).toContain('>K<');
  });
});
