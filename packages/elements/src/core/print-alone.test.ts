import { expect } from '@open-wc/testing';
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
