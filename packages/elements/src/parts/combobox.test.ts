import { expect } from '@open-wc/testing';
import { ApiError } from '@kabinet/api';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { css, html, type TemplateResult } from 'lit';
import { KabinetElement } from '../core/base-element.js';
import { hostStyles } from '../core/host.styles.js';
import { passesAxe } from '../testing/looks.js';
import { breath, focusIsOn, lull, until } from '../testing/person.js';
import { place } from '../testing/stage.js';
import { Combobox } from './combobox.js';
import { comboboxStyles } from './combobox.styles.js';

const TOWNS = ['Бахмут', 'Бровари', 'Буча', 'Вінниця', 'Дніпро', 'Дубно'];

/** How the search of a test goes: found among the towns unless it says otherwise. */
let search: (typed: string, signal: AbortSignal) => Promise<readonly string[]>;
let asked: string[];

class TownField extends KabinetElement {
  static override styles = [
    hostStyles,
    comboboxStyles,
    css`
      :host {
        inline-size: 100%;
      }
    `,
  ];
  readonly chosen: (string | null)[] = [];
  readonly combobox = new Combobox<string>(this, {
    id: 'town',
    search: (typed, signal) => {
      asked.push(typed);
      return search(typed, signal);
    },
    describe: (town) => ({ id: town, name: town, label: `${town}, Україна`, details: 'Україна' }),
    onSelect: (town) => this.chosen.push(town),
    loadTexts: () => this.localize.add(['combobox']),
    texts: () => this.localize.texts('combobox'),
  });

  constructor() {
    super(['common']);
  }

  override render(): TemplateResult {
    return html`
      ${this.combobox.render({ label: 'Місто', hint: 'Назва', clearLabel: 'Очистити' })}
      <p class="visually-hidden" role="status">${this.combobox.announcement}</p>
    `;
  }
}
customElements.define('test-town-field', TownField);

const found = (typed: string) => TOWNS.filter((town) => town.toLowerCase().startsWith(typed.toLowerCase()));

async function open(where: Readonly<Record<string, string>> = {}) {
  const field = new TownField();
  field.lang = 'uk';
  const spot = place();
  Object.assign(spot.style, where);
  const after = document.createElement('button');
  after.textContent = 'Далі';
  spot.append(field, after);
  await field.updateComplete;
  const root = field.shadowRoot as ShadowRoot;
  const input = root.querySelector('input') as HTMLInputElement;
  const options = () => [...root.querySelectorAll<HTMLElement>('[role=option]')];
  const names = () => options().map((option) => option.innerText.split('\n')[0] ?? '');
  const list = () => root.querySelector<HTMLElement>('.combobox-list');
  /** What the arrow keys have come to, as a screen reader hears it. */
  const active = () => {
    const id = input.getAttribute('aria-activedescendant');
    const option = id === null ? null : root.getElementById(id);
    if (option) expect(option.getAttribute('aria-selected')).to.equal('true');
    return option ? (names()[options().indexOf(option)] ?? null) : null;
  };
  const heard = () => root.querySelector('[role=status]')?.textContent?.trim() ?? '';
  const shows = (...towns: string[]) =>
    until(
      () => JSON.stringify(names()) === JSON.stringify(towns),
      () => `${towns.join(', ')}; there is ${names().join(', ')} and “${list()?.innerText ?? 'no list'}”`,
    );
  const closes = () =>
    until(
      () => list() === null && input.getAttribute('aria-expanded') === 'false',
      () => 'the list to close',
    );
  const comesTo = (town: string | null) =>
    until(
      () => active() === town,
      () => `${String(town)} to be marked; it is ${String(active())}`,
    );
  return { field, input, options, list, heard, shows, closes, comesTo, after };
}

/** Enter may come before the answer to what was typed last. */
const chooses = (field: TownField, ...towns: (string | null)[]) =>
  until(
    () => JSON.stringify(field.chosen) === JSON.stringify(towns),
    () => `${towns.join(', ')} to be chosen; it is ${field.chosen.join(', ')}`,
  );

