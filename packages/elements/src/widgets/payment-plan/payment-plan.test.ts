import { expect } from '@open-wc/testing';
import type { PaymentPlan } from '@kabinet/api';
import { sampleData, samplePaymentPlan } from '@kabinet/api/mock';
import { stopTheClock } from '../../testing/clock.js';
import { everyWidget } from '../../testing/every-widget.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn, lull, type Person, until } from '../../testing/person.js';
import { failing, losingAnswers, Service } from '../../testing/service.js';
import { stage } from '../../testing/stage.js';
import './payment-plan.define.js';

const tag = 'kabinet-payment-plan';

everyWidget({
  tag,
  heading: { uk: 'Планова оплата', ru: 'Плановая оплата', en: 'Planned payment' },
  reads: ['listPaymentPlans'],
  content: 'Рахунок може сплачуватися щомісяця автоматично',
});

const uah = (amount: number) => ({ amount, currency: 'UAH' });

/** The gas account with these plans. */
function having(...plans: Partial<PaymentPlan>[]): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
  const made = plans.map((plan, index) => ({ ...samplePaymentPlan('gas', 'charge'), id: `plan-${index}`, ...plan }));
  return new Service({ ...data, accounts: data.accounts.map((each) => ({ ...each, plans: made })) });
}

const WHOLE = 'Усе, що до сплати, за 3 дні до строку оплати';

async function chooses(person: Person, label: string): Promise<void> {
  const options = [...person.root.querySelectorAll<HTMLInputElement>('input[type=radio], input[type=checkbox]')];
  const found = options.find((each) => each.closest('label')?.innerText.includes(label));
  if (!found) throw new Error(`no choice “${label}”; there is “${person.reads}”`);
  found.click();
  await lull();
}

async function picks(person: Person, selector: string, value: string): Promise<void> {
  const select = person.root.querySelector<HTMLSelectElement>(selector) as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await lull();
}

async function fillsIn(person: Person): Promise<void> {
  await person.presses('Запланувати оплату');
  await person.sees('Скільки сплачувати');
}

