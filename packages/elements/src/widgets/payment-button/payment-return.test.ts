import { expect } from '@open-wc/testing';
import { type MockPaymentOutcome, sampleQrCode } from '@kabinet/api/mock';
import { type Clock, stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { comeBackWith, endingIn, method, payingService, stayHere, uah } from '../../testing/payments.js';
import { focusIsOn, lull, until } from '../../testing/person.js';
import { failing, hanging, type Service } from '../../testing/service.js';
import { enter, place, stage } from '../../testing/stage.js';
import '../../provider/provider.define.js';
import './payment-button.define.js';
import type { KabinetPaymentButton } from './payment-button.js';

const tag = 'kabinet-payment-button';
const PAY = 'Сплатити 358,20 грн';

const announced = (root: ShadowRoot) =>
  [...root.querySelectorAll('[role=status]')]
    .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())
    .join('');

describe(`<${tag}> after the payment`, () => {
  let clock: Clock;
  let left: string[];
  beforeEach(() => {
    clock = stopTheClock();
    left = stayHere().to;
  });

  /** Pays, and comes back by the address as a new page would. */
  async function payAndComeBack(service: Service, seconds = 1) {
    const before = await stage({ tag, service });
    await before.person.presses(PAY);
    await until(
      () => left.length > 0,
      () => 'the provider’s page',
    );
    before.provider.remove();
    clock.tick(seconds * 1000);
    comeBackWith('order-1');
    return stage({ tag, service });
  }

  it('asks until the service knows, says it once, and leaves the address clean', async () => {
    const service = payingService();
    const { person, widget } = await payAndComeBack(service);
    const settled: string[] = [];
    widget.addEventListener('kabinet-payment-settled', (event) => settled.push(event.status));
    await person.sees('Оплату ще не підтверджено', 'Продовжити оплату', '5000-0017', 'Буде списано 358,20 грн');
    expect(location.search).to.include('kabinet-order');
    await clock.tickAsync(4_000);
    await person.sees('Банк обробляє ваш платіж 358,20 грн', 'Не платіть удруге');
    await clock.tickAsync(8_000);
    await person.sees(
      'Платіж 358,20 грн прийнято',
      'Номер платежу 5000-0017',
      'Дата й час 3 листопада, 10:00',
      'Рахунок 0400123456',
      'Списано 358,20 грн',
    );
    await until(
      () => announced(person.root).startsWith('Платіж 358,20 грн прийнято'),
      () => `it announced; there is “${announced(person.root)}”`,
    );
    expect(focusIsOn(), 'they came for it').to.include('Платіж 358,20 грн прийнято');
    expect(settled).to.deep.equal(['paid']);
    expect(location.search).not.to.include('kabinet-order');
    expect(sessionStorage).to.have.length(0);
    const asked = service.count('getPaymentOrder');
    await clock.tickAsync(60_000);
    expect(service.count('getPaymentOrder'), 'nothing is asked any more').to.equal(asked);
    expect(settled).to.have.length(1);
    await person.presses('Готово');
    await person.sees('Боргу немає, платити не треба.');
  });

  it('says what is left to pay after a part', async () => {
    comeBackWith('order-paid');
    const { person } = await stage({ tag, service: payingService({ balance: { amountOwed: uah(744_34) } }) });
    await person.sees('Платіж 358,20 грн прийнято', 'Залишилося сплатити 386,14 грн');
  });

  it('says nothing of what is left where nothing is', async () => {
    comeBackWith('order-paid');
    const { person } = await stage({ tag, service: payingService({ balance: { amountOwed: uah(-700_00) } }) });
    await person.sees('Платіж 358,20 грн прийнято', 'Платіж уже враховано');
    expect(person.reads, 'nobody took it back').not.to.match(/Залишилося|переплата|скасували/);
  });

  const ENDS: Readonly<Record<Exclude<MockPaymentOutcome, 'paid' | 'pending'>, readonly string[]>> = {
    declined: ['Оплата не пройшла Банк відхилив платіж.', 'За цю спробу гроші не списано.'],
    insufficient_funds: ['не вистачає грошей', 'За цю спробу гроші не списано.'],
    cancelled: ['Оплату скасовано або вчасно не підтверджено', 'За цю спробу гроші не списано.'],
    card_expired: ['Строк дії картки закінчився', 'За цю спробу гроші не списано.'],
    limit_exceeded: ['Перевищено ліміт картки', 'За цю спробу гроші не списано.'],
    provider_error: ['стався збій', 'За цю спробу гроші не списано.'],
    unpaid: ['Час на оплату минув', 'Якщо гроші все ж списано, вони надійдуть'],
    refunded: ['Вам повернено 358,20 грн', 'Списано 358,20 грн', 'Повернено 358,20 грн'],
  };
  for (const [outcome, says] of Object.entries(ENDS)) {
    it(`says what became of it, what was charged and what next: ${outcome}`, async () => {
      const { person } = await payAndComeBack(endingIn(outcome as MockPaymentOutcome), 92 * 60);
      await person.sees(...says, '5000-0017', '3 листопада');
      expect(person.reads).not.to.include('прийнято');
      // One that expired may have been paid at the last moment: nobody knows that nothing was charged.
      if (outcome === 'unpaid') expect(person.reads).not.to.match(/не списано|Списано/);
      expect(location.search).not.to.include('kabinet-order');
      if (outcome === 'refunded') return;
      await person.sees('Сума 358,20 грн');
      await person.presses('Спробувати ще раз: 358,20 грн');
      await until(
        () => left.length === 2,
        () => 'the provider’s page again',
      );
    });
  }

  it('asks once more about one that failed, which may have been paid by another try', async () => {
    const service = endingIn('declined');
    const { fault } = service;
    let isPaid = false;
    service.fault = async (...call) => {
      const answer = (await fault?.(...call)) as { status?: string };
      return isPaid && answer.status === 'failed' ? { ...answer, status: 'paid', failure: null } : answer;
    };
    const { person, widget } = await payAndComeBack(service, 60);
    const settled: string[] = [];
    widget.addEventListener('kabinet-payment-settled', (event) => settled.push(event.status));
    await person.sees('За цю спробу гроші не списано.');
    expect(person.reads).not.to.include('Списано');
    isPaid = true;
    await clock.tickAsync(4_000);
    await person.sees('Платіж 358,20 грн прийнято');
    const asked = service.count('getPaymentOrder');
    await clock.tickAsync(60_000);
    expect(service.count('getPaymentOrder')).to.equal(asked);
    expect(settled.at(-1)).to.equal('paid');
  });

  describe('leads to what became of it, far down the page,', () => {
    /** Text before the widget, as long as a real page's, with a link in it. */
    function longPage(): HTMLAnchorElement {
      const article = place();
      for (let line = 0; line < 200; line += 1)
        article.append(Object.assign(document.createElement('p'), { textContent: '…' }));
      const link = Object.assign(document.createElement('a'), { href: '#', textContent: 'Новини' });
      article.prepend(link);
      scrollTo(0, 0);
      return link;
    }
    const isInView = (widget: Element) => {
      const { top } = widget.getBoundingClientRect();
      return top >= -1 && top < innerHeight / 2;
    };

    it('whoever comes with its address, once', async () => {
      const link = longPage();
      comeBackWith('order-pending');
      const { person, widget } = await stage({ tag, service: payingService() });
      await person.sees('Банк обробляє ваш платіж');
      await until(
        () => focusIsOn().includes('Банк обробляє ваш платіж'),
        () => `the focus on it; it is on ${focusIsOn()}`,
      );
      expect(isInView(widget), 'in view').to.equal(true);
      link.focus();
      scrollTo(0, 0);
      await clock.tickAsync(8_000);
      await lull();
      expect(focusIsOn(), 'not again').to.include('Новини');
      expect(scrollY).to.equal(0);
    });

    it('whoever comes with it and gets no answer', async () => {
      longPage();
      comeBackWith('order-paid');
      const service = payingService();
      service.fault = failing('unavailable', 'getPaymentOrder');
      const { person, widget } = await stage({ tag, service });
      await person.sees('Не платіть удруге, доки не дізнаємося.');
      await until(
        () => widget.matches(':focus-within') && isInView(widget),
        () => `the focus in it; it is on ${focusIsOn()}`,
      );
    });

    it('whoever comes back by the browser’s “back”', async () => {
      longPage();
      const { person, widget } = await stage({ tag, service: payingService() });
      await person.presses(PAY);
      await until(
        () => left.length > 0,
        () => 'the provider’s page',
      );
      scrollTo(0, 0);
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await person.sees('Оплату ще не підтверджено');
      await until(
        () => focusIsOn().includes('Оплату ще не підтверджено') && isInView(widget),
        () => `the focus on it; it is on ${focusIsOn()}`,
      );
    });

    it('and nobody who reloads the page without it', async () => {
      longPage();
      sessionStorage.setItem('kabinet-payment sample', 'order-pending');
      const { person } = await stage({ tag, service: payingService() });
      await person.sees('Банк обробляє ваш платіж');
      await lull();
      expect(focusIsOn()).to.equal('body');
      expect(scrollY).to.equal(0);
    });

    it('and nobody who is busy elsewhere on the page', async () => {
      longPage().focus();
      comeBackWith('order-pending');
      const { person } = await stage({ tag, service: payingService() });
      await person.sees('Банк обробляє ваш платіж');
      await lull();
      expect(focusIsOn()).to.include('Новини');
      expect(scrollY).to.equal(0);
    });
  });

  describe('takes a payment back that is not wanted any more', () => {
    const CANCEL = 'Скасувати і почати інакше';

    it('beside the one main way, which is to go on with it', async () => {
      const service = payingService();
      const { person } = await payAndComeBack(service);
      await person.sees('Оплату ще не підтверджено');
      const labels = [...person.root.querySelectorAll<HTMLElement>('[part=payment] button')].map((each) => [
        each.innerText.trim(),
        each.className,
      ]);
      expect(labels).to.deep.equal([
        ['Продовжити оплату', 'primary'],
        [CANCEL, 'plain'],
      ]);
      await person.presses(CANCEL);
      await person.sees(
        'Платіж 5000-0017 скасовано, гроші не списано Закрийте сторінку банку, якщо вона ще відкрита.',
        'До сплати 358,20 грн',
        PAY,
      );
      await until(
        () =>
          announced(person.root).startsWith('Платіж 5000-0017 скасовано, гроші не списано. Закрийте сторінку банку'),
        () => `it announced; there is “${announced(person.root)}”`,
      );
      await until(
        () => focusIsOn().startsWith('button'),
        () => `the focus on the main button; it is on ${focusIsOn()}`,
      );
      expect(location.search).not.to.include('kabinet-order');
      await person.presses(PAY);
      await until(
        () => left.length === 2,
        () => 'the provider’s page with a new payment',
      );
      expect(left[1]).to.equal('https://pay.example/pay/order-2');
      expect(person.reads, 'another one is begun').not.to.include('скасовано');
    });

    it('but not one that the bank works on by then, and says so', async () => {
      const service = payingService();
      const { person } = await payAndComeBack(service);
      await person.sees(CANCEL);
      // The page has not asked again yet.
      clock.setSystemTime(Date.now() + 7_000);
      await person.presses(CANCEL);
      await person.sees('Банк обробляє ваш платіж 358,20 грн', 'Скасувати цей платіж уже не можна.');
    });

    for (const [kind, says] of [
      ['unavailable', 'Не знаємо, чи його вже не оплачено.'],
      ['offline', 'Немає зв’язку'],
    ] as const) {
      it(`and says where it is not known whether it was: ${kind}`, async () => {
        const service = endingIn('unpaid');
        const { fault } = service;
        const failed = failing(kind, 'cancelPaymentOrder');
        service.fault = (...call) => (call[0] === 'cancelPaymentOrder' || !fault ? failed : fault)(...call);
        const { person } = await payAndComeBack(service);
        await person.presses(CANCEL);
        for (let second = 0; second < 16; second += 1) await clock.tickAsync(1_000);
        await person.sees('Не вдалося скасувати платіж', says, 'Продовжити оплату');
        await until(
          () => focusIsOn().includes('Не вдалося скасувати платіж'),
          () => `the focus on it; it is on ${focusIsOn()}`,
        );
      });
    }

    it('and says where it was paid all the same on a page left open, and what is ahead now', async () => {
      const service = payingService({ balance: { amountOwed: uah(-700_00) } });
      service.fault = async (operation, _args, _options, next) => {
        const answer = await next();
        return operation === 'getPaymentOrder' ? { ...(answer as object), failure: 'cancelled_by_payer' } : answer;
      };
      comeBackWith('order-paid');
      const { person } = await stage({ tag, service });
      await person.sees(
        'Платіж 358,20 грн прийнято Цей платіж ви скасували, але його оплачено на сторінці банку.',
        // The one of the sample counts too.
        'Тепер переплата 1058,20 грн. Її врахуємо в наступній квитанції; щоб повернути, зателефонуйте',
      );
      expect(person.reads).not.to.include('Дякуємо');
    });

    it('and tells of it later as of one that was taken back', async () => {
      const service = payingService();
      const { person } = await payAndComeBack(service);
      await person.sees(CANCEL);
      await service.api.cancelPaymentOrder({ orderId: 'order-1', body: {} }, { idempotencyKey: 'key-of-another-tab' });
      await clock.tickAsync(2_000);
      await person.sees('Платіж скасовано', 'Якщо ви все ж заплатили, гроші надійдуть');
      expect(person.reads).not.to.match(/не списано|Час на оплату/);
    });
  });

  it('does not take one that expired after a try that failed for one that was cancelled', async () => {
    const service = endingIn('unpaid');
    const { fault } = service;
    service.fault = async (...call) => ({ ...((await fault?.(...call)) as object), failure: 'declined' });
    const { person } = await payAndComeBack(service, 92 * 60);
    await person.sees('Час на оплату минув');
  });

  it('takes a reason it does not know for the bank’s refusal', async () => {
    const service = endingIn('declined');
    const { fault } = service;
    service.fault = async (...call) => {
      const answer = (await fault?.(...call)) as { failure?: string | null };
      return answer.failure ? { ...answer, failure: 'constructor' } : answer;
    };
    const { person } = await payAndComeBack(service, 60);
    await person.sees('Банк відхилив платіж.');
  });

  it('does not keep people waiting for a bank that thinks for long', async () => {
    const service = endingIn('pending');
    const { person } = await payAndComeBack(service, 10);
    await person.sees('Банк обробляє ваш платіж');
    for (let i = 0; i < 30; i += 1) await clock.tickAsync(5_000);
    await person.sees('Банк ще обробляє ваш платіж', 'Сторінку можна закрити');
    const asked = service.count('getPaymentOrder');
    expect(asked).to.be.lessThan(30);
    await clock.tickAsync(60_000);
    expect(service.count('getPaymentOrder')).to.equal(asked);
    await person.presses('Перевірити зараз');
    await until(
      () => service.count('getPaymentOrder') > asked,
      () => 'another question',
    );
  });

  for (const id of ['order-forged', '../../payments', '%3Cscript%3E', 'order-1']) {
    it(`shows nothing of a payment that is not theirs, and never that it was paid: ${id}`, async () => {
      comeBackWith(id);
      const { person } = await stage({ tag, service: payingService() });
      await person.sees(PAY);
      await lull();
      expect(person.reads).not.to.match(/прийнято|списано:|5000-/);
      if (/^[\w-]+$/.test(id)) {
        await person.sees('Серед ваших платежів такого немає');
        expect(location.search).not.to.include('kabinet-order');
        await person.presses('Закрити');
        await person.noLongerSees('Серед ваших платежів такого немає');
      }
    });
  }

  it('finds the payment again without the address: by a reload, or the browser’s “back”', async () => {
    const service = payingService();
    const before = await stage({ tag, service });
    await before.person.presses(PAY);
    await until(
      () => left.length > 0,
      () => 'the provider’s page',
    );
    // From the browser's memory, as it was left.
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await before.person.sees('Оплату ще не підтверджено');
    before.provider.remove();
    const { person } = await stage({ tag, service });
    await person.sees('Оплату ще не підтверджено', '5000-0017');
    await person.presses('Продовжити оплату');
    expect(left).to.have.length(2);
    clock.tick(11_000);
    document.dispatchEvent(new Event('visibilitychange'));
    await person.sees('Платіж 358,20 грн прийнято');
  });

  it('forgets a payment that this tab remembers and the customer does not have', async () => {
    sessionStorage.setItem('kabinet-payment sample', 'order-of-somebody');
    const { person } = await stage({ tag, service: payingService() });
    await person.sees(PAY);
    expect(person.reads).not.to.include('Серед ваших платежів');
    expect(sessionStorage).to.have.length(0);
  });

  it('goes on once the person has signed in again, as after a trip without a token', async () => {
    comeBackWith('order-paid');
    const service = payingService();
    service.fault = failing('unauthorized');
    const { person, provider } = enter({ tag, service, session: 'pkce' });
    await person.sees('Спочатку увійдіть');
    expect(location.search, 'the way back keeps it').to.include('kabinet-order=order-paid');
    expect(person.reads).not.to.include('прийнято');
    service.fault = null;
    provider.sessionChanged();
    await person.sees('Платіж 358,20 грн прийнято');
  });

  for (const [kind, says] of [
    ['offline', 'Немає зв’язку'],
    ['unavailable', 'Сервіс зараз не працює'],
    ['timeout', 'Сервіс відповідає надто довго'],
    ['bad-response', 'Сервіс дав незрозумілу відповідь'],
  ] as const) {
    it(`says that it does not know yet, and asks again: ${kind}`, async () => {
      comeBackWith('order-paid');
      const service = payingService();
      service.fault = failing(kind, 'getPaymentOrder');
      const { person } = await stage({ tag, service });
      await person.sees('Не платіть удруге, доки не дізнаємося.', says);
      expect(person.reads).not.to.include('прийнято');
      expect(location.search).to.include('kabinet-order');
      service.fault = null;
      await person.presses('Спробувати ще раз');
      await person.sees('Платіж 358,20 грн прийнято');
    });
  }

  it('says that it asks while there is no answer', async () => {
    comeBackWith('order-paid');
    const service = payingService();
    service.fault = hanging('getPaymentOrder');
    const { person } = enter({ tag, service });
    await person.sees('Запитуємо, що з вашим платежем…');
  });

  it('has one button of a page tell it', async () => {
    comeBackWith('order-paid');
    const service = payingService();
    const first = await stage({ tag, service });
    const second = enter({ tag, service });
    await first.person.sees('прийнято');
    await second.person.sees('Оплата');
    await lull();
    expect(second.person.reads).not.to.include('прийнято');
  });

  it('leads to the receipt where there is a place for it', async () => {
    comeBackWith('order-paid');
    const { person } = await stage({ tag, service: payingService(), attributes: { 'receipt-url': '#receipts' } });
    await person.sees('прийнято');
    const link = person.control('Квитанція про оплату') as HTMLAnchorElement;
    expect(new URL(link.href).searchParams.get('kabinet-receipt')).to.equal('receipt-order-paid');
  });
});