const press = (key: string) => sendKeys({ press: key });
const type = (text: string) => sendKeys({ type: text });

describe('a combobox', () => {
  beforeEach(async () => {
    asked = [];
    search = (typed) => Promise.resolve(found(typed));
    await setViewport({ width: 800, height: 600 });
  });

  it('is a plain labelled field until something is typed', async () => {
    const { input, list, field } = await open();
    expect(input.labels?.[0]?.textContent).to.equal('Місто');
    expect(input.getAttribute('aria-expanded')).to.equal('false');
    expect(input.hasAttribute('aria-controls'), 'a list that is not there').to.equal(false);
    input.focus();
    await lull();
    expect(list()).to.equal(null);
    await passesAxe([field]);
  });

  describe('by keyboard', () => {
    it('finds what is typed, walks with the arrows round both ends, and takes with Enter', async () => {
      const { input, field, shows, comesTo, closes } = await open();
      await press('Tab');
      expect(focusIsOn()).to.equal('input#town');
      await type('б');
      await shows('Бахмут', 'Бровари', 'Буча');
      await comesTo(null);
      await press('ArrowDown');
      await comesTo('Бахмут');
      await press('ArrowDown');
      await comesTo('Бровари');
      await press('ArrowUp');
      await press('ArrowUp');
      await comesTo('Буча');
      await press('ArrowDown');
      await comesTo('Бахмут');
      await press('End');
      await comesTo('Буча');
      await press('Home');
      await comesTo('Бахмут');
      expect(focusIsOn(), 'the focus stays').to.equal('input#town');
      await press('Enter');
      await closes();
      expect(input.value).to.equal('Бахмут, Україна');
      expect(field.chosen).to.deep.equal(['Бахмут']);
      await passesAxe([field]);
    });

    it('opens with Down at the first and with Up at the last, of all where nothing is typed', async () => {
      const { input, comesTo, closes } = await open();
      input.focus();
      await press('ArrowDown');
      await comesTo('Бахмут');
      await press('Escape');
      await closes();
      await press('ArrowUp');
      await comesTo('Дубно');
      expect(asked, 'asked once').to.deep.equal(['']);
    });

    it('closes with Escape first and empties with it then', async () => {
      const { input, field, shows, closes } = await open();
      let escaped = 0;
      const listen = (event: KeyboardEvent) => (escaped += Number(event.key === 'Escape'));
      document.addEventListener('keydown', listen);
      input.focus();
      await type('д');
      await shows('Дніпро', 'Дубно');
      await press('Escape');
      await closes();
      expect(input.value).to.equal('д');
      await press('Escape');
      expect(input.value).to.equal('');
      expect(field.chosen).to.deep.equal([null]);
      expect(escaped, 'no dialog around it closes with the list').to.equal(0);
      await press('Escape');
      expect(escaped, 'the third is not ours').to.equal(1);
      document.removeEventListener('keydown', listen);
    });

    it('takes what is marked with Tab and goes on; without a mark it only goes on', async () => {
      const { input, field, shows, comesTo, closes } = await open();
      input.focus();
      await type('в');
      await shows('Вінниця');
      await press('ArrowDown');
      await comesTo('Вінниця');
      await press('Tab');
      await closes();
      expect(field.chosen).to.deep.equal(['Вінниця']);
      input.focus();
      input.select();
      await type('бр');
      await shows('Бровари');
      await press('Tab');
      await press('Tab');
      await closes();
      expect(field.chosen).to.deep.equal(['Вінниця']);
      expect(input.value, 'what is chosen, not what was left half typed').to.equal('Вінниця, Україна');
    });

    it('takes the only one with Enter, unmarked', async () => {
      const { field, input, shows } = await open();
      input.focus();
      await type('вінн');
      await shows('Вінниця');
      await press('Enter');
      await chooses(field, 'Вінниця');
    });

    it('takes the only one with Enter that was pressed before it was found', async () => {
      let answer: (towns: string[]) => void = () => undefined;
      search = () => new Promise((resolve) => (answer = resolve));
      const { field, input, closes } = await open();
      input.focus();
      await type('вінн');
      await until(
        () => asked.includes('вінн'),
        () => 'the question',
      );
      await press('Enter');
      expect(field.chosen).to.deep.equal([]);
      answer(['Вінниця']);
      await closes();
      expect(field.chosen).to.deep.equal(['Вінниця']);
    });

    it('leaves Home, End and shifted keys to the text while nothing is marked', async () => {
      const { input, shows } = await open();
      input.focus();
      await type('бр');
      await shows('Бровари');
      await press('Home');
      expect(input.selectionStart).to.equal(0);
      await sendKeys({ down: 'Shift' });
      await press('End');
      await sendKeys({ up: 'Shift' });
      expect(input.selectionEnd).to.equal(2);
    });

    it('empties where all is deleted and the field left', async () => {
      const { input, field, shows } = await open();
      input.focus();
      await type('буч');
      await shows('Буча');
      await press('Enter');
      await chooses(field, 'Буча');
      input.select();
      await press('Delete');
      await press('Tab');
      await chooses(field, 'Буча', null);
    });
  });

  it('is chosen from with a pointer, which leaves the focus in the field', async () => {
    const { input, field, shows, options, closes } = await open();
    input.focus();
    await type('д');
    await shows('Дніпро', 'Дубно');
    await lull();
    const { left, top, width, height } = (options()[1] as HTMLElement).getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
    await closes();
    expect(field.chosen).to.deep.equal(['Дубно']);
    expect(focusIsOn()).to.equal('input#town');
  });

  it('opens where it is pressed, and is emptied by its button', async () => {
    const { input, field, shows } = await open();
    const { left, top } = input.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(left + 20), Math.round(top + 20)] });
    await shows(...TOWNS);
    await press('Escape');
    await type('дуб');
    await shows('Дубно');
    await press('Enter');
    await chooses(field, 'Дубно');
    await field.updateComplete;
    const clear = field.shadowRoot?.querySelector<HTMLButtonElement>('.clear') as HTMLButtonElement;
    expect(clear.getAttribute('aria-label')).to.equal('Очистити');
    clear.click();
    await breath();
    expect(input.value).to.equal('');
    expect(field.chosen).to.deep.equal(['Дубно', null]);
    expect(focusIsOn()).to.equal('input#town');
  });

  it('says how many were found, or that none were', async () => {
    const { input, heard, shows, list } = await open();
    input.focus();
    await type('д');
    await shows('Дніпро', 'Дубно');
    expect(heard()).to.include('Знайдено: 2');
    await type('ъъ');
    await until(
      () => list()?.innerText.includes('Нічого не знайдено'),
      () => 'that nothing was found',
    );
    expect(heard()).to.equal('Нічого не знайдено');
    expect(input.getAttribute('aria-expanded'), 'nothing to choose from').to.equal('false');
  });

  it('tells who leaves it with something typed that nothing is chosen', async () => {
    const { input, field, shows } = await open();
    input.focus();
    await type('д');
    await shows('Дніпро', 'Дубно');
    await press('Tab');
    await press('Tab');
    await until(
      () => field.shadowRoot?.querySelector('#town-note')?.textContent === 'Оберіть назву зі списку.',
      () => 'the note',
    );
    expect(input.getAttribute('aria-describedby')).to.include('town-note');
    expect(input.value).to.equal('д');
  });

  describe('searches', () => {
    it('after a pause in typing, once', async () => {
      const { input, shows } = await open();
      input.focus();
      await press('ArrowDown');
      await shows(...TOWNS);
      asked = [];
      // All in one moment: on a slow machine the letters of a keyboard may come further apart than the pause.
      for (const typed of ['д', 'дн', 'дні', 'дніп']) {
        input.value = typed;
        input.dispatchEvent(new InputEvent('input'));
      }
      await shows('Дніпро');
      expect(asked).to.deep.equal(['дніп']);
    });

    it('and drops the answer to what was typed before', async () => {
      const answers = new Map<string, (towns: string[]) => void>();
      const signals: AbortSignal[] = [];
      search = (typed, signal) => {
        signals.push(signal);
        return new Promise((resolve) => answers.set(typed, resolve));
      };
      const { input, shows, options } = await open();
      input.focus();
      await type('б');
      await until(
        () => answers.has('б'),
        () => 'the first question',
      );
      await type('у');
      await until(
        () => answers.has('бу'),
        () => 'the second question',
      );
      expect(signals[0]?.aborted).to.equal(true);
      answers.get('бу')?.(['Буча']);
      await shows('Буча');
      answers.get('б')?.(['Бахмут', 'Бровари', 'Буча']);
      await lull();
      expect(options()).to.have.length(1);
    });

    it('again on request when the service fails, and by itself when the network is back', async () => {
      const { input, list, heard, shows, field } = await open();
      input.focus();
      search = () => Promise.reject(new ApiError('unavailable'));
      await type('д');
      await until(
        () => list()?.innerText.includes('сервіс не відповів'),
        () => 'the failure',
      );
      expect(heard()).to.include('сервіс не відповів');
      search = () => Promise.reject(new ApiError('offline'));
      list()?.querySelector('button')?.click();
      await until(
        () => list()?.innerText.includes('Немає зв’язку з інтернетом'),
        () => 'that it is offline',
      );
      await passesAxe([field]);
      search = (typed) => Promise.resolve(found(typed));
      window.dispatchEvent(new Event('online'));
      await shows('Дніпро', 'Дубно');
    });

    it('again by Enter', async () => {
      const { input, list, shows } = await open();
      input.focus();
      search = () => Promise.reject(new ApiError('unavailable'));
      await type('в');
      await until(
        () => list()?.querySelector('button'),
        () => 'the failure',
      );
      search = (typed) => Promise.resolve(found(typed));
      await press('Enter');
      await shows('Вінниця');
    });
  });

  describe('puts its list', () => {
    const isWithin = async (list: () => HTMLElement | null, width: number, height: number) => {
      const box = () => list()?.getBoundingClientRect();
      await until(
        () => {
          const at = box();
          return at && at.left >= 0 && at.top >= 0 && at.right <= width && at.bottom <= height && at.width > 100;
        },
        () => `the list inside ${width} x ${height}; it is at ${JSON.stringify(box())}`,
      );
      return box() as DOMRect;
    };

    it('below its field, as wide', async () => {
      const { input, list } = await open();
      input.focus();
      await press('ArrowDown');
      const at = await isWithin(list, 800, 600);
      const { left, bottom, width } = input.getBoundingClientRect();
      expect(Math.abs(at.left - left)).to.be.lessThan(2);
      expect(Math.abs(at.width - width)).to.be.lessThan(2);
      expect(at.top).to.be.within(bottom, bottom + 12);
    });

    it('above where there is no room below', async () => {
      const { input, list } = await open({ position: 'fixed', bottom: '0', left: '0', width: '300px' });
      input.focus();
      await press('ArrowDown');
      await until(
        () => (list()?.getBoundingClientRect().bottom ?? 1e9) <= input.getBoundingClientRect().top,
        () => 'the list above the field',
      );
      await isWithin(list, 800, 600);
    });

    it('inside the page at 320 px and 200 % text', async () => {
      await setViewport({ width: 320, height: 480 });
      const { input, list, field } = await open({ fontSize: '200%' });
      input.focus();
      await press('ArrowDown');
      await isWithin(list, 320, 480);
      expect(document.documentElement.scrollWidth).to.be.at.most(320);
      await passesAxe([field]);
    });

    it('where the field goes, and leaves nothing behind', async () => {
      const { input, list, field, shows } = await open({ paddingTop: '40px' });
      input.focus();
      await press('ArrowDown');
      await shows(...TOWNS);
      (field.parentElement as HTMLElement).style.paddingTop = '120px';
      window.dispatchEvent(new Event('resize'));
      await until(
        () => (list()?.getBoundingClientRect().top ?? 0) >= input.getBoundingClientRect().bottom,
        () => 'the list to follow',
      );
      expect(list()?.getAttribute('style')).to.include('left');
      field.remove();
      await lull();
      expect(list()).to.equal(null);
    });
  });
});