describe(`<${tag}>`, () => {
  beforeEach(() => {
    stopTheClock();
  });

  describe('shows a plan', () => {
    const cases: Readonly<Record<string, { plan: Partial<PaymentPlan>; says: readonly string[] }>> = {
      'by a kept card': {
        plan: {},
        says: [
          WHOLE,
          'Наступна оплата: 17 листопада',
          'Сплачується автоматично з картки •••• 4242',
          'Не більше ніж 1000,00 грн за раз',
        ],
      },
      'by a reminder': {
        plan: { mode: 'remind', card: null },
        says: ['Наступне нагадування: 17 листопада', 'Автоматично нічого не списується'],
      },
      'of a fixed sum on a day of the month': {
        plan: { amount: uah(500_00), atMost: null, timing: { kind: 'day_of_month', days: 15 } },
        says: ['500,00 грн щомісяця 15 числа', 'Наступна оплата: 15 листопада'],
      },
      paused: { plan: { status: 'paused' }, says: ['Призупинено: нічого не списується', 'Відновити'] },
      'that waits for a bill': {
        plan: { last: { on: '2026-11-17', outcome: 'paid', orderId: null } },
        says: ['чекаємо на нову квитанцію', 'Минулого разу: сплачено 17 листопада'],
      },
      'whose last payment failed': {
        plan: { last: { on: '2026-10-17', outcome: 'failed', orderId: null } },
        says: ['Оплата 17 жовтня не пройшла'],
      },
      'whose limit was too low': {
        plan: { last: { on: '2026-10-17', outcome: 'over_limit', orderId: null } },
        says: ['17 жовтня до сплати було більше за ваше обмеження'],
      },
      'with an outcome that this page does not know': {
        plan: { last: { on: '2026-10-17', outcome: 'something_new', orderId: null } },
        says: [WHOLE],
      },
    };
    for (const [name, { plan, says }] of Object.entries(cases)) {
      it(name, async () => {
        const { person } = await stage({ tag, service: having(plan) });
        await person.sees(...says);
      });
    }

    it('and looks right everywhere', () =>
      looksRightEverywhere({
        tag,
        service: () =>
          having(
            { mode: 'remind', card: null, last: { on: '2026-10-17', outcome: 'failed', orderId: null } },
            { amount: uah(1_234_567_89), status: 'paused' },
          ),
        attributes: { 'payment-url': '#pay' },
        play: (person) => person.seesItLoaded(),
      }));
  });

  describe('plans a payment', () => {
    it('of all that is due before the day to pay by, which most people want', async () => {
      const service = Service.sample();
      const { person, widget } = await stage({ tag, service });
      const changes: string[] = [];
      widget.addEventListener('kabinet-payment-plan-changed', ({ change }) => changes.push(change));
      await fillsIn(person);
      await until(
        () => focusIsOn() === 'input#plan-what',
        () => 'the focus on the first question',
      );
      await person.presses('Запланувати');
      await person.sees('Оплату заплановано', WHOLE, 'Наступне нагадування: 17 листопада');
      expect(service.bodiesOf('createPaymentPlan')).to.deep.equal([
        { methodId: 'card', amount: null, atMost: null, timing: { kind: 'days_before_due', days: 3 } },
      ]);
      expect(changes).to.deep.equal(['made']);
    });

    it('of a sum on a day, typed in any way', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service });
      await fillsIn(person);
      await chooses(person, 'Щоразу однакову суму');
      await chooses(person, 'В один день місяця');
      await person.types('1 234,5 грн', 'Сума, грн');
      await picks(person, '#plan-days', '28');
      await person.presses('Запланувати');
      await person.sees('1234,50 грн щомісяця 28 числа');
      expect(service.bodiesOf('createPaymentPlan')).to.deep.equal([
        { methodId: 'card', amount: uah(1234_50), atMost: null, timing: { kind: 'day_of_month', days: 28 } },
      ]);
    });

    it('with a limit, which may be left out', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service });
      await fillsIn(person);
      await person.types('800', 'Найбільше за один раз, грн');
      await person.presses('Запланувати');
      await person.sees('Не більше ніж 800,00 грн за раз');
    });

    it('says beside the field what is wrong with a sum, and keeps what was typed', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service });
      await fillsIn(person);
      await chooses(person, 'Щоразу однакову суму');
      for (const [typed, says] of [
        ['', 'Введіть суму цифрами, наприклад 500,00'],
        ['багато', 'Введіть суму цифрами, наприклад 500,00'],
        ['0,50', 'Введіть суму від 1,00 грн'],
        ['30000', 'Введіть суму до 29 999,00 грн'],
      ] as const) {
        await person.types(typed, 'Сума');
        await person.presses('Запланувати');
        await person.sees(says);
        await until(
          () => focusIsOn() === 'input#plan-sum',
          () => 'the focus on the field',
        );
        expect(person.descriptionOf(person.field('Сума'))).to.include(says);
        expect(person.field('Сума').value).to.equal(typed);
      }
      expect(service.count('createPaymentPlan')).to.equal(0);
    });

    it('keeps what was typed when it does not arrive, and makes it once', async () => {
      const service = Service.sample();
      const clock = stopTheClock();
      const { person } = await stage({ tag, service });
      await fillsIn(person);
      await chooses(person, 'Щоразу однакову суму');
      await person.types('500', 'Сума');
      service.fault = losingAnswers('timeout', 'createPaymentPlan');
      await person.presses('Запланувати');
      await clock.tickAsync(20_000);
      await person.sees('Ще не знаємо, чи збережено');
      expect(person.field('Сума').value).to.equal('500');
      service.fault = null;
      await person.presses('Спробувати ще раз');
      await person.sees('Оплату заплановано');
      const keys = new Set(service.callsOf('createPaymentPlan').map(({ key }) => key));
      expect(keys.size, 'one intent, one key').to.equal(1);
      expect((await service.api.listPaymentPlans({ accountId: 'gas' })).items).to.have.length(1);
    });

    it('goes back without a change, to where the person was', async () => {
      const { person } = await stage({ tag, service: Service.sample() });
      await fillsIn(person);
      await person.presses('Скасувати');
      await person.noLongerSees('Скільки сплачувати');
      await until(
        () => focusIsOn() === 'button “Запланувати оплату”',
        () => 'the focus on the button',
      );
    });

    it('asks who may not see what is owed for a sum and a day alone', async () => {
      const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
      const accounts = data.accounts.map((each) => ({
        ...each,
        account: { ...each.account, grants: ['payments' as const] },
      }));
      const service = new Service({ ...data, accounts });
      const { person } = await stage({ tag, service });
      await person.presses('Запланувати оплату');
      await person.sees('Якого числа', 'Сума');
      expect(person.reads).not.to.include('Усе, що до сплати');
      await person.types('500', 'Сума');
      await person.presses('Запланувати');
      await person.sees('500,00 грн щомісяця 15 числа');
      expect(service.count('getBalance')).to.equal(0);
    });

    it('asks the same of who was allowed to see it until a moment ago', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service });
      await fillsIn(person);
      service.fault = failing('forbidden', 'createPaymentPlan');
      await person.presses('Запланувати');
      await person.sees('можна запланувати лише однакову суму', 'Якого числа', 'Сума');
      expect(person.reads).not.to.include('Усе, що до сплати');
      service.fault = null;
      await person.types('500', 'Сума');
      await person.presses('Запланувати');
      await person.sees('500,00 грн щомісяця 15 числа');
      expect(service.bodiesOf('createPaymentPlan').at(-1)).to.deep.equal({
        methodId: 'card',
        amount: uah(500_00),
        atMost: null,
        timing: { kind: 'day_of_month', days: 15 },
      });
    });

    it('says of a refusal with another reason no more than it is', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service });
      await fillsIn(person);
      await chooses(person, 'Щоразу однакову суму');
      await chooses(person, 'В один день місяця');
      await person.types('500', 'Сума');
      service.fault = failing('forbidden', 'createPaymentPlan');
      await person.presses('Запланувати');
      await until(
        () => person.root.querySelector('.plan-form [data-focus]'),
        () => 'a notice',
      );
      expect(person.reads).not.to.include('лише однакову суму');
      await person.sees('В один день місяця');
    });

    it('says of more than the service takes that there are enough', async () => {
      const { person } = await stage({ tag, service: having({}, {}, {}, {}, {}) });
      await person.presses('Запланувати ще одну');
      await person.presses('Запланувати');
      await person.sees('Запланованих оплат уже багато');
    });

    it('looks right everywhere, with an error too', () =>
      looksRightEverywhere({
        tag,
        service: () => Service.sample(),
        play: async (person) => {
          await person.seesItLoaded();
          (person.root.querySelector('[data-add]') as HTMLElement).click();
          await until(
            () => person.root.querySelector('#plan-limit'),
            () => 'the form',
          );
          const limit = person.root.querySelector('#plan-limit') as HTMLInputElement;
          limit.value = 'x';
          limit.dispatchEvent(new InputEvent('input'));
          (person.root.querySelector('.plan-form [type=submit]') as HTMLElement).click();
          await until(
            () => person.root.querySelector('#plan-limit-error'),
            () => 'what is wrong',
          );
        },
      }));
  });

  describe('in one press', () => {
    it('pauses a plan, and resumes it', async () => {
      const { person } = await stage({ tag, service: having({}) });
      await person.presses('Призупинити');
      await person.sees('Призупинено: нічого не списується', 'Планову оплату призупинено');
      await until(
        () => focusIsOn() === 'button “Відновити”',
        () => 'the focus on the way back',
      );
      await person.presses('Відновити');
      await person.sees('Наступна оплата: 17 листопада', 'Планову оплату відновлено');
    });

    it('ends a plan, and brings it back without its card', async () => {
      const service = having({});
      const { person } = await stage({ tag, service });
      await person.presses('Закінчити');
      await person.sees('Планову оплату закінчено', 'Картку видалено');
      await until(
        () => focusIsOn() === 'button “Відновити план”',
        () => 'the focus on the way back',
      );
      await person.presses('Відновити план');
      await person.sees('Оплату заплановано', WHOLE, 'Не більше ніж 1000,00 грн за раз');
      expect(person.reads).not.to.include('4242');
      expect(person.has('Відновити план')).to.equal(false);
    });

    it('changes nothing that did not arrive, and says so where it was pressed', async () => {
      const service = having({});
      const { person } = await stage({ tag, service });
      service.fault = failing('not-found', 'changePaymentPlan');
      await person.presses('Призупинити');
      await person.sees('Цієї планової оплати вже немає', 'Наступна оплата: 17 листопада');
    });

    it('offers what was ended to nobody else', async () => {
      const { person, provider } = await stage({ tag, service: having({}) });
      await person.presses('Закінчити');
      await person.sees('Відновити план');
      provider.sessionChanged();
      await person.noLongerSees('Відновити план');
    });
  });

  it('changes a plan, beginning with what it is', async () => {
    const service = having({ amount: uah(500_00), atMost: null, timing: { kind: 'day_of_month', days: 15 } });
    const { person } = await stage({ tag, service });
    await person.presses('Змінити');
    await person.sees('Змінити планову оплату');
    expect(person.field('Сума').value).to.equal('500,00');
    await person.types('600', 'Сума');
    await person.presses('Зберегти зміни');
    await person.sees('Зміни збережено', '600,00 грн щомісяця 15 числа', '•••• 4242');
  });

  describe('keeps a card by the first payment', () => {
    const reminding = { mode: 'remind', card: null } as const;

    it('which is offered with the sum that is due and the page that opens', async () => {
      const { person } = await stage({ tag, service: having(reminding), attributes: { 'payment-url': '/pay.html' } });
      await person.sees(
        'Щоб далі рахунок сплачувався автоматично',
        'Відкриється сторінка pay.example',
        'Сплатити 358,20 грн',
      );
    });

    it('made as an order of this plan', async () => {
      const service = having(reminding);
      const { person } = await stage({ tag, service, attributes: { 'payment-url': '/pay.html' } });
      // The browser is not sent away in a test: the service names no address to go to.
      service.fault = async (operation, _args, _options, next) => {
        const answer = await next();
        return operation === 'createPaymentOrder' ? { ...(answer as object), payUrl: null } : answer;
      };
      await person.presses('Сплатити 358,20 грн');
      await until(
        () => service.count('createPaymentOrder') === 1,
        () => 'an order',
      );
      expect(service.bodiesOf('createPaymentOrder')).to.deep.equal([
        {
          lines: [{ accountId: 'gas', amount: uah(358_20) }],
          methodId: 'card',
          returnUrl: new URL('/pay.html', location.href).href,
          language: 'uk',
          planId: 'plan-0',
        },
      ]);
    });

    it('but not while another one is on its way', async () => {
      const service = having(reminding);
      const { person } = await stage({ tag, service, attributes: { 'payment-url': '/pay.html' } });
      const body = {
        lines: [{ accountId: 'gas', amount: uah(10_00) }],
        methodId: 'card',
        returnUrl: 'https://gas.example/',
      };
      await service.api.createPaymentOrder({ body }, { idempotencyKey: 'another-tab-of-the-same-person' });
      await person.presses('Сплатити 358,20 грн');
      await person.sees('Інша оплата цього рахунку ще надходить');
    });

    it('and not where nothing would tell what became of it, nor where a card is kept already, nor while it is paused', async () => {
      const url = { 'payment-url': '/pay.html' };
      const nowhere = await stage({ tag, service: having(reminding) });
      const kept = await stage({ tag, service: having({}), attributes: url });
      const paused = await stage({ tag, service: having({ ...reminding, status: 'paused' }), attributes: url });
      await lull();
      for (const { person } of [nowhere, kept, paused]) {
        expect(person.reads).not.to.include('Щоб далі рахунок сплачувався автоматично');
      }
    });
  });

  describe('reminds', () => {
    it('by the contacts that the person chooses', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service });
      await person.presses('Нагадування про оплату');
      await person.sees('SMS на +380 67 ••• •• 67', 'Лист на ok•••@energy.example');
      await chooses(person, 'SMS на');
      await picks(person, '#days-before', '5');
      await person.presses('Зберегти');
      await person.sees('Нагадаємо за 5 днів до строку оплати');
      expect(service.bodiesOf('setReminders')).to.deep.equal([{ daysBefore: 5, channelIds: ['phone'] }]);
      await chooses(person, 'SMS на');
      await person.presses('Зберегти');
      await person.sees('Нагадувань не буде');
    });

    it('nobody without a contact, and says where to leave one', async () => {
      const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
      const service = new Service({ ...data, reminders: { daysBefore: 3, channels: [] } });
      const { person } = await stage({ tag, service, session: 'cookie' });
      await person.presses('Нагадування про оплату');
      await person.sees('додайте до свого профілю телефон', 'Додати телефон або пошту');
    });
  });

  describe('gives a calendar address', () => {
    const opens = async (person: Person) => {
      await person.presses('Дати у вашому календарі');
      await person.sees('самі з’являться в календарі');
    };
    const address = (person: Person) => person.root.querySelector<HTMLInputElement>('#calendar-address')?.value;

    it('once, to copy or to open, and never again', async () => {
      const service = Service.sample();
      const { person, widget, provider } = await stage({ tag, service });
      await opens(person);
      await person.presses('Отримати адресу календаря');
      await person.sees('Скопіюйте адресу зараз');
      const url = address(person) ?? '';
      expect(url).to.match(/^https:.*\.ics$/);
      expect(person.control('Відкрити в календарі').getAttribute('href')).to.equal(url.replace('https:', 'webcal:'));
      widget.remove();
      provider.append(widget);
      await person.sees('Адресу календаря створено');
      expect(person.root.innerHTML).not.to.include('.ics');
    });

    it('is copied by one press, or chosen where copying is not allowed', async () => {
      const { person } = await stage({ tag, service: Service.sample() });
      await opens(person);
      await person.presses('Отримати адресу календаря');
      await person.sees('Скопіювати');
      const copied: string[] = [];
      const { clipboard } = navigator;
      const stub = (writeText: (text: string) => Promise<void>) =>
        Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
      try {
        stub((text) => Promise.resolve(void copied.push(text)));
        await person.presses('Скопіювати');
        await person.sees('Скопійовано');
        expect(copied).to.deep.equal([address(person)]);
        stub(() => Promise.reject(new Error('not allowed')));
        await person.presses('Скопіювати');
        await person.sees('Адресу виділено');
      } finally {
        Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
      }
    });

    it('ends in one press', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service });
      await opens(person);
      await person.presses('Отримати адресу календаря');
      await person.presses('Скасувати адресу');
      await person.sees('Адресу скасовано', 'Отримати адресу календаря');
      expect(address(person)).to.equal(undefined);
      expect(await service.api.getCalendarFeed({})).to.deep.equal({ createdAt: null, url: null });
    });

    it('is nobody else’s once somebody else is signed in', async () => {
      const { person, provider } = await stage({ tag, service: Service.sample() });
      await opens(person);
      await person.presses('Отримати адресу календаря');
      await person.sees('Скопіюйте адресу зараз');
      provider.sessionChanged();
      await person.noLongerSees('Скопіюйте адресу зараз');
    });

    it('looks right everywhere, with the reminders', () =>
      looksRightEverywhere({
        tag,
        service: () => Service.sample(),
        play: async (person) => {
          await person.seesItLoaded();
          for (const summary of person.root.querySelectorAll('summary')) summary.click();
          await until(
            () => person.root.querySelector('[data-make]') && person.root.querySelector('#days-before'),
            () => 'both parts',
          );
          (person.root.querySelector('[data-make]') as HTMLElement).click();
          await until(
            () => person.root.querySelector('#calendar-address'),
            () => 'the address',
          );
        },
      }));
  });

  describe('shows what the supplier offers', () => {
    const offering = (...without: string[]) => {
      const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
      const capabilities = data.supplier.capabilities.filter((each) => !without.includes(each));
      return new Service({ ...data, supplier: { ...data.supplier, capabilities } });
    };

    it('plans without reminders and a calendar', async () => {
      const { person } = await stage({ tag, service: offering('reminders') });
      await person.sees('Запланувати оплату');
      expect(person.has('Нагадування про оплату')).to.equal(false);
    });

    it('reminders and a calendar without plans', async () => {
      const service = offering('payment-plans');
      const { person } = await stage({ tag, service });
      await person.sees('Нагадування та календар', 'Дати у вашому календарі');
      await person.presses('Нагадування про оплату');
      await person.sees('SMS на +380 67 ••• •• 67');
      expect(person.has('Запланувати оплату')).to.equal(false);
      expect(person.reads).not.to.include('Планова оплата');
      expect(service.count('listPaymentPlans')).to.equal(0);
    });
  });
});