describe(`<${tag}>, the details of a transfer`, () => {
  beforeEach(() => void stopTheClock());

  it('are there to copy, to scan and to print', async () => {
    const service = payingService();
    const { person } = await stage({ tag, service });
    await person.presses('Реквізити для переказу');
    await person.sees('ТОВ «Зразок Енерго»', '12345678', 'UA21 3223 1300', '358,20 грн', 'особовий рахунок 0400123456');
    await until(
      () => focusIsOn().startsWith('h3'),
      () => `the focus on the details; it is on ${focusIsOn()}`,
    );
    const code = person.root.querySelector('svg.qr');
    expect(code?.getAttribute('aria-label')).to.include('QR-код');
    expect(code?.getAttribute('viewBox')).to.equal('-4 -4 41 41');
    const path = code?.querySelector('path')?.getAttribute('d') ?? '';
    const bars = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].map(([, x, y, length]) => [x, y, length].map(Number));
    const { size, modules } = sampleQrCode();
    const drawn = Array.from({ length: size * size }, () => '0');
    for (const [x = 0, y = 0, length = 0] of bars) drawn.fill('1', y * size + x, y * size + x + length);
    expect(drawn.join(''), 'square by square').to.equal(modules);
    const copied: string[] = [];
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
    });
    try {
      for (const button of person.root.querySelectorAll<HTMLElement>('.details button')) button.click();
      await person.sees('Скопійовано');
    } finally {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
    }
    expect(copied).to.include.members(['UA213223130000026007233566001', '358.20', '12345678']);
    await person.presses('Назад');
    await person.sees(PAY);
  });

  it('say first that a payment is on its way', async () => {
    const service = payingService({ balance: { paymentsOnTheWay: uah(255_56) } });
    const { person } = await stage({ tag, service });
    await person.presses('Реквізити для переказу');
    await person.sees('255,56 грн уже надходить. Не переказуйте їх ще раз', 'UA21 3223');
  });

  it('say what is wrong where they do not come', async () => {
    const service = payingService();
    service.fault = failing('unavailable', 'getPaymentSlip');
    const { person } = await stage({ tag, service });
    await person.presses('Реквізити для переказу');
    await person.sees('Сервіс зараз не працює');
    service.fault = null;
    await person.presses('Спробувати ще раз');
    await person.sees('UA21 3223');
  });
});

