import { expect } from '@open-wc/testing';
import { ApiError, type Supplier } from '@kabinet/api';
import { sampleData } from '@kabinet/api/mock';
import { LANGUAGES } from '../../locales/load.js';
import '../../provider/provider.define.js';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn, Person, until } from '../../testing/person.js';
import { failing, losingAnswers, noNetwork, Service } from '../../testing/service.js';
import { enter, makeProvider, makeWidget, place, stage } from '../../testing/stage.js';
import '../reading-form/reading-form.define.js';
import './guest-reading-form.define.js';

const tag = 'kabinet-guest-reading-form';
const SEND = 'Передати показання';

/** Nobody is signed in; the supplier has gas alone unless said otherwise. */
function supplying(change: Partial<Supplier> = {}): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
  const service = new Service({ ...data, supplier: { ...data.supplier, serviceKinds: ['gas'], ...change } });
  service.fault = signedOut;
  return service;
}

const SIGNED_IN_ONLY = ['getSession', 'listAccounts', 'getBalance', 'listMeters'] as const;
const signedOut = failing('unauthorized', ...SIGNED_IN_ONLY);

/** Signed out, and this goes wrong too. */
function and(fault: NonNullable<Service['fault']>): NonNullable<Service['fault']> {
  return (operation, args, options, next) =>
    operation === 'submitGuestReading'
      ? fault(operation, args, options, next)
      : signedOut(operation, args, options, next);
}

async function fillsIn(person: Person, { account = '0400 123-456', proof = '04512877', value = '01279' } = {}) {
  await person.types(account, 'Особовий рахунок');
  await person.types(proof, 'Номер лічильника');
  await person.types(value, 'Показання');
}

