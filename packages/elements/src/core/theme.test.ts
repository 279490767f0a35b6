import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import '../provider/provider.define.js';
import '../widgets/balance-card/balance-card.define.js';
import { contrastOf, luminanceOf, painted } from '../testing/colours.js';
import { until } from '../testing/person.js';
import { Service } from '../testing/service.js';
import { place, stage } from '../testing/stage.js';
import { hostStyles } from './host.styles.js';
import { checkTheme, contrast, readableOn } from './theme-check.js';

const SCHEMES = ['light', 'dark'] as const;
/** Whatever the accent may stand on as text. */
const SURFACES = ['--_surface', '--_raised', '--_good-surface', '--_warn-surface', '--_bad-surface'];
const RANDOM_ACCENTS = 5_000;

const styleSheet = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(hostStyles.cssText);
  return sheet;
};

/** A bare host with the shared look, and colours read from it: widgets would take minutes for so many. */
function look(sheet: CSSStyleSheet = styleSheet()) {
  const host = place();
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  const probe = document.createElement('span');
  root.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const wear = (tokens: Readonly<Record<string, string>>, scheme: (typeof SCHEMES)[number] = 'light') => {
    host.style.cssText = '';
    host.style.colorScheme = scheme;
    for (const [name, value] of Object.entries(tokens)) host.style.setProperty(`--kabinet-${name}`, value);
  };
  return { host, root, colour, wear };
}

const channel = fc.integer({ min: 0, max: 255 });
const part = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value.toFixed(4));
const accents = fc.oneof(
  fc.tuple(channel, channel, channel).map((rgb) => `rgb(${rgb.join(' ')})`),
  fc.tuple(part, part, part).map((rgb) => `color(display-p3 ${rgb.join(' ')})`),
  fc.tuple(channel, part).map(([hue, light]) => `oklch(${light} 0.3 ${hue})`),
  fc.constantFrom('black', 'white', 'yellow', 'blue', 'lime', 'transparent', 'rgb(0 0 0 / 0.3)', 'currentcolor'),
);

/** What the console was told meanwhile. */
function listen() {
  const { warn } = console;
  const lines: string[] = [];
  console.warn = (...parts: unknown[]) => void lines.push(parts.join(' '));
  return { lines, stop: () => void (console.warn = warn) };
}

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

describe('the look at a page’s colours', () => {
  it('finds what can be read on any surfaces, if anything can', () => {
    const any = fc.tuple(
      ...Array<null>(3)
        .fill(null)
        .map(() => fc.double({ min: 0, max: 1, noNaN: true })),
    );
    const colour = any as unknown as fc.Arbitrary<readonly [number, number, number]>;
    fc.assert(
      fc.property(colour, colour, (surface, accent) => {
        expect(contrast(readableOn([surface], accent), surface)).to.be.at.least(4.5);
      }),
    );
  });

  it('adjusts to a surface of the page’s own, in both schemes', () => {
    const { host, colour, wear } = look();
    wear({ accent: 'rgb(0, 90, 50)', surface: 'rgb(34, 34, 34)', 'surface-raised': 'rgb(51, 51, 51)' });
    const { lines, stop } = listen();
    try {
      checkTheme(host);
      checkTheme(host);
    } finally {
      stop();
    }
    for (const scheme of SCHEMES) {
      host.style.colorScheme = scheme;
      for (const surface of ['--_surface', '--_raised']) {
        expect(contrastOf(colour('--_accent'), colour(surface))).to.be.at.least(4.5);
      }
      expect(contrastOf(colour('--_on-accent'), colour('--_accent'))).to.be.at.least(4.5);
    }
    expect(luminanceOf(colour('--_accent'))).to.be.above(0.2);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('--kabinet-accent #005a32 has a contrast of ');
  });

  it('says once what it took instead, and nothing where it took nothing', () => {
    const { lines, stop } = listen();
    try {
      for (const accent of ['rgb(255, 221, 0)', 'rgb(255, 221, 0)', 'rgb(10, 60, 120)']) {
        const { host, wear } = look();
        wear({ accent });
        checkTheme(host);
      }
    } finally {
      stop();
    }
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/--kabinet-accent #ffdd00 has a contrast of 1\.\d : 1 here; #[\da-f]{6} is taken/);
  });

  it('says nothing of colours that are enough, though room to spare is made', () => {
    const { lines, stop } = listen();
    try {
      const { host, wear } = look();
      wear({ accent: '#d9f0b0', 'on-accent': '#16351f', surface: '#1d5c2f', 'surface-raised': '#164a25' }, 'dark');
      checkTheme(host);
    } finally {
      stop();
    }
    expect(lines).to.deep.equal([]);
  });

  it('does not judge a surface that shows what is behind it', () => {
    const { lines, stop } = listen();
    try {
      const { host, colour, wear } = look();
      wear({ accent: 'rgb(10, 60, 120)', surface: 'transparent', 'surface-raised': 'rgb(0 0 0 / 0.05)' });
      checkTheme(host);
      expect(painted(colour('--_accent'))).to.equal('10 60 120');
    } finally {
      stop();
    }
    expect(lines).to.deep.equal([]);
  });

  it('says of words on the accent that they cannot be read there', () => {
    const { lines, stop } = listen();
    try {
      const { host, colour, wear } = look();
      wear({ accent: 'rgb(120, 20, 30)', 'on-accent': 'rgb(200, 80, 90)' });
      checkTheme(host);
      expect(contrastOf(colour('--_on-accent'), colour('--_accent'))).to.be.at.least(4.5);
    } finally {
      stop();
    }
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('--kabinet-on-accent #c8505a has a contrast of ');
  });

  it('is taken by every widget by itself', async () => {
    const { lines, stop } = listen();
    try {
      document.documentElement.style.setProperty('--kabinet-accent', 'rgb(255, 170, 200)');
      await stage({ tag: 'kabinet-balance-card', service: Service.sample() });
      await until(
        () => lines.some((line) => line.includes('#ffaac8')),
        () => `the console line; there are ${lines.length}`,
      );
    } finally {
      document.documentElement.style.removeProperty('--kabinet-accent');
      stop();
    }
  });
});
