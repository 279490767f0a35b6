import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import '../provider/provider.define.js';
import '../widgets/balance-card/balance-card.define.js';
import { contrastOf, painted } from '../testing/colours.js';
import { look, SCHEMES, styleSheet } from '../testing/look.js';
import { until } from '../testing/person.js';
import { Service } from '../testing/service.js';
import { stage } from '../testing/stage.js';
import { accentStyles } from './accent.styles.js';

/** Whatever the accent may stand on as text. */
const SURFACES = ['--_surface', '--_raised', '--_good-surface', '--_warn-surface', '--_bad-surface'];
const RANDOM_ACCENTS = 5_000;

const channel = fc.integer({ min: 0, max: 255 });
const part = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value.toFixed(4));
const accents = fc.oneof(
  fc.tuple(channel, channel, channel).map((rgb) => `rgb(${rgb.join(' ')})`),
  fc.tuple(part, part, part).map((rgb) => `color(display-p3 ${rgb.join(' ')})`),
  fc.tuple(channel, part).map(([hue, light]) => `oklch(${light} 0.3 ${hue})`),
  fc.constantFrom('black', 'white', 'yellow', 'blue', 'lime', 'transparent', 'rgb(0 0 0 / 0.3)', 'currentcolor'),
);

describe('a theme out of one accent', () => {
  it(`can be read, whichever of ${RANDOM_ACCENTS} accents it is`, () => {
    const { colour, wear } = look();
    // They do not hang on the accent.
    const surfaces = SCHEMES.map((scheme) => {
      wear({}, scheme);
      return [scheme, SURFACES.map((token) => [token, colour(token)] as const)] as const;
    });
    const property = fc.property(accents, accents, fc.boolean(), (accent, onAccent, isOnGiven) => {
      for (const [scheme, ours] of surfaces) {
        wear({ accent, ...(isOnGiven && { 'on-accent': onAccent }) }, scheme);
        const taken = colour('--_accent');
        for (const [token, surface] of ours) {
          expect(contrastOf(taken, surface), `${accent} in ${scheme} on ${token}`).to.be.at.least(4.5);
        }
        const on = `${onAccent} on ${accent} in ${scheme}`;
        expect(contrastOf(colour('--_on-accent'), taken), on).to.be.at.least(4.5);
      }
    });
    fc.assert(property, { numRuns: RANDOM_ACCENTS });
  });

  it('has text, borders of fields and states that can be read', () => {
    const { colour, wear } = look();
    for (const scheme of SCHEMES) {
      wear({}, scheme);
      for (const surface of SURFACES) {
        expect(contrastOf(colour('--_text'), colour(surface)), `text on ${surface}`).to.be.at.least(7);
        expect(contrastOf(colour('--_muted'), colour(surface)), `muted on ${surface}`).to.be.at.least(4.5);
        expect(contrastOf(colour('--_field-border'), colour(surface)), `fields on ${surface}`).to.be.at.least(3);
      }
      for (const state of ['good', 'warn', 'bad']) {
        expect(contrastOf(colour(`--_${state}`), colour(`--_${state}-surface`)), state).to.be.at.least(4.5);
      }
    }
  });

  it('leaves an accent as it is that can be read', () => {
    const { colour, wear } = look();
    for (const accent of ['rgb(18, 87, 168)', 'rgb(0, 100, 60)', 'rgb(0, 0, 0)', 'rgb(140, 30, 90)']) {
      wear({ accent });
      expect(painted(colour('--_accent'))).to.equal(painted(accent));
    }
    wear({ accent: 'rgb(255, 213, 0)' }, 'dark');
    expect(painted(colour('--_accent'))).to.equal('255 213 0');
  });

  it('keeps the hue of one that it adjusts', () => {
    const { colour, wear } = look();
    wear({ accent: 'rgb(255, 213, 0)' });
    const [r = 0, g = 0, b = 0] = painted(colour('--_accent')).split(' ').map(Number);
    expect(r).to.be.above(g);
    expect(g).to.be.above(80);
    expect(b).to.equal(0);
    wear({ accent: 'rgb(0, 40, 90)' }, 'dark');
    const [red = 0, , blue = 0] = painted(colour('--_accent')).split(' ').map(Number);
    expect(blue).to.be.above(240);
    expect(red).to.be.below(120);
  });

  it('has today’s colours in browsers that cannot adjust them', () => {
    const sheet = styleSheet();
    const adjusting = [...sheet.cssRules].findIndex(
      (rule) => rule instanceof CSSSupportsRule && rule.conditionText.includes('from red'),
    );
    expect(adjusting).to.be.above(0);
    sheet.deleteRule(adjusting);
    const { colour, wear } = look(sheet);
    wear({ accent: 'rgb(255, 213, 0)' });
    expect(colour('--_accent')).to.equal('rgb(255, 213, 0)');
    wear({}, 'dark');
    expect(painted(colour('--_accent'))).to.equal('140 194 255');
    expect(painted(colour('--_on-accent'))).to.equal('6 32 61');
  });
});

describe('an accent that cannot be read', () => {
  const adjusted = async (widget: Element) => {
    const sheets = () => widget.shadowRoot?.adoptedStyleSheets ?? [];
    await until(
      () => sheets().includes(accentStyles.styleSheet as CSSStyleSheet),
      () => `the sheet that adjusts it; there are ${sheets().length}`,
    );
  };

  it('is adjusted in a widget that comes into its page', async () => {
    document.documentElement.style.setProperty('--kabinet-accent', 'rgb(255, 213, 0)');
    try {
      const { widget } = await stage({ tag: 'kabinet-balance-card', service: Service.sample() });
      await adjusted(widget);
    } finally {
      document.documentElement.style.removeProperty('--kabinet-accent');
    }
  });

  it('is adjusted in a widget that was there before it', async () => {
    const { widget } = await stage({ tag: 'kabinet-balance-card', service: Service.sample() });
    await adjusted(widget);
    widget.style.setProperty('--kabinet-accent', 'rgb(255, 213, 0)');
    const probe = document.createElement('span');
    probe.style.color = 'var(--_accent)';
    widget.shadowRoot?.append(probe);
    expect(contrastOf(getComputedStyle(probe).color, 'rgb(255, 255, 255)')).to.be.at.least(4.5);
  });
});
