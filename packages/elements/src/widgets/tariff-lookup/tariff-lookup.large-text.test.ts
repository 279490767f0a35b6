import { LANGUAGES } from '../../locales/load.js';
import { stopTheClock } from '../../testing/clock.js';
import { nothingSticksOut } from '../../testing/looks.js';
import { lull, Person, until } from '../../testing/person.js';
import { Service } from '../../testing/service.js';
import { makeProvider, makeWidget, place } from '../../testing/stage.js';
import { tag } from '../../testing/tariff-lookup.js';
import './tariff-lookup.define.js';

/** Longer ones may have to break where so few letters fit. */
const SHORT_WORD = 8;

/** Numbers, and short words, that stand on more than one line. */
function brokenWords(root: Node): string[] {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const broken: string[] = [];
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    if (text.parentElement?.closest('.visually-hidden, style')) continue;
    for (const { 0: word, index } of text.data.matchAll(/\d[\d\u00a0.,:]*|\p{L}+/gu)) {
      if (word.length > SHORT_WORD && !/\d/.test(word)) continue;
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.trimEnd().length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) broken.push(`${word} of “${text.data.trim()}” in ${text.parentElement?.outerHTML}`);
    }
  }
  return broken;
}

describe('<kabinet-tariff-lookup> at twice the text’s size', () => {
  for (const width of [280, 360]) {
    it(`breaks no number and no short word on ${width} px, and nothing sticks out`, async () => {
      stopTheClock();
      for (const lang of LANGUAGES) {
        const corner = place({ lang });
        Object.assign(corner.style, { width: `${width}px`, fontSize: '200%' });
        const provider = makeProvider({ service: Service.sample(), lang });
        const widget = makeWidget({ tag, attributes: { service: 'electricity' } });
        provider.append(widget);
        corner.append(provider);
        const person = new Person(widget);
        await person.seesItLoaded();
        person.root.querySelectorAll<HTMLInputElement>('fieldset input')[1]?.click();
        await lull();
        for (const summary of person.root.querySelectorAll('summary')) summary.click();
        await until(
          () => person.root.querySelector('.times'),
          () => 'the history',
        );
        nothingSticksOut(person);
        const broken = brokenWords(person.root);
        if (broken.length > 0) throw new Error(`broken in ${lang}: ${broken.join(', ')}`);
      }
    });
  }
});
