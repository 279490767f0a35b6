import { expect } from '@open-wc/testing';
import { ApiError, type Supplier } from '@kabinet/api';
import { sampleData, type SampleAccountName, sampleHostedPages } from '@kabinet/api/mock';
import { LANGUAGES } from '../../locales/load.js';
import '../../provider/provider.define.js';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn, type Person, until } from '../../testing/person.js';
import { failing, losingAnswers, Service } from '../../testing/service.js';
import { enter, stage } from '../../testing/stage.js';
import './link-account.define.js';

const tag = 'kabinet-link-account';
const FAMILY = ['gas', 'relative', 'helped'] as const;

function having(accounts: readonly SampleAccountName[] = FAMILY, change: Partial<Supplier> = {}): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts });
  return new Service({ ...data, supplier: { ...data.supplier, ...change } });
}

const rowsOf = ({ root }: Person) => [...root.querySelectorAll<HTMLElement>('[part=account]')];

/** The button of that name in the row of that account. */
function buttonOf(person: Person, account: string, name: string): HTMLElement {
  const row = rowsOf(person).find((each) => each.innerText.includes(account));
  const button = [...(row?.querySelectorAll<HTMLElement>('button') ?? [])].find(
    (each) => each.innerText.trim() === name,
  );
  if (!button) throw new Error(`no “${name}” at ${account}; there is “${person.reads}”`);
  return button;
}