describe(`<${tag}>`, () => {
  beforeEach(() => {
    stopTheClock();
  });

  it('asks nobody who they are, and for nothing secret', async () => {
    const service = supplying();
    const { person } = await stage({ tag, service });
    await person.sees('Передати показання без входу', 'Особовий рахунок', 'Номер лічильника', 'Показання');
    for (const operation of SIGNED_IN_ONLY) expect(service.count(operation), operation).to.equal(0);
    expect(person.reads).not.to.match(/PIN|ПІН|пароль/i);
    expect(person.root.querySelector('input[type=password]')).to.equal(null);
    expect(focusIsOn()).to.equal('body');
  });

  it('hands in a reading however the number is spaced, and tells a number, a time and what is next', async () => {
    const service = supplying();
    const { person, widget } = await stage({ tag, service });
    let told = 0;
    widget.addEventListener('kabinet-guest-reading-accepted', () => (told += 1));
    await fillsIn(person);
    await person.presses(SEND);
    await person.sees('Показання отримано', 'Номер', '1000-0016', '3 листопада, 10:00', '01279', 'Збережіть номер');
    expect(service.bodiesOf('submitGuestReading')).to.deep.equal([
      {
        accountNumber: '0400 123-456',
        proof: { kind: 'meter_number', value: '04512877' },
        serviceKind: 'gas',
        values: [{ zone: 'total', value: '1279' }],
      },
    ]);
    expect(focusIsOn()).to.include('Показання отримано');
    expect(told).to.equal(1);
    expect(person.reads).not.to.match(/Шевченка|Коваль|грн/);

    await person.presses('Передати ще одне');
    expect(person.field('Особовий рахунок').value, 'is not asked twice').to.equal('0400 123-456');
    expect(person.field('Показання').value).to.equal('');
  });

  it('checks the account number as soon as its field is left, and keeps quiet while it is typed', async () => {
    const { person } = await stage({ tag, service: supplying() });
    await person.types('0400 12', 'Особовий рахунок');
    expect(person.reads).not.to.include('Номер рахунку має такий вигляд');
    person.field('Особовий рахунок').dispatchEvent(new Event('change', { bubbles: true }));
    await person.sees('Номер рахунку має такий вигляд: 0400 123 456');
    expect(person.descriptionOf(person.field('Особовий рахунок'))).to.include('0400 123 456. Звірте');
    await person.types('0400 123 456', 'Особовий рахунок');
    await person.noLongerSees('Номер рахунку має такий вигляд');
  });

  it('names all that is missing, with links; one thing alone gets the focus', async () => {
    const service = supplying();
    const { person } = await stage({ tag, service });
    await person.presses(SEND);
    await person.sees(
      'Перевірте, що введено',
      'Введіть номер особового рахунку',
      'Введіть номер лічильника',
      'Введіть показання',
    );
    expect(focusIsOn()).to.include('Перевірте, що введено');
    await fillsIn(person, { value: '12б' });
    await person.presses(SEND);
    await person.sees('Введіть показання цифрами');
    await until(
      () => focusIsOn() === 'input#guest-total',
      () => `the focus in the field; it is on ${focusIsOn()}`,
    );
    expect(service.count('submitGuestReading')).to.equal(0);
  });

  it('asks for the sum of the last payment where the supplier goes by that', async () => {
    const service = supplying({ guestReadings: { proof: 'last_payment' } });
    const { person } = await stage({ tag, service });
    await person.types('0400123456', 'Особовий рахунок');
    await person.types('багато', 'Сума останньої оплати');
    await person.types('1279', 'Показання');
    await person.presses(SEND);
    await person.sees('Введіть суму останньої оплати цифрами');
    await person.types('358,20', 'Сума останньої оплати');
    await person.presses(SEND);
    await person.sees('Показання отримано');
    expect(service.bodiesOf('submitGuestReading')).to.deep.include.members([
      {
        accountNumber: '0400123456',
        proof: { kind: 'last_payment', value: '358,20' },
        serviceKind: 'gas',
        values: [{ zone: 'total', value: '1279' }],
      },
    ]);
  });

  it('asks which service where there are several, and for each zone of an electricity meter', async () => {
    const service = supplying({ serviceKinds: ['gas', 'electricity', 'refuse'] });
    const { person } = await stage({ tag, service });
    await fillsIn(person);
    await person.presses(SEND);
    await person.sees('Оберіть послугу');
    const choose = (value: string) =>
      person.root.querySelector<HTMLInputElement>(`input[type=radio][value="${value}"]`)?.click();
    expect(person.reads).not.to.include('Вивезення сміття');
    choose('electricity');
    await person.sees('День і ніч');
    choose('two');
    await person.sees('Показання: День');
    await person.types('18500', 'Показання: День');
    await person.types('7100', 'Показання: Ніч');
    await person.presses(SEND);
    await person.sees('Показання отримано', 'День: 18500, Ніч: 7100');
    expect((service.bodiesOf('submitGuestReading')[0] as { values: unknown }).values).to.deep.equal([
      { zone: 'day', value: '18500' },
      { zone: 'night', value: '7100' },
    ]);
  });

  it('shows where number and fact are found: a drawing, and words', async () => {
    const { person } = await stage({ tag, service: supplying() });
    const [where] = person.root.querySelectorAll('summary');
    where?.click();
    await person.sees('Номер особового рахунку стоїть угорі квитанції');
    expect(person.root.querySelector('details[open] svg .ring')).to.not.equal(null);
  });

  describe('loses nothing', () => {
    const typed = (person: Person) =>
      ['Особовий рахунок', 'Номер лічильника', 'Показання'].map((label) => person.field(label).value);
    const TYPED = ['0400 123-456', '04512877', '01279'];

    it('when the answer is lost: the same key finds it', async () => {
      const clock = stopTheClock();
      const service = supplying();
      service.fault = and(losingAnswers('timeout', 'submitGuestReading'));
      const { person } = await stage({ tag, service });
      await fillsIn(person);
      await person.presses(SEND);
      await until(
        () => service.count('submitGuestReading') > 0,
        () => 'a call',
      );
      await clock.tickAsync(15_000);
      await person.sees('Ще не знаємо, чи показання отримано');
      expect(typed(person)).to.deep.equal(TYPED);
      service.fault = signedOut;
      await person.presses('Перевірити ще раз');
      await person.sees('Показання отримано');
      expect(new Set(service.callsOf('submitGuestReading').map(({ key }) => key)).size).to.equal(1);
    });

    it('without a network', async () => {
      const service = supplying();
      const { person } = await stage({ tag, service });
      await fillsIn(person);
      service.fault = noNetwork;
      await person.presses(SEND);
      await person.sees('Немає зв’язку: не знаємо, чи показання отримано');
      expect(typed(person)).to.deep.equal(TYPED);
    });

    const refusals: Readonly<Record<string, { error: ApiError; says: string; focus?: string }>> = {
      'asked too often': {
        error: new ApiError('rate-limited', { retryAfter: 3600 }),
        says: 'Зараз дуже багато запитів',
      },
      'not taken here': { error: new ApiError('not-found'), says: 'Постачальник не приймає показання без входу' },
      refused: { error: new ApiError('rejected'), says: 'Сервіс не зміг прийняти показання' },
      'an account number of another form': {
        error: new ApiError('rejected', {
          problem: {
            type: 'about:blank',
            title: '',
            status: 400,
            code: 'invalid_request',
            requestId: '1',
            issues: [{ pointer: '/accountNumber', code: 'invalid_format' }],
          },
        }),
        says: 'Номер рахунку має такий вигляд',
        focus: 'input#guest-account',
      },
    };
    for (const [name, { error, says, focus }] of Object.entries(refusals)) {
      it(`when it is ${name}`, async () => {
        const service = supplying();
        service.fault = and(() => Promise.reject(error));
        const { person } = await stage({ tag, service });
        await fillsIn(person);
        await person.presses(SEND);
        await person.sees(says);
        expect(typed(person)).to.deep.equal(TYPED);
        await until(
          () => focusIsOn().includes(focus ?? says),
          () => `the focus at what is wrong; it is on ${focusIsOn()}`,
        );
      });
    }
  });

  it('is not there where the supplier takes no readings without signing in', async () => {
    for (const change of [{ guestReadings: null }, { capabilities: ['readings'] }] as const) {
      const { widget, person } = enter({ tag, service: supplying(change as Partial<Supplier>) });
      await until(
        () => widget.shadowRoot !== null && widget.shadowRoot.querySelector('*') === null,
        () => `nothing; there is “${person.reads}”`,
      );
    }
  });

  it('has its words in each language', async () => {
    for (const lang of LANGUAGES) {
      const { person } = await stage({ tag, service: supplying(), lang });
      if (lang === 'en') expect(person.reads).not.to.match(/[а-яіїєґ]/i);
      if (lang === 'ru') expect(person.reads).not.to.match(/[іїєґ’]/i);
      if (lang === 'uk') expect(person.reads).not.to.match(/[ыэёъ]/i);
    }
  });

  it('looks right in every language, width and colour scheme', async () => {
    const several = { serviceKinds: ['electricity', 'gas', 'cold_water', 'hot_water'] } as const;
    await looksRightEverywhere({
      tag,
      service: () => supplying({ ...several, serviceKinds: [...several.serviceKinds] }),
      play: async (person) => {
        await person.seesItLoaded();
        person.root.querySelector<HTMLInputElement>('input[value=electricity]')?.click();
        for (const summary of person.root.querySelectorAll('summary')) summary.click();
        await until(
          () => person.root.querySelectorAll('.where').length === 2,
          () => 'where it is found',
        );
        person.root.querySelector<HTMLElement>('[part=submit]')?.click();
        await until(
          () => person.root.querySelector('#error-summary'),
          () => 'what is missing',
        );
      },
    });
  });

  it('looks right once the reading arrived', () =>
    looksRightEverywhere({
      tag,
      service: () => supplying(),
      play: async (person) => {
        await person.seesItLoaded();
        for (const [index, text] of ['0400 123-456', '04512877', '01279'].entries()) {
          const input = person.root.querySelectorAll<HTMLInputElement>('input[type=text]')[index] as HTMLInputElement;
          input.value = text;
          input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }
        person.root.querySelector<HTMLElement>('[part=submit]')?.click();
        await until(
          () => person.root.querySelector('[part=receipt]'),
          () => 'the receipt',
        );
      },
    }));

  describe('in the reading form of somebody who is not signed in', () => {
    it('is offered beside signing in, keeps what was typed, and goes when they sign in', async () => {
      const service = supplying();
      const provider = makeProvider({ service });
      const widget = makeWidget({ tag: 'kabinet-reading-form' });
      provider.append(widget);
      place().append(provider);
      const person = new Person(widget);
      await person.presses('Передати показання без входу');
      await person.sees('Особовий рахунок', 'Номер лічильника');
      await until(
        () => focusIsOn() === 'input#guest-account',
        () => `the focus in the first field; it is on ${focusIsOn()}`,
      );
      await fillsIn(person);
      await person.presses(SEND);
      await person.sees('Показання отримано', '1000-0016');
      service.fault = null;
      provider.sessionChanged();
      await person.sees('Лічильник № 04512877');
    });

    it('is not offered where the supplier does not take it', async () => {
      const { person } = enter({ tag: 'kabinet-reading-form', service: supplying({ guestReadings: null }) });
      await person.sees('Увійти');
      expect(person.has('Передати показання без входу')).to.equal(false);
    });

    it('leads back to signing in', async () => {
      const { person } = enter({ tag: 'kabinet-reading-form', service: supplying() });
      await person.presses('Передати показання без входу');
      await person.sees('Номер лічильника');
      await person.presses('Увійти');
      await person.sees('Спочатку увійдіть');
    });
  });
});
