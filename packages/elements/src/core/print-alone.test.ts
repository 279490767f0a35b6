import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { until } from '../testing/person.js';
import { place } from '../testing/stage.js';
import { printAlone } from './print-alone.js';

const PATH = 'data-kabinet-printing';

describe('printing a card alone', () => {
  const { print } = window;
  afterEach(() => {
    window.print = print;
    window.dispatchEvent(new Event('afterprint'));
  });

  it('hides all that is beside the way to it while it is printed, and nothing after that', () => {
    const corner = place();
    const beside = place();
    const card = document.createElement('div');
    corner.append(document.createElement('p'), card);
    let seen: readonly boolean[] = [];
    window.print = () => {
      seen = [document.documentElement, document.body, corner, card, beside].map((each) => each.hasAttribute(PATH));
    };
    printAlone(card);
    expect(seen).to.deep.equal([true, true, true, true, false]);
    const rules = document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText));
    expect(rules.join()).to.match(
      /@media print \{\s*\[data-kabinet-printing\] > :not\(\[data-kabinet-printing\], head\)/,
    );

    window.dispatchEvent(new Event('afterprint'));
    expect(document.querySelectorAll(`[${PATH}]`)).to.have.length(0);
  });

  it('hides nothing of the page any more where a browser tells of the end by its media alone', async () => {
    const beside = place();
    const card = document.createElement('div');
    place().append(card);
    window.print = () => undefined;
    const shown = () => [card, beside].map((each) => each.checkVisibility());
    printAlone(card);
    const paper = matchMedia('print');
    let isOnPaper = false;
    paper.addEventListener('change', ({ matches }) => (isOnPaper = matches));
    await emulateMedia({ media: 'print' });
    await until(
      () => isOnPaper,
      () => 'paper',
    );
    expect(card.hasAttribute(PATH)).to.equal(true);
    expect(shown(), 'on paper').to.deep.equal([true, false]);
    await emulateMedia({ media: 'screen' });
    await until(
      () => document.querySelectorAll(`[${PATH}]`).length === 0,
      () => 'the end of what was hidden',
    );
    expect(shown(), 'on the screen').to.deep.equal([true, true]);
  });

  it('hides nothing for the card before once another one is printed, whatever was not told', () => {
    const [first, second] = [document.createElement('div'), document.createElement('div')];
    const corner = place();
    corner.append(first);
    place().append(second);
    window.print = () => undefined;
    printAlone(first);
    printAlone(second);
    expect([first, corner, second].map((each) => each.hasAttribute(PATH))).to.deep.equal([false, false, true]);
  });

  it('prints the page where the card is out of its reach', () => {
    const host = place();
    const card = document.createElement('div');
    host.attachShadow({ mode: 'open' }).append(card);
    let prints = 0;
    window.print = () => {
      prints += 1;
      expect(document.querySelectorAll(`[${PATH}]`)).to.have.length(0);
    };
    printAlone(card);
    expect(prints).to.equal(1);
  });
});
