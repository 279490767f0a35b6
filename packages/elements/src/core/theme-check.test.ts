import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import '../provider/provider.define.js';
import '../widgets/balance-card/balance-card.define.js';
import { contrastOf, luminanceOf, painted } from '../testing/colours.js';
import { look, SCHEMES } from '../testing/look.js';
import { until } from '../testing/person.js';
import { Service } from '../testing/service.js';
import { stage } from '../testing/stage.js';
import { checkTheme, contrast, readableOn } from './theme-check.js';

/** What the console was told meanwhile. */
function listen() {
  const { warn } = console;
  const lines: string[] = [];
  console.warn = (...parts: unknown[]) => void lines.push(parts.join(' '));
  return { lines, stop: () => void (console.warn = warn) };
}

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
    expect(lines[0]).to.match(
      /--kabinet-accent #ffdd00 has a contrast of 1\.\d : 1 here and needs 4.5 : 1, so #[\da-f]{6} is taken\. Give a colour with that contrast, or leave it so\./,
    );
  });

  it('says nothing of colours that are enough, though room to spare is made', () => {
    const { lines, stop } = listen();
    try {
      const { host, wear } = look();
      const room = { 'text-muted': '#cfe3cf', 'field-border': '#a9c4a9' };
      wear(
        { accent: '#d9f0b0', 'on-accent': '#16351f', surface: '#1d5c2f', 'surface-raised': '#164a25', ...room },
        'dark',
      );
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

  const CARDS = [
    ['a dark card on a page that says nothing of it', 'light', { surface: '#1c1c22', 'surface-raised': '#2a2a33' }],
    ['a light card on a dark page', 'dark', { surface: '#fffdf5', 'surface-raised': '#f3ecdc' }],
    ['a card of a middling grey', 'light', { surface: '#8a8a8a', 'surface-raised': '#8a8a8a' }],
  ] as const;

  for (const [name, scheme, tokens] of CARDS) {
    it(`makes everything on it readable: ${name}`, () => {
      const { lines, stop } = listen();
      const { host, colour, wear } = look();
      wear(tokens, scheme);
      try {
        checkTheme(host);
      } finally {
        stop();
      }
      for (const surface of ['--_surface', '--_raised']) {
        for (const [token, needs] of [
          ['--_accent', 4.5],
          ['--_text', 4.5],
          ['--_muted', 4.5],
          ['--_field-border', 3],
        ] as const)
          expect(contrastOf(colour(token), colour(surface)), `${token} on ${surface}`).to.be.at.least(needs);
      }
      for (const kind of ['good', 'warn', 'bad']) {
        const notice = colour(`--_${kind}-surface`);
        expect(contrastOf(colour('--_text'), notice), `text on ${kind}`).to.be.at.least(4.5);
        expect(contrastOf(colour(`--_${kind}`), notice), kind).to.be.at.least(4.5);
      }
      expect(lines).to.have.length(name.includes('grey') ? 1 : 0);
    });
  }

  it('goes by the letters where the card shows what is behind it', () => {
    const { host, colour, wear } = look();
    wear({ surface: 'transparent', 'surface-raised': 'transparent', text: '#fff' });
    checkTheme(host);
    for (const kind of ['good', 'warn', 'bad'])
      expect(contrastOf(colour('--_text'), colour(`--_${kind}-surface`)), kind).to.be.at.least(7);
  });

  it('says of letters that they cannot be read, and takes others', () => {
    const { lines, stop } = listen();
    const { host, colour, wear } = look();
    wear({ text: '#8899aa', 'text-muted': '#bbccdd', 'field-border': '#eeeeee' });
    try {
      checkTheme(host);
    } finally {
      stop();
    }
    expect(contrastOf(colour('--_text'), colour('--_surface'))).to.be.at.least(4.5);
    expect(contrastOf(colour('--_muted'), colour('--_raised'))).to.be.at.least(4.5);
    expect(contrastOf(colour('--_field-border'), colour('--_raised'))).to.be.at.least(3);
    expect(lines).to.have.length(1);
    for (const token of ['text #8899aa', 'text-muted #bbccdd', 'field-border #eeeeee'])
      expect(lines[0]).to.contain(`--kabinet-${token} has a contrast of `);
  });

  it('looks again when the page switches to colours of another kind', async () => {
    const theme = document.createElement('style');
    theme.textContent = '.is-dark { --kabinet-surface: #14181f; --kabinet-surface-raised: #1d232c; }';
    document.head.append(theme);
    const { widget } = await stage({ tag: 'kabinet-balance-card', service: Service.sample() });
    const colourScheme = () => getComputedStyle(widget).colorScheme;
    try {
      document.documentElement.classList.add('is-dark');
      await until(
        () => colourScheme() === 'dark',
        () => `a dark widget on a dark card; it is ${colourScheme()}`,
      );
      document.documentElement.classList.remove('is-dark');
      await until(
        () => colourScheme() === 'normal',
        () => `a widget as the page is; it is ${colourScheme()}`,
      );
    } finally {
      document.documentElement.classList.remove('is-dark');
      theme.remove();
    }
  });

  for (const nonsense of ['#12', '5px', 'none', 'url(a.png)', 'transparent', 'currentColor', 'rgb(1 2 3 / 0)']) {
    it(`takes our accent where the page's is no colour: ${nonsense}`, () => {
      const { lines, stop } = listen();
      const { host, colour, wear } = look();
      const ours = SCHEMES.map((scheme) => {
        wear({}, scheme);
        return [colour('--_accent'), colour('--_on-accent')];
      });
      try {
        for (const [index, scheme] of SCHEMES.entries()) {
          wear({ accent: nonsense, 'on-accent': nonsense }, scheme);
          checkTheme(host);
          expect([colour('--_accent'), colour('--_on-accent')]).to.deep.equal(ours[index]);
        }
        // On the page's own surface it is adjusted as a given one.
        wear({ accent: nonsense, surface: '#222', 'surface-raised': '#333' });
        checkTheme(host);
        expect(contrastOf(colour('--_accent'), colour('--_surface'))).to.be.at.least(4.5);
        // And no longer once the page has corrected it.
        wear({ accent: 'rgb(10, 60, 120)' });
        checkTheme(host);
        expect(painted(colour('--_accent'))).to.equal('10 60 120');
      } finally {
        stop();
      }
      expect(lines.slice(0, 2)).to.deep.equal(
        ['accent', 'on-accent'].map(
          (token) => `Kabinet: <div>: --kabinet-${token} "${nonsense}" is no colour, so ours is taken.`,
        ),
      );
      expect(lines.filter((line) => line.includes('is no colour'))).to.have.length(2);
    });
  }

  it('is taken by every widget by itself', async () => {
    const { lines, stop } = listen();
    try {
      document.documentElement.style.setProperty('--kabinet-accent', 'rgb(255, 170, 200)');
      await stage({ tag: 'kabinet-balance-card', service: Service.sample() });
      await until(
        () => lines.some((line) => line.includes('#ffaac8')),
        () => `the console line; there are ${lines.length}`,
      );
      // It stands at the page's root, whichever widget saw it first.
      expect(lines.find((line) => line.includes('#ffaac8'))).to.match(/^Kabinet: :root: /);
    } finally {
      document.documentElement.style.removeProperty('--kabinet-accent');
      stop();
    }
  });
});
