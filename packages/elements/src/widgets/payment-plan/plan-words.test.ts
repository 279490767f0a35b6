import { expect } from '@open-wc/testing';
import type { Balance, PaymentMethod, PaymentPlan, Supplier } from '@kabinet/api';
import { sampleData, samplePaymentPlan } from '@kabinet/api/mock';
import '../../provider/provider.define.js';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { lull, type Person } from '../../testing/person.js';
import { failing, Service } from '../../testing/service.js';
import { stage } from '../../testing/stage.js';
import './payment-plan.define.js';

const tag = 'kabinet-payment-plan';
const url = { 'payment-url': '/pay.html' };
const uah = (amount: number) => ({ amount, currency: 'UAH' });

interface Situation {
  readonly plans?: readonly Partial<PaymentPlan>[];
  readonly balance?: Partial<Balance>;
  readonly supplier?: Partial<Supplier>;
  /** Whether the customer has left a phone or an e-mail address here. */
  readonly hasContact?: boolean;
  readonly method?: Partial<PaymentMethod>;
}

/** The gas account in such a situation. */
function having({ plans = [], balance = {}, supplier = {}, hasContact = true, method = {} }: Situation): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
  const { payments } = data.supplier;
  const methods = (payments?.methods ?? []).map((each) => ({ ...each, ...method }));
  return new Service({
    ...data,
    supplier: { ...data.supplier, payments: payments && { ...payments, methods }, ...supplier },
    reminders: hasContact ? data.reminders : { daysBefore: 3, channels: [] },
    accounts: data.accounts.map((each) => ({
      ...each,
      balance: { ...each.balance, ...balance },
      plans: plans.map((plan, index) => ({ ...samplePaymentPlan('gas', 'charge'), id: `plan-${index}`, ...plan })),
    })),
  });
}

const reminding = { mode: 'remind', card: null } as const;
const monthly = { amount: uah(250_00), atMost: null, timing: { kind: 'day_of_month', days: 15 } } as const;
const beforeDue = { ...monthly, timing: { kind: 'days_before_due', days: 3 } } as const;
const PROMISE = 'адішлемо нагадування';
const NOWHERE = 'Нагадати нам нікуди: у кабінеті немає вашого телефону чи e-mail.';

async function opensForm(person: Person): Promise<void> {
  await person.presses('Запланувати оплату');
  await person.sees('Скільки сплачувати');
}

