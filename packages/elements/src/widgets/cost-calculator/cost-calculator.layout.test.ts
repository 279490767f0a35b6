import { expect } from '@open-wc/testing';
import { answers, calculator, selects, supplier, tag } from '../../testing/calculator.js';
import { stopTheClock } from '../../testing/clock.js';
import { nothingSticksOut } from '../../testing/looks.js';
import { lull, type Person } from '../../testing/person.js';

/** A number with its unit, and days of a month: `12 746,07 грн`, `17 з 31 дня`. */
const IN_ONE_PIECE = /\d[\d\u00a0.,]*\u00a0(?:грн|UAH|(?:з|из|of)\u00a0\d+)/g;

/** The numbers that run on over a line's end. */
function brokenNumbers({ root }: Person): string[] {
  const broken: string[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    for (const { 0: number, index } of text.data.matchAll(IN_ONE_PIECE)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + number.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(number);
    }
  }
  return broken;
}

/** Opens everything and looks at it in a card of these widths, and at 200 % text in a narrow one. */
async function numbersStayWhole(person: Person): Promise<void> {
  for (const details of person.root.querySelectorAll('details')) details.open = true;
  for (const [width, percent] of [
    [280, 100],
    [360, 100],
    [390, 100],
    [400, 100],
    [480, 100],
    [560, 100],
    [840, 100],
    [1000, 100],
    [1280, 100],
    [320, 200],
    [640, 200],
  ] as const) {
    Object.assign(person.widget.style, { width: `${width}px`, fontSize: `${percent}%` });
    await lull();
    expect(brokenNumbers(person), `${width} px, ${percent} %`).to.deep.equal([]);
    nothingSticksOut(person);
  }
}

describe(`<${tag}> keeps numbers in one piece`, () => {
  beforeEach(() => {
    stopTheClock();
  });

  for (const lang of ['uk', 'ru', 'en']) {
    it(`of a season, with a subsidy and without, in ${lang}`, async () => {
      const { person } = await calculator(supplier(), { mode: 'heating' }, lang);
      const type = async (id: string, text: string) => {
        const input = person.root.querySelector<HTMLInputElement>(`#${id}`);
        if (!input) throw new Error(`no field ${id}`);
        input.value = text;
        input.dispatchEvent(new InputEvent('input'));
        await lull();
      };
      await type('area', '54');
      expect(person.root.querySelectorAll('tbody tr')).to.have.length(7);
      await numbersStayWhole(person);
      await type('subsidy', '500');
      expect(person.root.querySelectorAll('tbody td')).to.have.length(21);
      await numbersStayWhole(person);
    });
  }

  it('of a year', async () => {
    const { person } = await calculator(supplier(), { service: 'electricity' });
    await answers(person, 'Так');
    await answers(person, 'За зонами: день, ніч');
    await person.types('1500', 'День');
    await person.types('1000', 'Ніч');
    await selects(person, 'month-count', '12');
    await numbersStayWhole(person);
  });

  it('sets the days of a part of a month off from its name', async () => {
    const { person } = await calculator(supplier(), { mode: 'heating' });
    await person.types('54', 'Опалювана площа');
    const months = [...person.root.querySelectorAll('tbody th')].map((each) => each.textContent.replace(/\s+/g, ' '));
    expect(months.map((each) => each.trim())).to.include('Квітень 2027 15 з 30 днів');
  });
});