describe(`<${tag}> looks right in every language, width and colour scheme`, () => {
  beforeEach(() => {
    stopTheClock();
    stayHere();
  });

  const two = [
    method({ id: 'liqpay', name: { uk: 'LiqPay', ru: 'LiqPay', en: 'LiqPay' }, site: 'www.liqpay.ua' }),
    method({
      id: 'other',
      name: { uk: 'Картка іноземного банку', ru: 'Карта иностранного банка', en: 'Card of a foreign bank' },
      site: 'checkout.a-provider-with-a-long-name.example',
      fee: { percent: '1.5', atLeast: 0 },
    }),
  ];
  const press = (root: ShadowRoot, selector: string, index = 0) =>
    root.querySelectorAll<HTMLElement>(selector)[index]?.click();

  it('with the sum on the button, two ways and a huge debt', () =>
    looksRightEverywhere({
      tag,
      service: () => payingService({ accounts: ['huge-debt', 'relative'], payments: { methods: two, atMost: 9e9 } }),
      play: async (person) => {
        await person.seesItLoaded();
        await until(
          () => person.root.querySelector('details'),
          () => 'where it goes',
        );
      },
    }));

  it('with several accounts of long names and a fault', () =>
    looksRightEverywhere({
      tag,
      service: () => payingService({ accounts: ['long-names', 'relative', 'gas'] }),
      play: async (person) => {
        await person.seesItLoaded();
        press(person.root, '.actions button');
        await until(
          () => person.root.querySelector('form'),
          () => 'the form',
        );
        press(person.root, 'input[type=checkbox]', 1);
        await lull();
        await person.types('x');
        press(person.root, '[part=submit]');
        await until(
          () => person.root.querySelector('.error'),
          () => 'the fault',
        );
      },
    }));

  it('with the details of a transfer', () =>
    looksRightEverywhere({
      tag,
      service: () => payingService(),
      play: async (person) => {
        await person.seesItLoaded();
        press(person.root, '.actions button', 1);
        await until(
          () => person.root.querySelector('.qr'),
          () => 'the code',
        );
      },
    }));

  it('with another payment on its way', () =>
    looksRightEverywhere({
      tag,
      service: () => payingService(),
      play: async (person, service) => {
        await person.seesItLoaded();
        if (service.count('createPaymentOrder') === 0) {
          const body = {
            lines: [{ accountId: 'gas', amount: { amount: 100_00, currency: 'UAH' } }],
            methodId: 'card',
            returnUrl: location.href,
          };
          await service.api.createPaymentOrder({ body }, { idempotencyKey: 'key-of-another-tab' });
        }
        press(person.root, '[part=submit]');
        await until(
          () => person.root.querySelector('.notice.warn button'),
          () => 'the other payment',
        );
      },
    }));

  for (const outcome of ['paid', 'pending', 'unpaid', 'refunded', 'declined'] as const) {
    it(`with what became of it: ${outcome}`, () =>
      looksRightEverywhere({
        tag,
        service: () => payingService(),
        play: async (person) => {
          await person.seesItLoaded();
          // Only one of a page tells by itself.
          (person.widget as KabinetPaymentButton).watch.follow({ id: `order-${outcome}` });
          await until(
            () => person.root.querySelector('[part=payment]'),
            () => `what became of it; there is “${person.reads}”`,
          );
        },
      }));
  }
});
