import { expect } from '@open-wc/testing';
import { ApiError } from '@kabinet/api';
import { type Clock, stopTheClock } from '../../testing/clock.js';
import { everyWidget } from '../../testing/every-widget.js';
import { method, payingElsewhere, payingService, stayHere, uah } from '../../testing/payments.js';
import { focusIsOn, lull, until } from '../../testing/person.js';
import { failing, hanging, losingAnswers, noNetwork } from '../../testing/service.js';
import { enter, stage } from '../../testing/stage.js';
import './payment-button.define.js';
import type { KabinetPaymentButton } from './payment-button.js';

const tag = 'kabinet-payment-button';
const PAY = 'Сплатити 358,20 грн';
const OTHER_SUM = 'Інша сума';

everyWidget({
  tag,
  heading: { uk: 'Оплата', ru: 'Оплата', en: 'Payment' },
  reads: ['getBalance'],
  content: '358,20',
  looksAtStates: false,
});

describe(`<${tag}> before the payment`, () => {
  let clock: Clock;
  let left: string[];
  beforeEach(() => {
    clock = stopTheClock();
    left = stayHere().to;
  });

  const body = (lines: readonly { accountId: string; amount: number }[]) => ({
    lines: lines.map(({ accountId, amount }) => ({ accountId, amount: uah(amount) })),
    methodId: 'card',
    returnUrl: location.href,
    language: 'uk',
  });

  it('carries the whole due on its label, and takes one tap to the provider’s page', async () => {
    const service = payingService();
    const { person } = await stage({ tag, service });
    await person.sees(
      'До сплати 358,20 грн до 20 листопада.',
      'Без комісії.',
      'pay.example',
      'справжні гроші не списуються',
    );
    await person.presses(PAY);
    await until(
      () => left.length > 0,
      () => 'the provider’s page',
    );
    expect(left).to.deep.equal(['https://pay.example/pay/order-1']);
    expect(service.bodiesOf('createPaymentOrder')).to.deep.equal([body([{ accountId: 'gas', amount: 358_20 }])]);
    await person.sees('Зараз відкриється сторінка pay.example');
    expect((person.control('Перейти зараз') as HTMLAnchorElement).href).to.equal('https://pay.example/pay/order-1');
    expect(JSON.stringify({ ...sessionStorage })).to.equal('{"kabinet-payment sample":"order-1"}');
  });

  it('tells where the money will go, by the service’s word', async () => {
    const { person } = await stage({ tag, service: payingService() });
    await person.sees('Піде на: газ за жовтень 2026');
    const { person: other } = await stage({
      tag,
      service: payingService({ accounts: ['huge-debt'], payments: { atMost: 9e9 } }),
    });
    await other.presses('На що піде ця сума');
    await other.sees('Холодна вода за вересень 2026 1 233 667,89 грн', 'Холодна вода за жовтень 2026 900,00 грн');
  });

  it('says the fee, and carries what is charged', async () => {
    const service = payingService({ payments: { methods: [method({ fee: { percent: '1.5', atLeast: 0 } })] } });
    const { person } = await stage({ tag, service });
    await person.sees('Сплатити 363,57 грн', 'Разом із комісією 5,37 грн.');
    expect(person.reads).not.to.include('справжні гроші');
  });

  it('lets choose between ways to pay only where there are several', async () => {
    const methods = [
      method({ id: 'liqpay', name: { uk: 'LiqPay' }, site: 'www.liqpay.ua' }),
      method({ id: 'other', name: { uk: 'Інший' }, site: 'other.example', fee: { percent: '1', atLeast: 0 } }),
    ];
    const service = payingService({ payments: { methods } });
    const { person } = await stage({ tag, service });
    await person.sees('Як заплатити', 'LiqPay', 'Інший, комісія 1 %', 'www.liqpay.ua', PAY);
    person.root.querySelectorAll<HTMLInputElement>('input[type=radio]')[1]?.click();
    await person.sees('other.example', 'Сплатити 361,78 грн');
    await person.presses('Сплатити 361,78 грн');
    await until(
      () => left.length > 0,
      () => 'the other provider’s page',
    );
    expect(service.bodiesOf('createPaymentOrder')).to.have.nested.property('[0].methodId', 'other');
    const { person: one } = await stage({ tag, service: payingService() });
    expect(one.reads).not.to.include('Як заплатити');
  });

  it('says that nothing is due, and lets pay ahead', async () => {
    const service = payingService({ balance: { amountOwed: uah(-12_00), dueOn: null } });
    const { person } = await stage({ tag, service });
    await person.sees('Переплата 12,00 грн, платити не треба.');
    expect(person.reads).not.to.match(/[-−–]\s*\d/);
    await person.presses('Сплатити наперед');
    await until(
      () => focusIsOn() === 'input#sum-gas',
      () => `the focus in the field, it is on ${focusIsOn()}`,
    );
    await person.types('50');
    await person.sees('Уся сума піде наперед');
    expect(person.reads, 'all of it').not.to.include('З них');
    await person.presses('Сплатити 50,00 грн');
    await until(
      () => left.length > 0,
      () => 'the provider’s page',
    );
    expect(service.bodiesOf('createPaymentOrder')).to.deep.equal([body([{ accountId: 'gas', amount: 50_00 }])]);
  });

  it('asks for no more than is left beside a payment on its way', async () => {
    const covered = await stage({ tag, service: payingService({ accounts: ['payment-on-the-way'] }) });
    await covered.person.sees('Ваша оплата 358,20 грн уже надходить.', 'Сплатити наперед');
    expect(covered.person.has(PAY)).to.equal(false);
    const part = await stage({ tag, service: payingService({ balance: { paymentsOnTheWay: uah(300_00) } }) });
    await part.person.sees('Ваша оплата 300,00 грн уже надходить. До сплати 58,20 грн', 'Сплатити 58,20 грн');
  });

  it('offers no more and no less than one payment may be', async () => {
    const huge = await stage({ tag, service: payingService({ accounts: ['huge-debt'] }) });
    await huge.person.sees(
      'До сплати 1 234 567,89 грн, строк сплати минув 20 жовтня.',
      'не більше ніж 29 999,00 грн',
      'Сплатити 29 999,00 грн',
    );
    const tiny = await stage({ tag, service: payingService({ balance: { amountOwed: uah(12) } }) });
    await tiny.person.sees('До сплати 0,12 грн', 'Найменша сума платежу 1,00 грн', 'Сплатити 1,00 грн');
  });

  it('takes the sum the page names', async () => {
    const { person } = await stage({ tag, service: payingService(), attributes: { amount: '100.5' } });
    await person.sees('Сплатити 100,50 грн');
    const warnings: unknown[] = [];
    const { warn } = console;
    console.warn = (...args: unknown[]) => void warnings.push(...args);
    const wrong = await stage({ tag, service: payingService(), attributes: { amount: 'all' } });
    console.warn = warn;
    await wrong.person.sees(PAY);
    expect(warnings.join(' ')).to.include('amount="all"');
  });

  it('is nowhere where the supplier takes no payments', async () => {
    const service = payingService();
    service.fault = async (operation, _args, _options, next) => {
      const answer = await next();
      return operation === 'getSupplier' ? { ...(answer as object), payments: null } : answer;
    };
    const { person } = enter({ tag, service });
    await until(
      () => service.count('getBalance') > 0,
      () => 'its reads',
    );
    await lull();
    expect(person.reads).to.equal('');
  });

  it('offers a bank transfer alone where there is no other way', async () => {
    const { person } = await stage({ tag, service: payingService({ payments: { methods: [] } }) });
    await person.sees('До сплати 358,20 грн', 'Реквізити для переказу');
    expect(person.root.querySelector('[part=submit]')).to.equal(null);
  });

  describe('another sum', () => {
    it('may be a part, typed as people type, and says what will be left', async () => {
      const service = payingService();
      const { person } = await stage({ tag, service });
      await person.presses(OTHER_SUM);
      await until(
        () => person.root.querySelector('form input') && person.field().value === '358,20',
        () => 'the due in the field',
      );
      expect(person.field().inputMode).to.equal('decimal');
      await person.types(' 1 00,5 ');
      await person.sees('Залишиться сплатити 257,70 грн', 'Сплатити 100,50 грн');
      await clock.tickAsync(400);
      await person.sees('Піде на: газ за жовтень 2026');
      await person.presses('Сплатити 100,50 грн');
      await until(
        () => left.length > 0,
        () => 'the provider’s page',
      );
      expect(service.bodiesOf('createPaymentOrder')).to.deep.equal([body([{ accountId: 'gas', amount: 100_50 }])]);
    });

    for (const [typed, told] of [
      ['', 'Введіть суму, наприклад 358,20'],
      ['сто', 'Введіть суму цифрами, наприклад 358,20'],
      ['686.645', 'Після коми може бути не більше 2 цифр, наприклад 358,20'],
      ['0', 'Введіть суму, наприклад 358,20'],
      ['0,5', 'За один раз можна сплатити від 1,00 грн до 29 999,00 грн'],
      ['30000', 'За один раз можна сплатити від 1,00 грн до 29 999,00 грн'],
    ] as const) {
      it(`is checked when it is sent: “${typed}”`, async () => {
        const service = payingService();
        const { person } = await stage({ tag, service });
        await person.presses(OTHER_SUM);
        await until(
          () => person.root.querySelector('form input'),
          () => 'the field',
        );
        await person.types(typed);
        expect(person.reads).not.to.include(told);
        person.root.querySelector<HTMLElement>('[part=submit]')?.click();
        await person.sees(told);
        expect(person.descriptionOf(person.field())).to.include(told);
        expect(focusIsOn()).to.equal('input#sum-gas');
        expect(service.count('createPaymentOrder')).to.equal(0);
        await person.types('100');
        await person.noLongerSees(told);
      });
    }

    it('may be for several accounts at once', async () => {
      const service = payingService({ accounts: ['gas', 'relative', 'helped'] });
      const { person } = await stage({ tag, service });
      await person.presses('Інша сума або кілька рахунків');
      await person.sees('За які рахунки заплатити', 'Мама');
      const boxes = () => [...person.root.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
      expect(
        boxes().map(({ checked }) => checked),
        'no account without the right to pay',
      ).to.deep.equal([true, false]);
      boxes()[1]?.click();
      await person.sees('Сплатити 573,10 грн');
      boxes()[0]?.click();
      await person.sees('Сплатити 214,90 грн');
      boxes()[1]?.click();
      await lull();
      person.root.querySelector<HTMLElement>('[part=submit]')?.click();
      await person.sees('Позначте хоча б один рахунок');
      boxes()[0]?.click();
      boxes()[1]?.click();
      await person.presses('Сплатити 573,10 грн');
      await until(
        () => left.length > 0,
        () => 'the provider’s page',
      );
      expect(service.bodiesOf('createPaymentOrder')).to.deep.equal([
        body([
          { accountId: 'gas', amount: 358_20 },
          { accountId: 'relative', amount: 214_90 },
        ]),
      ]);
    });

    it('is typed by a helper who may pay and not see', async () => {
      const service = payingService();
      service.fault = async (operation, _args, _options, next) => {
        const answer = await next();
        if (operation !== 'listAccounts') return answer;
        const { items } = answer as { items: object[] };
        return { items: items.map((each) => ({ ...each, role: 'helper', grants: ['link', 'payments'] })) };
      };
      const { person } = await stage({ tag, service });
      await person.sees('Сума з квитанції');
      await person.types('200');
      await person.presses('Сплатити 200,00 грн');
      await until(
        () => left.length > 0,
        () => 'the provider’s page',
      );
      expect(service.count('getBalance') + service.count('getPaymentAllocation')).to.equal(0);
    });
  });

  it('lets the page take over before anything is made', async () => {
    const service = payingService();
    const { person, widget } = await stage({ tag, service });
    const asked: unknown[] = [];
    document.body.addEventListener(
      'kabinet-payment-request',
      (event) => {
        asked.push({ ...event }, event.lines);
        event.preventDefault();
      },
      { once: true },
    );
    await person.presses(PAY);
    await lull();
    expect(asked[1]).to.deep.equal([{ accountId: 'gas', amount: uah(358_20) }]);
    expect(JSON.stringify(asked), 'nothing personal').not.to.match(/0400|Шевченка|Коваль/);
    expect(service.count('createPaymentOrder')).to.equal(0);
    expect(left).to.deep.equal([]);
    expect((widget as KabinetPaymentButton).action.state.status).to.equal('idle');
  });

  it('sends what the person saw, whatever the page does to the sums it is told', async () => {
    const service = payingService();
    const { person } = await stage({ tag, service });
    document.body.addEventListener(
      'kabinet-payment-request',
      ({ lines: [line] }) => line && Object.assign(line.amount, { amount: 2_999_900 }),
      { once: true },
    );
    await person.presses(PAY);
    await until(
      () => left.length > 0,
      () => 'the provider’s page',
    );
    expect(service.bodiesOf('createPaymentOrder')[0]).to.deep.include({
      lines: [{ accountId: 'gas', amount: uah(358_20) }],
    });
  });

  it('goes nowhere that is no page', async () => {
    const service = payingService();
    service.fault = async (operation, _args, _options, next) => {
      const answer = await next();

      return operation === 'createPaymentOrder' ? { ...(answer as object), payUrl: 'javascript:fetch("/")' } : answer;
    };
    const { person } = await stage({ tag, service });
    await person.presses(PAY);
    await person.sees('Оплату ще не підтверджено');
    expect(person.root.querySelector('a[href^=javascript]')).to.equal(null);
    expect(left).to.deep.equal([]);
  });

  it('sends people back where the page says, and never with an old order', async () => {
    const service = payingService();
    history.replaceState(null, '', `${location.pathname}?tab=1&kabinet-order=order-x#part`);
    const { person, widget } = await stage({ tag, service });
    await person.presses('Закрити');
    await person.presses(PAY);
    await until(
      () => left.length > 0,
      () => 'the provider’s page',
    );
    const sent = service.bodiesOf('createPaymentOrder')[0] as { returnUrl: string };
    expect(sent.returnUrl).to.equal(`${location.origin}${location.pathname}?tab=1#part`);
    widget.setAttribute('return-url', '/thanks');
    expect(location.search).to.equal('?tab=1');
  });

  describe('when it cannot be begun', () => {
    it('keeps one key over retries, so that a lost answer makes no second order', async () => {
      const service = payingService();
      const { person } = await stage({ tag, service });
      service.fault = losingAnswers('timeout', 'createPaymentOrder');
      await person.presses(PAY);
      await person.sees('Готуємо оплату…');
      await clock.tickAsync(15_000);
      await person.sees('Сервіс відповідає надто довго', 'Спробуйте ще раз, другого платежу не буде.');
      await until(
        () => focusIsOn().startsWith('div “Сервіс'),
        () => `the focus on what is told; it is on ${focusIsOn()}`,
      );
      service.fault = null;
      await person.presses('Спробувати ще раз');
      await until(
        () => left.length > 0,
        () => 'the provider’s page',
      );
      expect(left).to.deep.equal(['https://pay.example/pay/order-1']);
      expect(new Set(service.callsOf('createPaymentOrder').map(({ key }) => key)).size).to.equal(1);
    });

    for (const [name, fault, says] of [
      ['without a network', noNetwork, 'Немає зв’язку з інтернетом'],
      ['with a service that is down', failing('unavailable', 'createPaymentOrder'), 'Сервіс зараз не працює'],
      ['with a service that never answers', hanging('createPaymentOrder'), 'Сервіс відповідає надто довго'],
      [
        'with nonsense for an answer',
        failing('bad-response', 'createPaymentOrder'),
        'Сервіс дав незрозумілу відповідь',
      ],
      ['without the right', failing('forbidden', 'createPaymentOrder'), 'Ця дія вам недоступна'],
      [
        'too often',
        failing(new ApiError('rate-limited', { retryAfter: 60 }), 'createPaymentOrder'),
        'Зараз дуже багато запитів',
      ],
      ['after the session ended', failing('unauthorized', 'createPaymentOrder'), 'Час входу закінчився'],
    ] as const) {
      it(`settles within 15 seconds, loses nothing typed: ${name}`, async () => {
        const service = payingService();
        const { person } = await stage({ tag, service });
        await person.presses(OTHER_SUM);
        await until(
          () => person.root.querySelector('form input'),
          () => 'the field',
        );
        await person.types('123,45');
        service.fault = fault;
        await person.presses('Сплатити 123,45 грн');
        await clock.tickAsync(15_000);
        await person.sees(says);
        expect(person.field().value).to.equal('123,45');
        expect(person.reads).not.to.include('Готуємо');
        expect(left).to.deep.equal([]);
      });
    }

    it('says which sums are taken, where the service takes no such', async () => {
      const attributes = { amount: '358.20' };
      const { person } = await stage({ tag, service: payingService({ payments: { atMost: 100_00 } }), attributes });
      await person.presses(PAY);
      await person.sees('Таку суму не можна сплатити', 'від 1,00 грн до 100,00 грн');
    });
  });

  describe('when another payment is on its way', () => {
    it('shows that one, and goes on with it', async () => {
      const service = payingService();
      await service.api.createPaymentOrder(
        { body: body([{ accountId: 'gas', amount: 100_00 }]) },
        { idempotencyKey: 'key-of-another-tab' },
      );
      const { person } = await stage({ tag, service });
      await person.presses(PAY);
      await person.sees(
        'Ви вже почали платити',
        'Платіж 100,00 грн від 3 листопада, 10:00, номер 5000-0017. Якщо вже заплатили, зачекайте: ми питаємо банк.',
      );
      expect(left).to.deep.equal([]);
      expect(person.has(PAY), 'one question at a time').to.equal(false);
      await person.presses('Продовжити оплату');
      expect(left).to.deep.equal(['https://pay.example/pay/order-1']);
    });

    it('asks about that one, and shows by itself that it is paid', async () => {
      const service = payingService();
      await service.api.createPaymentOrder(
        { body: body([{ accountId: 'gas', amount: 100_00 }]) },
        { idempotencyKey: 'key-of-another-tab' },
      );
      const { person } = await stage({ tag, service });
      await person.presses(PAY);
      await person.sees('Якщо вже заплатили, зачекайте: ми питаємо банк.');
      for (let second = 0; second < 15; second += 1) await clock.tickAsync(1_000);
      await person.sees('Платіж 100,00 грн прийнято', '5000-0017', 'Залишилося сплатити 258,20 грн');
      expect(left).to.deep.equal([]);
      await until(
        () => focusIsOn().includes('Платіж 100,00 грн прийнято'),
        () => `the focus on it; it is on ${focusIsOn()}`,
      );
      await person.presses('Готово');
      await person.sees('Сплатити 258,20 грн');
      expect(person.reads).not.to.include('Ви вже почали платити');
    });

    it('cancels that one, and pays what is wanted now', async () => {
      const service = payingService();
      await service.api.createPaymentOrder(
        { body: body([{ accountId: 'gas', amount: 100_00 }]) },
        { idempotencyKey: 'key-of-another-tab' },
      );
      const { person } = await stage({ tag, service });
      await person.presses(PAY);
      await person.presses('Скасувати його і сплатити 358,20 грн');
      await until(
        () => left.length > 0,
        () => `the provider’s page; there is “${person.reads}”`,
      );
      expect(left).to.deep.equal(['https://pay.example/pay/order-2']);
      expect(service.bodiesOf('createPaymentOrder').at(-1), 'nothing is in the way').not.to.have.property('anew');
      expect(await service.api.getPaymentOrder({ orderId: 'order-1' })).to.include({ status: 'expired' });
    });

    it('shows what became of it while the bank works on it', async () => {
      const service = payingService();
      await service.api.createPaymentOrder(
        { body: body([{ accountId: 'gas', amount: 100_00 }]) },
        { idempotencyKey: 'key-of-another-tab' },
      );
      clock.tick(6_000);
      const { person } = await stage({ tag, service });
      await person.presses('Сплатити 258,20 грн');
      await person.sees('Цей рахунок уже оплачують');
      await person.presses('Показати, що з ним');
      await person.sees('Банк обробляє ваш платіж 100,00 грн');
    });

    it('pays once more only when the person insists', async () => {
      const service = payingService();
      service.fault = failing(payingElsewhere(), 'createPaymentOrder');
      const { person } = await stage({ tag, service });
      await person.presses(PAY);
      await person.sees('Цей рахунок уже хтось оплачує');
      await person.presses('Не зараз');
      await person.noLongerSees('Цей рахунок уже хтось оплачує');
      await person.presses(PAY);
      await person.sees('Цей рахунок уже хтось оплачує');
      service.fault = null;
      await person.presses('Усе одно сплатити ще раз');
      await until(
        () => left.length > 0,
        () => 'the provider’s page',
      );
      expect(service.bodiesOf('createPaymentOrder').at(-1)).to.deep.include({ anew: true });
    });
  });
});