describe(`<${tag}>`, () => {
  beforeEach(() => {
    stopTheClock();
  });

  it('lists the accounts, each with its right in words, the default first', async () => {
    const { person } = await stage({ tag, session: 'cookie', service: having() });
    await person.sees(
      'Мої рахунки',
      '0400123456 основний',
      'Мама близької людини',
      '0400123467 ви помічник до 5 грудня',
    );
    expect(rowsOf(person)).to.have.length(3);
    expect(person.root.querySelector('select'), 'there is none to choose').to.equal(null);
    expect(focusIsOn()).to.equal('body');
  });

  it('leads to adding one, and says what to have at hand', async () => {
    const { person } = await stage({ tag, session: 'cookie', service: having() });
    await person.sees(
      'номер особового рахунку з квитанції',
      'щось одне: PIN із квитанції, або суму останньої оплати, або номер лічильника',
      'ФОП та юридичних осіб',
    );
    expect(person.control('Додати рахунок').getAttribute('href')).to.include(`${sampleHostedPages.link}?`);
    const one = await stage({ tag, session: 'cookie', service: having(FAMILY, { linkProofs: ['meter_number'] }) });
    await one.person.sees('номер лічильника.');
    expect(one.person.reads).not.to.include('щось одне');
  });

  it('tells somebody without an account how to begin', async () => {
    const { person } = await stage({ tag, session: 'cookie', service: having([]) });
    await person.sees('Ви ще не додали жодного рахунку', 'Додати рахунок', 'Що мати під рукою');
    const byPhone = await stage({ tag, session: 'cookie', service: having([], { pages: null }) });
    await byPhone.person.sees('У вашому кабінеті ще немає рахунку', '0 800 500 104');
    expect(byPhone.person.has('Додати рахунок')).to.equal(false);
  });

  it('shows the list alone where the supplier has no pages to add one', async () => {
    const { person } = await stage({ tag, session: 'cookie', service: having(FAMILY, { pages: null }) });
    await person.sees('Мама');
    expect(person.reads).not.to.include('Додати рахунок');
    expect(person.reads).not.to.include('Помічники');
  });

  it('is not there where the supplier lets nobody link accounts', async () => {
    const { person, widget } = enter({
      tag,
      session: 'cookie',
      service: having(FAMILY, { capabilities: ['balance'] }),
    });
    await until(
      () => widget.shadowRoot !== null && widget.shadowRoot.querySelector('*') === null,
      () => `nothing; there is “${person.reads}”`,
    );
  });

  it('asks to sign in first', async () => {
    const service = having();
    service.fault = failing('unauthorized');
    const { person, provider } = enter({ tag, session: 'cookie', service });
    await person.sees('Спочатку увійдіть', 'Зареєструватися');
    service.fault = null;
    provider.sessionChanged();
    await person.sees('Мама');
  });

  it('says that the service is not there, and tries again', async () => {
    const service = having();
    service.fault = failing('unavailable', 'listAccounts');
    const { person } = enter({ tag, session: 'cookie', service });
    await person.sees('Сервіс зараз не працює');
    service.fault = null;
    await person.presses('Спробувати ще раз');
    await person.sees('Мама');
  });

  describe('names', () => {
    it('an account, and everybody who shows it has the name', async () => {
      const service = having();
      const { person, widget } = await stage({ tag, session: 'cookie', service });
      const told: string[] = [];
      widget.addEventListener('kabinet-accounts-changed', ({ change }) => told.push(change));
      buttonOf(person, '0400123456', 'Назвати по-своєму').click();
      await person.sees('Наприклад: Дім');
      expect(focusIsOn()).to.equal('input#name');
      await person.types('  Дім ');
      await person.presses('Зберегти');
      await person.sees('Дім основний 0400123456');
      expect(service.bodiesOf('setAccountPreferences')).to.deep.equal([{ nickname: 'Дім' }]);
      expect(focusIsOn()).to.include('Назвати по-своєму');
      expect(person.root.querySelector('[role=status]')?.textContent).to.include('Збережено');
      expect(told).to.deep.equal(['named']);
    });

    it('not longer than fits', async () => {
      const service = having();
      const { person } = await stage({ tag, session: 'cookie', service });
      buttonOf(person, 'Мама', 'Назвати по-своєму').click();
      await person.sees('Наприклад: Дім');
      expect(person.field().value, 'the name it has').to.equal('Мама');
      await person.types('д'.repeat(61));
      await person.presses('Зберегти');
      await person.sees('Скоротіть назву до 60 знаків');
      expect(person.descriptionOf(person.field())).to.include('Скоротіть');
      expect(service.count('setAccountPreferences')).to.equal(0);
      await person.presses('Скасувати');
      await person.sees('Мама');
    });

    it('and loses nothing of what was typed when it fails', async () => {
      const service = having();
      const { person } = await stage({ tag, session: 'cookie', service });
      buttonOf(person, 'Мама', 'Назвати по-своєму').click();
      await person.sees('Наприклад: Дім');
      await person.types('Дача');
      service.fault = failing(new ApiError('rate-limited', { retryAfter: 600 }), 'setAccountPreferences');
      await person.presses('Зберегти');
      await person.sees('Зараз дуже багато запитів');
      expect(focusIsOn()).to.include('Зараз дуже багато запитів');
      expect(person.field().value).to.equal('Дача');
      service.fault = null;
      await person.presses('Зберегти');
      await person.sees('Дача близької людини');
    });
  });

  it('makes another account the default', async () => {
    const service = having();
    const { person } = await stage({ tag, session: 'cookie', service });
    buttonOf(person, 'Мама', 'Показувати першим').click();
    await person.sees('Мама близької людини основний');
    expect(rowsOf(person)[0]?.innerText).to.include('Мама');
    expect(service.bodiesOf('setAccountPreferences')).to.deep.equal([{ isDefault: true }]);
    expect(() => buttonOf(person, 'Мама', 'Показувати першим')).to.throw();
  });

  describe('takes an account off the list', () => {
    it('and puts it back in one press', async () => {
      const service = having();
      const { person, widget } = await stage({ tag, session: 'cookie', service });
      const told: string[] = [];
      widget.addEventListener('kabinet-accounts-changed', ({ change }) => told.push(change));
      buttonOf(person, 'Мама', 'Прибрати зі списку').click();
      await person.sees('Рахунок прибрано: Мама', 'Повернути його без перевірки можна до 3 грудня.');
      expect(focusIsOn()).to.include('Повернути');
      await person.presses('Повернути');
      await person.sees('Мама близької людини');
      await person.noLongerSees('Повернути його');
      expect(told).to.deep.equal(['unlinked', 'restored']);
    });

    it('keeps the way back while other things are done', async () => {
      const { person } = await stage({ tag, session: 'cookie', service: having() });
      buttonOf(person, 'Мама', 'Прибрати зі списку').click();
      await person.sees('Рахунок прибрано: Мама');
      buttonOf(person, '0400123467', 'Прибрати зі списку').click();
      await person.sees('Рахунок прибрано: 0400123467', 'Рахунок прибрано: Мама');
      buttonOf(person, 'Мама', 'Повернути').click();
      await person.sees('Мама близької людини', 'Рахунок прибрано: 0400123467');
    });

    it('once, when the answer is lost: it is asked again under the same key', async () => {
      const clock = stopTheClock();
      const service = having();
      const { person } = await stage({ tag, session: 'cookie', service });
      service.fault = losingAnswers('timeout', 'unlinkAccount');
      buttonOf(person, 'Мама', 'Прибрати зі списку').click();
      await until(
        () => service.count('unlinkAccount') > 0,
        () => 'a call',
      );
      await clock.tickAsync(15_000);
      await person.sees('Ще не знаємо, чи збережено');
      service.fault = null;
      await person.presses('Спробувати ще раз');
      await person.sees('Рахунок прибрано: Мама');
      expect(new Set(service.callsOf('unlinkAccount').map(({ key }) => key)).size).to.equal(1);
    });

    it('and says when it is too late to put it back', async () => {
      const service = having();
      const { person } = await stage({ tag, session: 'cookie', service });
      buttonOf(person, 'Мама', 'Прибрати зі списку').click();
      await person.sees('Рахунок прибрано: Мама');
      service.fault = failing('not-found', 'restoreAccount');
      await person.presses('Повернути');
      await person.sees('Повернути рахунок уже не можна');
    });

    it('and tells nothing of it to whoever signs in next', async () => {
      const { person, provider } = await stage({ tag, session: 'cookie', service: having() });
      buttonOf(person, 'Мама', 'Прибрати зі списку').click();
      await person.sees('Рахунок прибрано: Мама');
      provider.sessionChanged();
      await person.noLongerSees('Мама');
    });
  });

  it('has its words in each language', async () => {
    for (const lang of LANGUAGES) {
      const { person } = await stage({ tag, session: 'cookie', service: having([]), lang });
      if (lang === 'en') expect(person.reads).not.to.match(/[а-яіїєґ]/i);
      if (lang === 'ru') expect(person.reads).not.to.match(/[іїєґ’]/i);
      if (lang === 'uk') expect(person.reads).not.to.match(/[ыэёъ]/i);
    }
  });

  describe('looks right in every language, width and colour scheme', () => {
    const shown: Readonly<Record<string, readonly SampleAccountName[]>> = {
      'with a family': ['long-names', ...FAMILY, 'closed'],
      'without an account': [],
    };
    for (const [name, accounts] of Object.entries(shown)) {
      it(name, () =>
        looksRightEverywhere({ tag, service: () => having(accounts), play: (person) => person.seesItLoaded() }),
      );
    }

    it('while one is named and another was taken off', () =>
      looksRightEverywhere({
        tag,
        service: () => having(['gas', 'relative', 'long-names']),
        play: async (person) => {
          await person.seesItLoaded();
          const buttons = () => [...person.root.querySelectorAll<HTMLElement>('.accounts button')];
          buttons().at(-1)?.click();
          await until(
            () => person.root.querySelector('[data-undo]'),
            () => 'the way back',
          );
          buttons()[0]?.click();
          await until(
            () => person.root.querySelector('#name'),
            () => 'the field',
          );
        },
      }));
  });
});
