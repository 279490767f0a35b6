import { expect } from '@open-wc/testing';
import { ApiError, type PageOperationName, type Problem } from '@kabinet/api';
import { type Clock, stopTheClock } from '../../testing/clock.js';
import { focusIsOn, lull, Person, until } from '../../testing/person.js';
import { areOne, CHECK_AGAIN, CONFIRM, EDIT, openForm, SEND, WITHDRAW } from '../../testing/reading-form.js';
import { failing, hanging, losingAnswers, Service } from '../../testing/service.js';
import { makeWidget } from '../../testing/stage.js';

function refusal(status: number, problem: Partial<Problem> & Pick<Problem, 'code'>): ApiError {
  const kind = status === 409 ? 'conflict' : 'rejected';
  return new ApiError(kind, { problem: { type: 'about:blank', title: '', status, requestId: 'R-17', ...problem } });
}

const figures = (body: unknown) => (body as { values: { value: string }[] }).values.map(({ value }) => value);

describe('<kabinet-reading-form>, sending a reading', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = stopTheClock();
  });

  /** From the first try on: the code that sends may still be on its way when the button is pressed. */
  async function fifteenSeconds(service: Service, operation: PageOperationName): Promise<void> {
    await until(
      () => service.count(operation) > 0,
      () => operation,
    );
    await clock.tickAsync(15_000);
  }

  describe('takes what people type', () => {
    for (const [typed, sent] of [
      ['01279', '1279'],
      ['1279', '1279'],
      ['1 279', '1279'],
      ['1279,456', '1279.456'],
      ['1279.4', '1279.4'],
      ['О1279', '1279'],
      ['１２７９', '1279'],
      ['1279,98765', '1279.987'],
    ] as const) {
      it(`“${typed}”`, async () => {
        const { person, service } = await openForm();
        await person.types(typed);
        await person.presses(SEND);
        await person.sees('Показання прийнято');
        expect(service.bodiesOf('submitReading').flatMap(figures)).to.deep.equal([sent]);
      });
    }
  });

  describe('asks again for what cannot be a reading', () => {
    for (const [typed, error] of [
      ['', 'Введіть показання цифрами, наприклад 01234'],
      ['багато', 'Введіть показання цифрами, наприклад 01234'],
      ['-5', 'Введіть показання цифрами, наприклад 01234'],
      ['1234567890123', 'На лічильнику 5 чорних цифр, а введено більше'],
    ] as const) {
      it(`“${typed}”`, async () => {
        const { person, service } = await openForm();
        await person.types(typed);
        await person.presses(SEND);
        await person.sees(error);
        const field = person.field();
        expect(field.value, 'what was typed').to.equal(typed);
        expect(field.getAttribute('aria-invalid')).to.equal('true');
        expect(person.descriptionOf(field)).to.include(error);
        expect(person.descriptionOf(field), 'the hint stays').to.include('5 чорних цифр');
        expect(focusIsOn()).to.equal(focusIsOn(field));
        expect(service.count('submitReading')).to.equal(0);

        await person.types('1279');
        await person.presses(SEND);
        await person.sees('Показання прийнято');
      });
    }

    it('with several errors, in a summary that takes the focus and leads to each field', async () => {
      const { person, service } = await openForm({ accounts: ['two-zones'] });
      await person.types('багато', 'Ніч');
      await person.presses(SEND);
      await person.sees('Перевірте введене');
      expect(focusIsOn()).to.include('Перевірте введене');
      const links = [...(person.focused?.querySelectorAll('a') ?? [])];
      expect(links).to.have.length(2);
      links[1]?.click();
      expect(focusIsOn()).to.equal(focusIsOn(person.field('Ніч')));
      links[0]?.click();
      expect(focusIsOn()).to.equal(focusIsOn(person.field('День')));
      expect(location.hash).to.equal('');
      expect(service.count('submitReading')).to.equal(0);
    });

    it('with one error of two fields, by leading to the field that is wrong', async () => {
      const { person } = await openForm({ accounts: ['two-zones'] });
      await person.types('18500', 'День');
      await person.types('багато', 'Ніч');
      await person.presses(SEND);
      await person.sees('Введіть показання цифрами');
      expect(person.reads).not.to.include('Перевірте введене');
      expect(focusIsOn()).to.equal(focusIsOn(person.field('Ніч')));
    });
  });

  describe('shows an unlikely reading back', () => {
    const cases = [
      ['gas', '1200', ['1200', 'менше за попереднє показання 1234']],
      ['rolled-over', '00020', ['20 м³', 'дійшов до кінця й почав з нуля', 'витрата 33 м³']],
      ['gas', '9999', ['9999 м³', 'Виходить 8765 м³ за 33 дні']],
      ['gas', '888888', ['За нашими даними, на лічильнику 5 чорних цифр, а введено більше.']],
      ['never-read', '123456789012', ['За нашими даними, на лічильнику 5 чорних цифр, а введено більше.']],
    ] as const;
    for (const [account, typed, texts] of cases) {
      it(`${typed} of ${account}`, async () => {
        const { person, service, told } = await openForm({ accounts: [account] });
        await person.types(typed);
        await person.presses(SEND);
        await person.sees('Перевірте показання', ...texts);
        expect(focusIsOn()).to.include('Перевірте показання');
        expect(service.count('submitReading')).to.equal(0);

        await person.presses(EDIT);
        expect(person.field().value).to.equal(typed);
        expect(focusIsOn()).to.equal(focusIsOn(person.field()));
        await person.presses(SEND);
        await person.presses(CONFIRM);
        await person.sees('Показання отримано, його перевірить фахівець');
        expect(service.bodiesOf('submitReading')).to.have.length(1);
        expect(service.bodiesOf('submitReading')[0]).to.include({ confirmed: true });
        expect(told).to.deep.equal(['questioned']);
      });
    }

    it('naming the register it is about', async () => {
      const { person } = await openForm({ accounts: ['two-zones'] });
      await person.types('18500', 'День');
      await person.types('7000', 'Ніч');
      await person.presses(SEND);
      await person.sees('Ніч: 7000 кВт·год менше за попереднє показання 7051');
      await person.presses(EDIT);
      await person.types('7777777', 'Ніч');
      await person.presses(SEND);
      await person.sees('Ніч: За нашими даними, на лічильнику 6 чорних цифр, а введено більше.');
    });

    it('when only the service knows why, and sends it confirmed under another key', async () => {
      const { person, service, told, keysOf } = await openForm();
      const findings = [{ code: 'greater_than_subsequent', severity: 'confirm', registerId: 'gas-total' }] as const;
      service.fault = failing(
        refusal(422, { code: 'reading_needs_confirmation', findings: [...findings] }),
        'submitReading',
      );
      await person.types('1279');
      await person.presses(SEND);
      await person.sees('Перевірте показання', '1279 м³', 'Показання більше за пізніше, яке вже є в постачальника.');
      service.fault = null;
      await person.presses(CONFIRM);
      await person.sees('Показання прийнято');
      expect(service.bodiesOf('submitReading')[1]).to.include({ confirmed: true });
      expect(areOne(keysOf('submitReading'))).to.equal(false);
      expect(told.at(-1)).to.equal('accepted');
    });
  });

  it('says what was received: number, moment, figures, use, month, and until when it can be corrected', async () => {
    const { person, told, service } = await openForm();
    await person.types('1279');
    await person.presses(SEND);
    await person.sees('Показання прийнято', 'Більше нічого робити не треба.');
    const [row] = await service.handedIn();
    await person.sees(
      `Номер ${row?.number ?? 'none'}`,
      'Передано 3 листопада, 10:00',
      'Показання 1279 м³',
      'Витрата 45 м³',
      'Витрату врахують у квитанції за жовтень 2026.',
      'Виправити або скасувати можна до 5 листопада включно.',
    );
    expect(focusIsOn()).to.include('Показання прийнято');
    expect(told).to.deep.equal(['accepted']);
    expect(person.has('Надрукувати')).to.equal(true);
  });

  it('shows both figures of a two-zone meter as one reading', async () => {
    const { person, service } = await openForm({ accounts: ['two-zones'] });
    await person.types('18500', 'День');
    await person.types('7090', 'Ніч');
    await person.presses(SEND);
    await person.sees('Показання прийнято', 'День 18500 кВт·год', 'Ніч 7090 кВт·год');
    expect(await service.handedIn('two-zones')).to.have.length(1);
  });

  it('reads the balance and the meters again after success', async () => {
    const { service, person, provider } = await openForm();
    await import('../balance-card/balance-card.define.js');
    const card = makeWidget({ tag: 'kabinet-balance-card' });
    provider.append(card);
    await new Person(card).sees('358,20');
    const before = service.count('getBalance');
    await person.types('1279');
    await person.presses(SEND);
    await person.sees('Показання прийнято');
    await lull();
    expect(service.count('getBalance')).to.equal(before + 1);
    expect(service.count('listMeters')).to.equal(2);
    expect(service.count('getSupplier')).to.equal(1);
  });

  describe('corrects', () => {
    it('a reading, which replaces the one before', async () => {
      const { person, service, told, keysOf } = await openForm();
      await person.types('1279');
      await person.presses(SEND);
      await person.presses(EDIT);
      const [first] = await service.handedIn();
      await person.sees(`Ви виправляєте показання ${first?.number ?? 'none'}.`);
      expect(person.field().value).to.equal('1279');
      expect(focusIsOn()).to.equal(focusIsOn(person.field()));
      await person.types('1280');
      await person.presses('Передати виправлене');
      await person.sees('1280 м³');
      expect(told).to.deep.equal(['accepted', 'accepted, corrected']);
      const rows = await service.handedIn();
      expect(rows.map(({ status, values }) => [status, values[0]?.value])).to.deep.equal([
        ['accepted', '1280'],
        ['superseded', '1279'],
      ]);
      await person.sees(rows[0]?.number ?? 'a number', 'Попереднє показання замінено цим.');
      expect(keysOf('correctReading')[0]).not.to.equal(keysOf('submitReading')[0]);
    });

    it('an unlikely correction only after it was shown back', async () => {
      const { person, service } = await openForm({ handedIn: 'accepted' });
      await person.presses(EDIT);
      await person.types('1100');
      await person.presses('Передати виправлене');
      await person.sees('Перевірте показання', '1100 м³ менше за попереднє показання 1234');
      await person.presses(CONFIRM);
      await person.sees('Показання отримано, його перевірить фахівець');
      expect(service.bodiesOf('correctReading')[0]).to.include({ confirmed: true });
      expect(service.count('submitReading')).to.equal(0);
    });

    it('to more digits than the supplier knows the dial to have, and once more from there', async () => {
      const { person, service } = await openForm({ handedIn: 'accepted' });
      for (const value of ['101280', '101281']) {
        await person.presses(EDIT);
        await person.types(value);
        await person.presses('Передати виправлене');
        await person.sees('Перевірте показання', 'а введено більше');
        await person.presses(CONFIRM);
        await person.sees('Показання отримано, його перевірить фахівець');
      }
      expect(service.bodiesOf('correctReading').flatMap(figures)).to.deep.equal(['101280', '101281']);
    });

    it('nothing when the person thinks better of it', async () => {
      const { person, service } = await openForm({ handedIn: 'accepted' });
      await person.presses(EDIT);
      await person.types('1300');
      await person.presses('Не виправляти');
      await person.sees('Показання прийнято', '1275 м³');
      expect(service.count('correctReading')).to.equal(0);
    });

    it('no reading of a period that is over, and says so', async () => {
      const { person, service, told } = await openForm({ handedIn: 'accepted' });
      await person.presses(EDIT);
      await person.types('1300');
      clock.setSystemTime(new Date('2026-11-07T08:00:00Z'));
      await person.presses('Передати виправлене');
      await person.sees('Виправити вже не можна', 'зателефонуйте');
      expect(told).to.deep.equal(['error: conflict']);
      expect(service.count('correctReading')).to.equal(1);
    });
  });

  describe('withdraws', () => {
    it('a reading after asking, and takes a new one', async () => {
      const { person, service, told } = await openForm();
      await person.types('1279');
      await person.presses(SEND);
      await person.presses(WITHDRAW);
      await person.sees('Скасувати передане показання?', 'квитанцію складуть за середнім споживанням');
      expect(focusIsOn()).to.include('Скасувати передане показання?');
      expect(service.count('withdrawReading')).to.equal(0);
      await person.presses('Так, скасувати');
      await person.sees('Показання скасовано', 'Ви можете передати нове.');
      expect(focusIsOn()).to.include('Показання скасовано');
      expect((await service.handedIn()).map(({ status }) => status)).to.deep.equal(['withdrawn']);
      expect(person.field().value).to.equal('');

      await person.types('1281');
      await person.presses(SEND);
      await person.sees('Показання прийнято', '1281 м³');
      expect(told).to.deep.equal(['accepted', 'withdrawn', 'accepted']);
    });

    it('nothing when the person thinks better of it', async () => {
      const { person, service } = await openForm({ handedIn: 'accepted' });
      await person.presses(WITHDRAW);
      await person.presses('Ні, залишити');
      await person.sees('Показання прийнято');
      expect(service.count('withdrawReading')).to.equal(0);
    });

    it('says that it does not know while no answer comes, and finds out under the same key', async () => {
      const { person, service, told, keysOf } = await openForm({ handedIn: 'accepted' });
      service.fault = losingAnswers('timeout', 'withdrawReading');
      await person.presses(WITHDRAW);
      await person.presses('Так, скасувати');
      await fifteenSeconds(service, 'withdrawReading');
      await person.sees('Ще не знаємо, чи скасовано показання');
      expect(told).to.deep.equal(['error: timeout']);
      service.fault = null;
      await person.presses('Спробувати ще раз');
      await person.sees('Показання скасовано');
      expect(areOne(keysOf('withdrawReading'))).to.equal(true);
      expect(told).to.deep.equal(['error: timeout', 'withdrawn']);
    });
  });

  describe('tells a refusal as it is, and keeps what was typed', () => {
    it('the receipt on show was taken back in another tab: what is read later knows better', async () => {
      const service = Service.sample();
      const here = await openForm({ service });
      await here.person.types('1279');
      await here.person.presses(SEND);
      await here.person.sees('Показання прийнято');
      const there = await openForm({ service });
      await there.person.presses(WITHDRAW);
      await there.person.presses('Так, скасувати');
      await there.person.sees('Показання скасовано');
      here.connection.refresh();
      await here.person.sees('Це показання вже скасовано або замінено');
      expect(here.person.reads).not.to.include('Показання прийнято');
      expect(here.person.has(SEND)).to.equal(true);
    });

    it('what is being corrected was taken back in another tab: what was typed is a new reading', async () => {
      const service = Service.sample({ handedIn: 'accepted' });
      const here = await openForm({ service });
      const there = await openForm({ service });
      await here.person.presses(EDIT);
      await here.person.types('1281');
      await there.person.presses(WITHDRAW);
      await there.person.presses('Так, скасувати');
      await there.person.sees('Показання скасовано');
      await here.person.presses('Передати виправлене');
      await here.person.sees('Це показання вже скасовано або замінено');
      expect(here.person.field().value).to.equal('1281');
      await here.person.presses(SEND);
      await here.person.sees('Показання прийнято', '1281 м³');
    });

    it('there is a reading from another tab: it shows that one, to be corrected', async () => {
      const service = Service.sample();
      const here = await openForm({ service });
      const there = await openForm({ service });
      await there.person.types('1275');
      await there.person.presses(SEND);
      await there.person.sees('Показання прийнято');
      await here.person.types('1279');
      await here.person.presses(SEND);
      await here.person.sees('Показання за цей період уже є', '1275 м³');
      expect(here.told).to.deep.equal(['error: conflict']);
      expect(await service.handedIn()).to.have.length(1);
      await here.person.presses(EDIT);
      expect(here.person.field().value).to.equal('1275');
    });

    it('the period ended while the page was open', async () => {
      const { person, told } = await openForm({ window: 'refused' });
      await person.types('1279');
      await person.presses(SEND);
      await person.sees('Показання приймають з 9 листопада', 'Те, що ви ввели, на місці.');
      expect(person.field().value).to.equal('1279');
      expect(told).to.deep.equal(['error: rejected']);
    });

    for (const [code, text] of [
      ['timestamp_future', 'Перевірте дату на своєму пристрої'],
      ['meter_decommissioned', 'Цей лічильник уже знято'],
      ['too_many_digits', 'більше цифр, ніж на лічильнику'],
    ] as const) {
      it(code, async () => {
        const { person, service, told } = await openForm();
        const findings = [{ code, severity: 'reject', registerId: null }] as const;
        service.fault = failing(refusal(422, { code: 'reading_rejected', findings: [...findings] }), 'submitReading');
        await person.types('1279');
        await person.presses(SEND);
        await person.sees('Показання не прийнято', text, 'Те, що ви ввели, на місці.');
        expect(focusIsOn()).to.include('Показання не прийнято');
        expect(person.field().value).to.equal('1279');
        expect(told).to.deep.equal(['error: rejected']);
      });
    }

    for (const [kind, text] of [
      ['forbidden', 'Ця дія вам недоступна'],
      ['rate-limited', 'Зараз дуже багато запитів'],
    ] as const) {
      it(kind, async () => {
        const { person, service, told } = await openForm();
        service.fault = failing(kind, 'submitReading');
        await person.types('1279');
        await person.presses(SEND);
        await fifteenSeconds(service, 'submitReading');
        await person.sees(text, 'Те, що ви ввели, на місці.');
        expect(person.field().value).to.equal('1279');
        expect(told).to.deep.equal([`error: ${kind}`]);
        service.fault = null;
        await person.presses(SEND);
        await person.sees('Показання прийнято');
      });
    }

    it('quotes the number by which support finds what happened', async () => {
      const { person, service } = await openForm();
      service.fault = failing(refusal(422, { code: 'invalid_request' }), 'submitReading');
      await person.types('1279');
      await person.presses(SEND);
      await person.sees('R-17');
    });

    it('the session ended: after signing in it goes on, with what was typed and its key', async () => {
      const { person, service, told, provider, keysOf } = await openForm();
      service.fault = failing('unauthorized');
      await person.types('1279');
      await person.presses(SEND);
      await person.sees('Час входу закінчився');
      expect(person.field().value).to.equal('1279');
      expect(person.has('Увійти')).to.equal(true);
      service.fault = null;
      provider.sessionChanged();
      await person.noLongerSees('Час входу закінчився');
      await person.sees(SEND);
      expect(person.field().value).to.equal('1279');
      await person.presses(SEND);
      await person.sees('Показання прийнято');
      expect(told).to.deep.equal(['error: unauthorized', 'accepted']);
      expect(areOne(keysOf('submitReading'))).to.equal(true);
      expect(await service.handedIn()).to.have.length(1);
    });
  });

  describe('never sends one reading twice', () => {
    it('however often the button is pressed', async () => {
      const { person, service, widget } = await openForm();
      await person.types('1279');
      const button = person.control(SEND);
      const form = person.root.querySelector('form');
      for (let i = 0; i < 3; i += 1) button.click();
      form?.requestSubmit();
      await widget.updateComplete;
      button.click();
      form?.requestSubmit();
      await person.sees('Показання прийнято');
      expect(service.count('submitReading')).to.equal(1);
      expect(await service.handedIn()).to.have.length(1);
    });

    it('though the button stays pressable while it is sent', async () => {
      const { person, service } = await openForm();
      service.fault = hanging('submitReading');
      await person.types('1279');
      await person.presses(SEND);
      await until(
        () => person.root.querySelector('[role="status"]')?.textContent?.includes('Надсилаємо показання'),
        () => 'word that it is being sent',
      );
      const button = person.root.querySelector<HTMLButtonElement>('button[type="submit"]');
      expect(button?.innerText).to.include('Надсилаємо показання');
      expect(button?.disabled).to.equal(false);
      expect(button?.getAttribute('aria-disabled')).to.equal('true');
      button?.click();
      await lull();
      expect(service.count('submitReading')).to.equal(1);
    });

    it('when the answer was lost: it asks again under the same key and ends accepted', async () => {
      const { person, service, told, keysOf } = await openForm();
      let answers = 0;
      service.fault = (operation, ...rest) => {
        if (operation !== 'submitReading') return rest[2]();
        answers += 1;
        return answers === 1 ? losingAnswers('unavailable', operation)(operation, ...rest) : rest[2]();
      };
      await person.types('1279');
      await person.presses(SEND);
      await person.sees('Підтвердження ще немає. Перевіряємо');
      await clock.tickAsync(1_000);
      await person.sees('Показання прийнято');
      const rows = await service.handedIn();
      expect(rows).to.have.length(1);
      await person.sees(rows[0]?.number ?? 'a number');
      expect(keysOf('submitReading')).to.have.length(2);
      expect(areOne(keysOf('submitReading'))).to.equal(true);
      expect(told).to.deep.equal(['accepted']);
    });

    it('under another key once it was edited', async () => {
      const { person, service, keysOf } = await openForm();
      service.fault = failing('offline', 'submitReading');
      await person.types('1279');
      await person.presses(SEND);
      await person.sees('Немає зв’язку з інтернетом');
      service.fault = null;
      await person.types('1280');
      await person.presses(SEND);
      await person.sees('Показання прийнято', '1280 м³');
      expect(new Set(keysOf('submitReading')).size).to.equal(2);
    });

    it('nor takes an edit while it is on its way', async () => {
      const { person, service } = await openForm();
      service.fault = hanging('submitReading');
      await person.types('1279');
      await person.presses(SEND);
      expect(person.field().readOnly).to.equal(true);
      expect(person.field().value).to.equal('1279');
    });
  });

  describe('says that it does not know yet', () => {
    for (const [name, fault] of [
      ['the service hangs', hanging('submitReading')],
      ['the service is down', failing('unavailable', 'submitReading')],
      ['answers are nonsense', failing('bad-response', 'submitReading')],
      ['answers are lost', losingAnswers('timeout', 'submitReading')],
    ] as const) {
      it(`within 15 seconds where ${name}, and keeps what was typed and the key`, async () => {
        const { person, service, told, keysOf } = await openForm();
        service.fault = fault;
        await person.types('1279');
        await person.presses(SEND);
        await fifteenSeconds(service, 'submitReading');
        await person.sees('Ще не знаємо, чи дійшло показання', 'Те, що ви ввели, на місці.');
        expect(focusIsOn()).to.include('Ще не знаємо');
        expect(person.field().value).to.equal('1279');
        expect(told).to.have.length(1);
        expect(told[0]).to.match(/^error/);

        service.fault = null;
        await person.presses(CHECK_AGAIN);
        await person.sees('Показання прийнято');
        expect(areOne(keysOf('submitReading'))).to.equal(true);
        expect(await service.handedIn()).to.have.length(1);
        expect(told.at(-1)).to.equal('accepted');
      });
    }

    it('and the main button asks about the same reading', async () => {
      const { person, service, keysOf } = await openForm();
      service.fault = losingAnswers('timeout', 'submitReading');
      await person.types('1279');
      await person.presses(SEND);
      await fifteenSeconds(service, 'submitReading');
      await person.sees('Ще не знаємо');
      service.fault = null;
      person.root.querySelector('form')?.requestSubmit();
      await person.sees('Показання прийнято');
      expect(areOne(keysOf('submitReading'))).to.equal(true);
      expect(await service.handedIn()).to.have.length(1);
    });

    it('without a network, and finds out by itself when it is back', async () => {
      const { person, service, told, keysOf } = await openForm();
      service.fault = failing('offline', 'submitReading');
      await person.types('1279');
      await person.presses(SEND);
      await person.sees('Немає зв’язку з інтернетом', 'Щойно зв’язок з’явиться, надішлемо самі');
      expect(person.field().value).to.equal('1279');
      service.fault = null;
      window.dispatchEvent(new Event('online'));
      await person.sees('Показання прийнято');
      expect(areOne(keysOf('submitReading'))).to.equal(true);
      expect(await service.handedIn()).to.have.length(1);
      expect(told).to.deep.equal(['error: offline', 'accepted']);
    });

    it('and leaves the focus where the person has gone meanwhile', async () => {
      const elsewhere = document.createElement('input');
      elsewhere.id = 'elsewhere';
      document.body.append(elsewhere);
      try {
        const { person, service } = await openForm();
        service.fault = failing('offline', 'submitReading');
        await person.types('1279');
        await person.presses(SEND);
        await person.sees('Немає зв’язку з інтернетом');
        elsewhere.focus();
        service.fault = null;
        window.dispatchEvent(new Event('online'));
        await person.sees('Показання прийнято');
        await lull();
        expect(focusIsOn()).to.equal(focusIsOn(elsewhere));
        expect(person.root.querySelector('[role="status"]')?.textContent).to.include('Показання прийнято');
      } finally {
        elsewhere.remove();
      }
    });

    it('a doubt confirmed and then in doubt keeps its confirmation and key', async () => {
      const { person, service, keysOf } = await openForm();
      service.fault = losingAnswers('timeout', 'submitReading');
      await person.types('1200');
      await person.presses(SEND);
      await person.presses(CONFIRM);
      await fifteenSeconds(service, 'submitReading');
      await person.sees('Ще не знаємо');
      service.fault = null;
      await person.presses(CHECK_AGAIN);
      await person.sees('Показання отримано, його перевірить фахівець');
      expect(areOne(keysOf('submitReading'))).to.equal(true);
      expect(service.bodiesOf('submitReading').at(-1)).to.include({ confirmed: true });
      expect(await service.handedIn()).to.have.length(1);
    });

    it('when it was taken out of the page while sending, and tells so when it is back', async () => {
      const { person, service, provider, widget, told } = await openForm();
      service.fault = hanging('submitReading');
      await person.types('1279');
      await person.presses(SEND);
      widget.remove();
      await lull();
      expect(service.callsOf('submitReading').every(({ signal }) => signal?.aborted)).to.equal(true);
      service.fault = null;
      provider.append(widget);
      await person.sees('Ще не знаємо');
      await person.presses(CHECK_AGAIN);
      await person.sees('Показання прийнято');
      expect(told).to.deep.equal(['accepted']);
    });

    it('a correction too, under its own key', async () => {
      const { person, service, keysOf, told } = await openForm({ handedIn: 'accepted' });
      service.fault = losingAnswers('timeout', 'correctReading');
      await person.presses(EDIT);
      await person.types('1290');
      await person.presses('Передати виправлене');
      await fifteenSeconds(service, 'correctReading');
      await person.sees('Ще не знаємо');
      expect(person.field().value).to.equal('1290');
      service.fault = null;
      await person.presses(CHECK_AGAIN);
      await person.sees('1290 м³');
      expect(areOne(keysOf('correctReading'))).to.equal(true);
      expect(await service.handedIn()).to.have.length(1);
      expect(told).to.deep.equal(['error: timeout', 'accepted, corrected']);
    });
  });
});
