import { expect } from '@open-wc/testing';
import type { Balance } from '@kabinet/api';
import { sampleData } from '@kabinet/api/mock';
import { stopTheClock } from '../../testing/clock.js';
import { everyWidget } from '../../testing/every-widget.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn, Person } from '../../testing/person.js';
import { failing, Service } from '../../testing/service.js';
import { makeWidget, stage } from '../../testing/stage.js';
import './balance-card.define.js';

const tag = 'kabinet-balance-card';

everyWidget({
  tag,
  heading: { uk: 'Стан рахунку', ru: 'Состояние счёта', en: 'Balance' },
  reads: ['getBalance'],
  content: '358,20',
});

/** The sample gas account with its balance changed. */
function owing(change: Partial<Balance>): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
  return new Service({
    ...data,
    accounts: data.accounts.map((account) => ({ ...account, balance: { ...account.balance, ...change } })),
  });
}

const uah = (amount: number) => ({ amount, currency: 'UAH' });

describe(`<${tag}>`, () => {
  beforeEach(() => {
    stopTheClock();
  });

  describe('says in one sentence how the account stands', () => {
    const cases: Readonly<Record<string, { service: () => Service; uk: string; ru: string; en: string }>> = {
      'to be paid': {
        service: () => Service.sample(),
        uk: 'До сплати 358,20 грн до 20 листопада',
        ru: 'К оплате 358,20 грн до 20 ноября',
        en: 'To pay 358.20 UAH by 20 November',
      },
      'to be paid without a day': {
        service: () => owing({ dueOn: null }),
        uk: 'До сплати 358,20 грн Станом на',
        ru: 'К оплате 358,20 грн По состоянию на',
        en: 'To pay 358.20 UAH As of',
      },
      'due today, which is not late': {
        service: () => owing({ dueOn: '2026-11-03' }),
        uk: 'До сплати 358,20 грн до 3 листопада',
        ru: 'К оплате 358,20 грн до 3 ноября',
        en: 'To pay 358.20 UAH by 3 November',
      },
      overdue: {
        service: () => owing({ dueOn: '2026-11-02' }),
        uk: 'До сплати 358,20 грн, строк сплати минув 2 листопада',
        ru: 'К оплате 358,20 грн, срок оплаты истёк 2 ноября',
        en: 'To pay 358.20 UAH, was due on 2 November',
      },
      'overdue since last year': {
        service: () => owing({ dueOn: '2025-12-20' }),
        uk: 'строк сплати минув 20 грудня 2025',
        ru: 'срок оплаты истёк 20 декабря 2025',
        en: 'was due on 20 December 2025',
      },
      'paid ahead': {
        service: () => owing({ amountOwed: uah(-12_00), dueOn: null }),
        uk: 'Переплата 12,00 грн, платити не треба',
        ru: 'Переплата 12,00 грн, платить не нужно',
        en: 'Paid ahead 12.00 UAH, nothing to pay',
      },
      settled: {
        service: () => owing({ amountOwed: uah(0), dueOn: null }),
        uk: 'Боргу немає, платити не треба',
        ru: 'Долга нет, платить не нужно',
        en: 'Nothing owed, nothing to pay',
      },
      'a huge debt': {
        service: () => Service.sample({ accounts: ['huge-debt'] }),
        uk: 'До сплати 1 234 567,89 грн',
        ru: 'К оплате 1 234 567,89 грн',
        en: 'To pay 1,234,567.89 UAH',
      },
    };
    for (const [name, { service, ...texts }] of Object.entries(cases)) {
      it(name, async () => {
        for (const [lang, text] of Object.entries(texts)) {
          const { person } = await stage({ tag, service: service(), lang });
          await person.sees(text);
          expect(person.reads, 'a bare minus').not.to.match(/[-−–]\s*\d/);
        }
      });
      it(`${name}, and looks right everywhere`, () =>
        looksRightEverywhere({ tag, service, play: (person) => person.seesItLoaded() }));
    }
  });

  it('says as of when it knows', async () => {
    const { person } = await stage({ tag, service: Service.sample() });
    await person.sees('Станом на 3 листопада, 06:00');
  });

  it('counts the due day in the supplier’s zone', async () => {
    // 22:30 UTC is half past midnight in Kyiv: the 20th is over there.
    stopTheClock('2026-11-20T22:30:00Z');
    const late = await stage({ tag, service: owing({ dueOn: '2026-11-20' }) });
    await late.person.sees('строк сплати минув 20 листопада');
    stopTheClock('2026-11-20T21:30:00Z');
    const inTime = await stage({ tag, service: owing({ dueOn: '2026-11-20' }) });
    await inTime.person.sees('до 20 листопада');
  });

  const moved = { serviceKind: 'gas', basis: null, month: null, component: null, use: null } as const;

  it('says why, with the direction in words and in signs that are said, so that the lines add up by eye', async () => {
    const kinds = ['opening', 'charge', 'payment', 'benefit', 'recalculation', 'refund'] as const;
    const lines = kinds.flatMap((kind) =>
      [1_00, -1_00].map((amount) => ({ ...moved, kind, amount: uah(amount) }) as const),
    );
    const signs = { uk: ['мінус', 'плюс'], ru: ['минус', 'плюс'], en: ['minus', 'plus'] };
    for (const [lang, [less, more]] of Object.entries(signs)) {
      const { person } = await stage({ tag, service: owing({ lines }), lang });
      const labels = [...person.root.querySelectorAll<HTMLElement>('div:not(.total) > dt')].map(
        (label) => label.innerText,
      );
      expect(new Set(labels).size, `told apart in ${lang}`).to.equal(lines.length);
      const sums = [...person.root.querySelectorAll<HTMLElement>('div:not(.total) > dd')];
      expect(
        sums.map((sum) => /^\D*/.exec(sum.innerText.trim())?.[0].trim()),
        lang,
      ).to.deep.equal(['', less, '', less, more, less, more, less, more, less, more, less]);
      const drawn = (sum: Element | undefined) => sum && getComputedStyle(sum, '::before').content[1];
      expect([0, 1, 4].map((line) => drawn(sums[line]))).to.deep.equal(['o', '−', '+']);
    }
    const { person } = await stage({ tag, service: Service.sample() });
    await person.sees(
      'Чому така сума З 1 жовтня до 31 жовтня',
      'Борг на початок 302,54 грн',
      'Нараховано: газ за жовтень 2026, 45 м³ × 7,96 грн 358,20 грн',
      'Сплачено мінус 302,54 грн',
    );
  });

  it('names the service of each line where there are several', async () => {
    const service = owing({
      lines: [
        { ...moved, kind: 'charge', serviceKind: 'cold_water', amount: uah(100_00), basis: 'actual' },
        { ...moved, kind: 'charge', serviceKind: 'sewerage', amount: uah(258_20), basis: 'actual' },
      ],
    });
    const { person } = await stage({ tag, service });
    await person.sees('Нараховано: холодна вода 100,00 грн', 'Нараховано: водовідведення 258,20 грн');
  });

  it('says what each charge is for, how much was used and at what price, as far as the service says', async () => {
    const charge = { ...moved, kind: 'charge', basis: 'actual', month: '2026-10' } as const;
    const lines = [
      { ...charge, amount: uah(100_00), use: { quantity: '12.5', unit: 'm3', price: '8.00' } },
      // More than one price is in it.
      { ...charge, serviceKind: 'electricity', amount: uah(200_00), use: { quantity: '70', unit: 'kWh', price: null } },
      { ...charge, serviceKind: 'heat', amount: uah(48_20), basis: 'estimated' },
      { ...charge, component: 'network', amount: uah(10_00) },
      { ...moved, kind: 'benefit', month: '2026-10', amount: uah(-5_00) },
    ] as const;
    const { person } = await stage({ tag, service: owing({ lines: [...lines] }) });
    await person.sees(
      'Нараховано: газ за жовтень 2026, 12,5 м³ × 8,00 грн 100,00 грн',
      'Нараховано: електроенергія за жовтень 2026, 70 кВт·год 200,00 грн',
      'Нараховано: опалення за жовтень 2026 (за середнім споживанням) 48,20 грн',
      'Нараховано: газ за жовтень 2026, доставка 10,00 грн',
      'Пільги та субсидія: газ за жовтень 2026 мінус 5,00 грн',
      // Of several the sentence says the sum, and the table what each is for.
      'Потім нараховано 358,20 грн і зменшено на 5,00 грн.',
    );
  });

  it('says that nothing has happened yet on a new account', async () => {
    const { person } = await stage({ tag, service: Service.sample({ accounts: ['never-read'] }) });
    await person.sees('Нарахувань і оплат ще не було.');
    expect(person.reads).not.to.include('Чому така сума');
  });

  it('does not press for what is paid already and on its way', async () => {
    const paid = { dueOn: '2026-10-20', amountOwed: uah(358_20), paymentsOnTheWay: uah(358_20) };
    const { person } = await stage({ tag, service: owing(paid) });
    await person.sees('Оплата 358,20 грн надходить, більше платити не треба');
    expect(person.reads).not.to.match(/строк сплати минув|^.{0,80}До сплати/);
  });

  it('shows a payment on its way, so that nobody pays twice', async () => {
    const { person } = await stage({ tag, service: Service.sample({ accounts: ['payment-on-the-way'] }) });
    await person.sees('Ваша оплата 358,20 грн уже надходить', 'Не сплачуйте вдруге.');
    const { person: other } = await stage({ tag, service: Service.sample() });
    expect(other.reads).not.to.include('Не сплачуйте вдруге');
  });

  it('says what is left to pay beside a payment that does not cover all', async () => {
    const { person } = await stage({ tag, service: owing({ paymentsOnTheWay: uah(100_00) }) });
    await person.sees('Ваша оплата 100,00 грн уже надходить Коли її зарахують, до сплати залишиться 258,20 грн.');
    expect(person.reads, 'the rest is still to be paid').not.to.match(/(сплачувати|платити) не треба|Не сплачуйте/);
  });

  it('names the last payment with its day', async () => {
    const service = owing({ lastPayment: { amount: uah(302_54), paidOn: '2026-10-14' } });
    const { person } = await stage({ tag, service });
    await person.sees('Остання оплата: 302,54 грн, 14 жовтня');
    const { person: other } = await stage({ tag, service: Service.sample({ accounts: ['never-read'] }) });
    await other.sees('Станом на');
    expect(other.reads).not.to.include('Остання оплата');
  });

  describe('explains the sum in plain sentences', () => {
    const charge = (amount: number) => ({ ...moved, kind: 'charge', amount: uah(amount) }) as const;
    const opening = (amount: number) => ({ ...charge(amount), kind: 'opening' }) as const;
    const payment = (amount: number) => ({ ...charge(amount), kind: 'payment' }) as const;
    const cases = {
      'a debt, a charge and a payment': {
        lines: [opening(302_54), charge(358_20), payment(-302_54)],
        says: 'На 1 жовтня ви були винні 302,54 грн. Потім нараховано 358,20 грн і сплачено 302,54 грн. Тому зараз до сплати 358,20 грн.',
      },
      'nothing at first': {
        lines: [opening(0), charge(358_20)],
        says: 'На 1 жовтня боргу не було. Потім нараховано 358,20 грн. Тому зараз до сплати 358,20 грн.',
      },
      'paid ahead all the time': {
        lines: [opening(-50_00), payment(-10_00)],
        says: 'На 1 жовтня у вас була переплата 50,00 грн. Потім сплачено 10,00 грн. Тому зараз у вас переплата 60,00 грн.',
      },
      'a charge, a benefit and a payment, each by its own word': {
        lines: [opening(0), charge(358_20), { ...charge(-58_20), kind: 'benefit' as const }, payment(-100_00)],
        says: 'На 1 жовтня боргу не було. Потім нараховано 358,20 грн, зменшено на 58,20 грн і сплачено 100,00 грн. Тому зараз до сплати 200,00 грн.',
      },
      'a refund, told as one, and not as a charge': {
        lines: [opening(0), charge(721_44), payment(-721_44), { ...charge(50_00), kind: 'refund' as const }],
        says: 'На 1 жовтня боргу не було. Потім нараховано 721,44 грн, сплачено 721,44 грн і повернено вам 50,00 грн. Тому зараз до сплати 50,00 грн.',
      },
      'what one charge was for': {
        lines: [
          opening(0),
          {
            ...charge(772_12),
            month: '2026-10',
            use: { quantity: '97', unit: 'm3' as const, price: '7.96' },
          },
        ],
        says: 'Потім нараховано 772,12 грн (газ за жовтень 2026, 97 м³ × 7,96 грн). Тому зараз до сплати 772,12 грн.',
      },
      'what two charges were for, each with its sum': {
        lines: [
          opening(0),
          {
            ...charge(772_12),
            month: '2026-10',
            component: 'supply' as const,
            use: { quantity: '97', unit: 'm3' as const, price: '7.96' },
          },
          { ...charge(52_47), month: '2026-10', component: 'network' as const },
        ],
        says: 'Потім нараховано 824,59 грн (газ за жовтень 2026, 97 м³ × 7,96 грн = 772,12 грн; газ за жовтень 2026, доставка = 52,47 грн). Тому зараз до сплати 824,59 грн.',
      },
      'what was added otherwise': {
        lines: [opening(0), charge(100_00), { ...charge(7_00), kind: 'recalculation' as const }],
        says: 'Потім нараховано 100,00 грн і ще додано 7,00 грн. Тому зараз до сплати 107,00 грн.',
      },
      'all paid': {
        lines: [opening(20_00), payment(-20_00)],
        says: 'Тому зараз платити не треба.',
      },
    };
    for (const [name, { lines, says }] of Object.entries(cases)) {
      it(name, async () => {
        const amount = lines.reduce((sum, line) => sum + line.amount.amount, 0);
        const { person } = await stage({ tag, service: owing({ lines, amountOwed: uah(amount) }) });
        await person.sees(says);
      });
    }
  });

  describe('leads to the payment', () => {
    const link = 'Перейти до оплати';

    it('on its own page where the site names one, and lets the page take over', async () => {
      const attributes = { 'payment-url': '#pay' };
      const { person, widget } = await stage({ tag, service: Service.sample(), attributes });
      await person.sees(link);
      const anchor = person.control(link) as HTMLAnchorElement;
      expect(anchor.getAttribute('href')).to.equal('#pay');
      widget.addEventListener('kabinet-pay-request', (event) => event.preventDefault(), { once: true });
      anchor.click();
      expect(location.hash, 'the page takes over').to.equal('');
    });

    it('by the button on the same page', async () => {
      const { person, provider } = await stage({ tag, service: Service.sample() });
      expect(person.has(link), 'a way to nowhere').to.equal(false);
      const button = document.createElement('kabinet-payment-button');
      button.tabIndex = 0;
      provider.append(button);
      const again = makeWidget({ tag });
      provider.append(again);
      await new Person(again).presses(link);
      expect(focusIsOn()).to.equal('kabinet-payment-button');
    });

    it('looks right everywhere', () =>
      looksRightEverywhere({
        tag,
        service: () => Service.sample(),
        attributes: { 'payment-url': '#pay' },
        play: (person) => person.seesItLoaded(),
      }));

    const nowhere: Readonly<Record<string, () => Service>> = {
      'when nothing is due': () => owing({ amountOwed: uah(-12_00), dueOn: null }),
      'when all of it is paid and on its way': () => Service.sample({ accounts: ['payment-on-the-way'] }),
      'when the supplier takes no payments here': () => {
        const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
        return new Service({ ...data, supplier: { ...data.supplier, capabilities: ['balance'] } });
      },
      'when the customer may look only': () => {
        const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
        const accounts = data.accounts.map((each) => ({
          ...each,
          account: { ...each.account, grants: ['view' as const] },
        }));
        return new Service({ ...data, accounts });
      },
    };
    for (const [name, service] of Object.entries(nowhere)) {
      it(`but not ${name}`, async () => {
        const { person } = await stage({ tag, service: service(), attributes: { 'payment-url': '#pay' } });
        await person.sees('Станом на');
        expect(person.has(link)).to.equal(false);
      });
    }
  });

  describe('labels a charge on average use', () => {
    const estimated = () => Service.sample({ accounts: ['rolled-over'] });

    it('asks for no reading where one has come since', async () => {
      const service = Service.sample({ accounts: ['rolled-over'], handedIn: 'accepted' });
      const { person } = await stage({ tag, service, attributes: { 'reading-url': '/reading' } });
      await person.sees('Показання вже отримано: суму перерахують.');
      expect(person.has('Передати показання')).to.equal(false);
    });

    const link = 'Передати показання';

    it('and leads to the reading form on the same page', async () => {
      const { person, provider } = await stage({ tag, service: estimated() });
      await person.sees(
        'Нараховано: газ за жовтень 2026 (за середнім споживанням)',
        'суму нараховано за середнім споживанням',
      );
      expect(person.has(link), 'a way to nowhere').to.equal(false);

      await import('../reading-form/reading-form.define.js');
      const form = makeWidget({ tag: 'kabinet-reading-form' });
      provider.append(form);
      await new Person(form).seesItLoaded();
      const again = makeWidget({ tag });
      provider.append(again);
      const other = new Person(again);
      await other.presses(link);
      expect(focusIsOn()).to.equal('input#register-rolled-over-total');
    });

    it('and leads to the form’s own page where the site names one', async () => {
      const attributes = { 'reading-url': '#reading' };
      const { person, widget } = await stage({ tag, service: estimated(), attributes });
      const anchor = person.control(link) as HTMLAnchorElement;
      expect(anchor.getAttribute('href')).to.equal('#reading');
      widget.addEventListener('kabinet-reading-request', (event) => event.preventDefault(), { once: true });
      anchor.click();
      expect(location.hash, 'the page takes over').to.equal('');
    });
  });

  it('says that it could not update, keeps what it knows, and updates on request', async () => {
    const service = Service.sample();
    const { person, connection } = await stage({ tag, service });
    service.fault = failing('unavailable', 'getBalance');
    connection.refresh();
    await person.sees('Не вдалося оновити. Показано дані станом на 3 листопада, 06:00.', '358,20 грн');
    service.fault = null;
    await person.presses('Спробувати ще раз');
    await person.noLongerSees('Не вдалося оновити');
    await person.sees('358,20 грн');
  });
});