async function chooses(person: Person, label: string): Promise<void> {
  const options = [...person.root.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  options.find((each) => each.closest('label')?.innerText.includes(label))?.click();
  await lull();
}

describe(`<${tag}> promises what it keeps`, () => {
  beforeEach(() => {
    stopTheClock();
  });

  describe('to whom nobody can write', () => {
    for (const [lang, says] of Object.entries({
      uk: `${NOWHERE} Сплатіть перший раз карткою або додайте дати до календаря.`,
      ru: 'Напомнить нам некуда: в кабинете нет вашего телефона или e-mail. Заплатите первый раз картой или добавьте даты в календарь.',
      en: 'We have nowhere to remind you: there is no phone or e-mail of yours here. Pay the first time by card, or add the dates to your calendar.',
    })) {
      it(`says in a plan that no reminder comes, in ${lang}`, async () => {
        const service = having({ plans: [reminding], hasContact: false });
        const { person } = await stage({ tag, service, lang, attributes: url });
        await person.sees(says);
      });
    }

    it('promises none, nor tells of one that did not come', async () => {
      const last = { on: '2026-10-17', outcome: 'reminded', orderId: null };
      const service = having({ plans: [{ ...reminding, last }], hasContact: false });
      const { person } = await stage({ tag, service, attributes: url });
      await person.sees(NOWHERE, 'День оплати за планом: 17 листопада', 'Автоматично нічого не списується');
      for (const each of [PROMISE, 'Наступне нагадування', 'нагадали']) expect(person.reads).not.to.include(each);
    });

    it('speaks of no card where none can be kept, and of no calendar where there is none', async () => {
      const noCard = having({ plans: [reminding], hasContact: false, method: { keepsCard: false } });
      const { person } = await stage({ tag, service: noCard, attributes: url });
      await person.sees(`${NOWHERE} Додайте дати до календаря.`);
      const noCalendar = having({
        plans: [reminding],
        hasContact: false,
        supplier: { capabilities: ['balance', 'payments', 'payment-plans'] },
      });
      const other = await stage({ tag, service: noCalendar, attributes: url });
      await other.person.sees(`${NOWHERE} Сплатіть перший раз карткою.`);
      expect(other.person.reads).not.to.include('календар');
    });

    it('says it before a plan is made', async () => {
      const { person } = await stage({ tag, service: having({ hasContact: false }) });
      await opensForm(person);
      await person.sees(NOWHERE, 'Спочатку ви сплатите самі');
      expect(person.reads).not.to.include('ми нагадуємо');
    });

    it('says it before a plan is made that could do nothing but remind', async () => {
      const { person } = await stage({ tag, service: having({ hasContact: false, method: { keepsCard: false } }) });
      await person.sees(`${NOWHERE} Додайте дати до календаря.`);
      await opensForm(person);
      await person.sees(NOWHERE, 'Автоматично нічого не списується.');
      expect(person.reads).not.to.include(PROMISE);
    });

    it('says of a kept card where its result is seen, and nothing of the kind to others', async () => {
      const { person } = await stage({ tag, service: having({ plans: [{}], hasContact: false }) });
      await person.sees('Сплачується автоматично з картки •••• 4242', 'Результат побачите тут.');
      expect(person.reads).not.to.include(NOWHERE);
      const told = await stage({ tag, service: having({ plans: [{}, reminding] }) });
      await told.person.sees(PROMISE);
      expect(told.person.reads).not.to.include('Результат побачите тут');
    });

    it('looks right everywhere', () =>
      looksRightEverywhere({
        tag,
        service: () => having({ plans: [reminding, monthly], hasContact: false, balance: { dueOn: '2026-10-20' } }),
        attributes: url,
        play: (person) => person.seesItLoaded(),
      }));
  });

  it('promises no reminder while it is not known whether one can come', async () => {
    const service = having({ plans: [reminding] });
    service.fault = failing('unavailable', 'getReminders');
    const { person } = await stage({ tag, service });
    await person.sees('День оплати за планом: 17 листопада');
    await lull();
    for (const each of [PROMISE, NOWHERE]) expect(person.reads).not.to.include(each);
  });

  describe('that waits for a bill', () => {
    const overdue = { amountOwed: uah(834_32), paymentsOnTheWay: uah(0), dueOn: '2026-10-20' };

    for (const [lang, says] of Object.entries({
      uk: 'За цим планом чекаємо на нову квитанцію. Прострочені 834,32 грн він не сплатить: сплатіть їх зараз',
      ru: 'По этому плану ждём новую квитанцию. Просроченные 834,32 грн он не оплатит: оплатите их сейчас',
      en: 'This plan waits for the next bill. It will not pay the overdue 834.32 UAH: pay it now',
    })) {
      it(`says what it does not pay, in ${lang}`, async () => {
        const { person } = await stage({ tag, service: having({ plans: [reminding], balance: overdue }), lang });
        await person.sees(says);
      });
    }

    it('and that there is nothing to pay only where there is nothing', async () => {
      const nothing = { amountOwed: uah(-10_00), paymentsOnTheWay: uah(0), dueOn: null };
      const { person } = await stage({ tag, service: having({ plans: [{}], balance: nothing }) });
      await person.sees('Зараз сплачувати нічого: чекаємо на нову квитанцію');
      const onItsWay = { ...overdue, paymentsOnTheWay: uah(834_32) };
      const other = await stage({ tag, service: having({ plans: [{}], balance: onItsWay }) });
      await other.person.sees('Зараз сплачувати нічого');
    });

    it('and of what is due and not late yet, that the plan is done with it', async () => {
      const last = { on: '2026-11-17', outcome: 'reminded', orderId: null };
      const balance = { amountOwed: uah(834_32), paymentsOnTheWay: uah(0) };
      const { person } = await stage({ tag, service: having({ plans: [{ ...reminding, last }], balance }) });
      await person.sees('834,32 грн, що до сплати, він не сплатить: сплатіть їх самі');
      expect(person.reads).not.to.include('Прострочені');
    });

    it('but asks nobody to pay what the plan’s own payment may be paying', async () => {
      const last = { on: '2026-11-09', outcome: 'pending', orderId: 'order-1' };
      const service = having({ plans: [{ last }], balance: overdue });
      const { person } = await stage({ tag, service });
      await person.sees('За цим планом чекаємо на нову квитанцію');
      await lull();
      expect(person.reads).not.to.include('сплатіть');
    });

    it('and names no sum that is not known', async () => {
      const service = having({ plans: [{}], balance: overdue });
      service.fault = failing('unavailable', 'getBalance');
      const { person } = await stage({ tag, service });
      await person.sees('За цим планом чекаємо на нову квитанцію');
      expect(person.reads).not.to.include('сплачувати нічого');
    });
  });

  describe('of a set sum while nothing is due', () => {
    const cases: readonly [string, Partial<PaymentPlan>, string][] = [
      ['charged in advance', monthly, 'Якщо боргу немає, 250,00 грн спишемо наперед.'],
      ['not charged before a day to pay by', beforeDue, 'Якщо боргу немає, 250,00 грн не спишемо.'],
      ['reminded of', { ...monthly, ...reminding }, 'Якщо боргу немає, нагадаємо сплатити 250,00 грн наперед.'],
      ['not reminded of', { ...beforeDue, ...reminding }, 'Якщо боргу немає, не нагадуватимемо.'],
    ];
    for (const [name, plan, says] of cases) {
      it(`says that it is ${name}`, async () => {
        const { person } = await stage({ tag, service: having({ plans: [plan] }) });
        await person.sees(says);
      });
    }

    it('says it before a plan is made', async () => {
      const { person } = await stage({ tag, service: having({}) });
      await opensForm(person);
      expect(person.reads).not.to.include('Якщо боргу немає');
      await chooses(person, 'Щоразу однакову суму');
      await person.sees('Якщо боргу немає, цю суму не спишемо.');
      await person.types('250', 'Сума');
      await chooses(person, 'В один день місяця');
      await person.sees('Якщо боргу немає, 250,00 грн спишемо наперед.');
    });
  });

  it('of a paused plan only that its card is kept', async () => {
    const service = having({ plans: [{ ...monthly, status: 'paused', card: 'Visa •••• 0341' }], hasContact: false });
    const { person } = await stage({ tag, service });
    await person.sees('Призупинено: нічого не списується', 'Картка Visa •••• 0341 збережена');
    await lull();
    for (const each of ['Сплачується автоматично', 'спишемо наперед', 'Результат побачите тут']) {
      expect(person.reads).not.to.include(each);
    }
  });

  it('reminds by the calendar alone where there is no profile to leave a contact in', async () => {
    const { person } = await stage({ tag, service: having({ hasContact: false, supplier: { pages: null } }) });
    await person.presses('Нагадування про оплату');
    await person.sees('Нагадуємо через календар нижче');
    expect(person.reads).not.to.include('профілю');
    expect(person.has('Додати телефон або пошту')).to.equal(false);
  });
});
