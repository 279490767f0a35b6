import { expect } from '@open-wc/testing';
import type { Payment } from '@kabinet/api';
import { sampleData } from '@kabinet/api/mock';
import type { ReceiptRequestEvent } from '../../core/receipt-request.events.js';
import { stopTheClock } from '../../testing/clock.js';
import { everyWidget } from '../../testing/every-widget.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn, Person, until } from '../../testing/person.js';
import { failing, Service } from '../../testing/service.js';
import { makeWidget, stage } from '../../testing/stage.js';
import './payment-history.define.js';

const tag = 'kabinet-payment-history';

everyWidget({
  tag,
  heading: { uk: 'Історія оплат', ru: 'История оплат', en: 'Payments' },
  reads: ['listPayments'],
  content: '302,54 грн',
});

const uah = (amount: number) => ({ amount, currency: 'UAH' });

function payment(change: Partial<Payment>): Payment {
  return {
    id: 'payment',
    kind: 'payment',
    status: 'posted',
    amount: uah(358_20),
    paidOn: '2026-10-14',
    shares: [],
    source: 'billing',
    number: null,
    orderId: null,
    receiptId: null,
    ...change,
  };
}

/** A service with these payments, in pages as the real one gives them. */
function having(payments: readonly Payment[]): Service {
  const service = Service.sample();
  service.fault = (operation, args, _options, next) => {
    if (operation !== 'listPayments') return next();
    const { limit = '24', cursor = '0' } = args as { limit?: string; cursor?: string };
    const end = Number(cursor) + Number(limit);
    return Promise.resolve({
      items: payments.slice(Number(cursor), end),
      nextCursor: end < payments.length ? String(end) : null,
    });
  };
  return service;
}

/** So many payments, one a day, the newest first. */
const MANY = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    payment({
      id: `payment-${index}`,
      amount: uah(100 + index),
      paidOn: new Date(Date.UTC(2026, 9, 31) - index * 86_400_000).toISOString().slice(0, 10),
      shares: [{ serviceKind: 'gas', month: '2026-09', amount: uah(100 + index) }],
    }),
  );

/** What the page hands to the browser to be saved, instead of saving it. */
function catchFiles(): { readonly files: { name: string; text: Promise<string> }[]; stop: () => void } {
  const files: { name: string; text: Promise<string> }[] = [];
  const blobs = new Map<string, Blob>();
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const url = createObjectURL(blob);
    blobs.set(url, blob as Blob);
    return url;
  };
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    const blob = blobs.get(this.href);
    if (blob)
      files.push({
        name: this.download,
        text: blob.arrayBuffer().then((bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)),
      });
    else click.call(this);
  };
  return {
    files,
    stop: () => {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    },
  };
}

describe(`<${tag}>`, () => {
  beforeEach(() => {
    stopTheClock();
  });

  it('shows the newest first by years, with what it went to, where it was made and its number', async () => {
    const { person } = await stage({ tag, service: Service.sample() });
    await person.sees(
      '2026 14 жовтня 302,54 грн Газ, вересень 2026 Сплачено в кабінеті, номер 5009-0000',
      'Сплачено через банк, пошту чи касу',
    );
    const years = [...person.root.querySelectorAll('.year h3')].map((year) => year.textContent);
    expect(years).to.deep.equal([...years].sort().reverse());
  });

  it('says of a refund in words that it was given back', async () => {
    const { person } = await stage({ tag, service: Service.sample() });
    await person.sees('50,00 грн Повернено вам');
    expect(person.reads, 'a bare minus').not.to.match(/[-−–]\s*\d+,/);
  });

  it('puts a payment on its way on top, so that nobody pays twice', async () => {
    const service = having([
      payment({ id: 'new', paidOn: '2026-11-02' }),
      payment({ id: 'pending', status: 'pending', amount: uah(120_00), paidOn: '2026-11-01', number: '5000-0007' }),
    ]);
    const { person } = await stage({ tag, service });
    await person.sees('Оплата 120,00 грн від 1 листопада ще надходить', 'Не сплачуйте вдруге', 'номер 5000-0007');
    expect(person.reads.indexOf('120,00')).to.be.lessThan(person.reads.indexOf('2 листопада'));
    expect(person.root.querySelectorAll('[part=payment]')).to.have.length(1);
  });

  it('says how much went to each service, and what counts for the bills to come', async () => {
    const shares: Payment['shares'] = [
      { serviceKind: 'cold_water', month: '2026-08', amount: uah(100_00) },
      { serviceKind: 'sewerage', month: null, amount: uah(200_00) },
    ];
    const { person } = await stage({ tag, service: having([payment({ shares })]) });
    await person.sees(
      'Холодна вода, серпень 2026: 100,00 грн',
      'Водовідведення: 200,00 грн',
      'На наступні рахунки: 58,20 грн',
    );
  });

  it('says that there is nothing yet', async () => {
    const { person } = await stage({ tag, service: having([]) });
    await person.sees('Оплат ще не було');
    expect(person.has('Зберегти файлом для Excel')).to.equal(false);
  });

  describe('by pages', () => {
    it('shows earlier ones below on request, and no more where there are none', async () => {
      const service = having(MANY(30));
      const { person } = await stage({ tag, service });
      await person.sees('31 жовтня');
      expect(person.root.querySelectorAll('[part=payment]')).to.have.length(12);
      await person.presses('Показати попередні');
      await until(
        () => person.root.querySelectorAll('[part=payment]').length === 30,
        () => 'all of them',
      );
      expect(person.has('Показати попередні')).to.equal(false);
    });

    it('keeps what is there when a page does not come, and reads it again', async () => {
      const service = having(MANY(30));
      const { person } = await stage({ tag, service });
      await person.sees('31 жовтня');
      const whole = service.fault;
      service.fault = failing('unavailable', 'listPayments');
      await person.presses('Показати попередні');
      await person.sees('Сервіс зараз не працює', '31 жовтня');
      service.fault = whole;
      await person.presses('Спробувати ще раз');
      await person.sees('2 жовтня');
    });

    it('shows ten thousand without laying them all out', async () => {
      const service = having(MANY(10_000));
      const { person } = await stage({ tag, service });
      await person.sees('31 жовтня');
      expect(service.count('listPayments'), 'one page at first').to.equal(1);
      const list = person.root.querySelector('.years') as HTMLElement;
      const more = () => list.nextElementSibling?.querySelector<HTMLElement>('button');
      for (let known = 12; known < 10_000; known = list.querySelectorAll('li').length) {
        more()?.click();
        await until(
          () => list.querySelectorAll('li').length > known,
          () => `a page after ${known}`,
        );
      }
      const rows = [...person.root.querySelectorAll<HTMLElement>('[part=payment]')];
      expect(rows).to.have.length(10_000);
      const isLaidOut = (row: Element | null | undefined) =>
        row?.firstElementChild?.checkVisibility({ contentVisibilityAuto: true });
      expect(isLaidOut(rows[0])).to.equal(true);
      expect(rows.filter(isLaidOut).length).to.be.lessThan(200);
    });
  });

  describe('leads to receipts', () => {
    const withReceipt = () => having([payment({ receiptId: 'receipt-7', source: 'cabinet', number: '5000-0004' })]);

    it('on the page that the site names, and lets the page take over', async () => {
      const attributes = { 'receipt-url': '/receipt.html?x=1' };
      const { person, widget } = await stage({ tag, service: withReceipt(), attributes });
      await person.sees('Квитанція про оплату');
      const link = person.control('Квитанція про оплату') as HTMLAnchorElement;
      expect(link.pathname + link.search).to.equal('/receipt.html?x=1&kabinet-receipt=receipt-7');
      expect(link.getAttribute('aria-label')).to.equal('Квитанція про оплату 14 жовтня 2026');
      const asked: (string | null)[] = [];
      widget.addEventListener('kabinet-receipt-request', (event: ReceiptRequestEvent) => {
        asked.push(event.receiptId);
        event.preventDefault();
      });
      link.click();
      expect(asked).to.deep.equal(['receipt-7']);
    });

    it('in the receipt on the same page, and nowhere where there is none', async () => {
      const { person, provider } = await stage({ tag, service: withReceipt() });
      await person.sees('5000-0004');
      expect(person.has('Квитанція про оплату')).to.equal(false);
      const receipt = document.createElement('kabinet-receipt');
      receipt.tabIndex = 0;
      provider.append(receipt);
      const again = makeWidget({ tag });
      provider.append(again);
      await new Person(again).presses('Квитанція про оплату');
      expect(receipt.getAttribute('receipt')).to.equal('receipt-7');
      expect(focusIsOn()).to.equal('kabinet-receipt');
    });
  });

  describe('as a file', () => {
    let caught: ReturnType<typeof catchFiles>;
    beforeEach(() => {
      caught = catchFiles();
    });
    afterEach(() => caught.stop());

    const open = async (person: Person) => {
      await person.presses('Зберегти файлом для Excel');
      await person.sees('За який час');
    };
    const choose = (person: Person, value: string) => {
      const select = person.root.querySelector<HTMLSelectElement>('#span') as HTMLSelectElement;
      select.value = value;
      select.dispatchEvent(new Event('change'));
    };
    const choosesDay = (person: Person, id: string, value: string) => {
      const input = person.root.querySelector<HTMLInputElement>(id) as HTMLInputElement;
      input.value = value;
      input.dispatchEvent(new Event('input'));
    };

    it('holds all of it, however many pages that is, and tells the sums that it holds', async () => {
      const { person } = await stage({ tag, service: having(MANY(250)) });
      await open(person);
      choose(person, 'all');
      await person.presses('Зберегти файл');
      await person.sees('Файл готовий: 250 записів Зараховано оплат на 561,25 грн.');
      const [file] = caught.files;
      expect(file?.name).to.equal('oplaty-2026-02-24-2026-10-31.csv');
      const text = (await file?.text) ?? '';
      expect(text.startsWith('\uFEFFОсобовий рахунок 0400123456')).to.equal(true);
      expect(text.match(/^20\d\d-/gm)).to.have.length(250);
      expect(text).to.include('Разом;;;561,25;;UAH');
    });

    it('of a year reads no further than that year', async () => {
      const service = having(MANY(1_000));
      const { person } = await stage({ tag, service });
      await open(person);
      await person.presses('Зберегти файл');
      await person.sees('Файл готовий: 304 записи');
      expect(service.count('listPayments')).to.equal(1 + 4);
    });

    it('of chosen days, which have to be two in their order', async () => {
      const { person } = await stage({ tag, service: having(MANY(30)) });
      await open(person);
      choose(person, 'days');
      await person.sees('З якого дня');
      choosesDay(person, '#day-from', '2026-10-20');
      choosesDay(person, '#day-to', '2026-10-11');
      await person.presses('Зберегти файл');
      await person.sees('Оберіть два дні');
      await until(
        () => focusIsOn() === 'input#day-from',
        () => 'the focus on the day',
      );
      expect(caught.files).to.have.length(0);
      choosesDay(person, '#day-from', '2026-10-01');
      await person.presses('Зберегти файл');
      await person.sees('Файл готовий: 10 записів');
    });

    it('is not made of nothing', async () => {
      const { person } = await stage({ tag, service: having(MANY(30)) });
      await open(person);
      choose(person, 'last-year');
      await person.presses('Зберегти файл');
      await person.sees('За цей час оплат не було');
      expect(caught.files).to.have.length(0);
    });

    it('says so when it could not be read to its end, saves no half of it, and tries again', async () => {
      const service = having(MANY(250));
      const { person } = await stage({ tag, service });
      await open(person);
      choose(person, 'all');
      const whole = service.fault;
      service.fault = (operation, args, options, next) =>
        (args as { cursor?: string }).cursor === '100'
          ? failing('unavailable')(operation, args, options, next)
          : (whole?.(operation, args, options, next) ?? next());
      await person.presses('Зберегти файл');
      await person.sees('Сервіс зараз не працює');
      expect(caught.files).to.have.length(0);
      service.fault = whole;
      await person.presses('Спробувати ще раз');
      await person.sees('Файл готовий: 250 записів');
    });

    it('looks right everywhere', () =>
      looksRightEverywhere({
        tag,
        service: () => Service.sample(),
        attributes: { 'receipt-url': '#receipt' },
        play: async (person) => {
          await person.seesItLoaded();
          (person.root.querySelector('summary') as HTMLElement).click();
          await until(
            () => person.root.querySelector('#span'),
            () => 'the choice of days',
          );
          choose(person, 'days');
          await until(
            () => person.root.querySelector('#day-from'),
            () => 'the days',
          );
          (person.root.querySelector('form button') as HTMLElement).click();
          await until(
            () => person.root.querySelector('#days-error'),
            () => 'what is wrong with the days',
          );
        },
      }));
  });

  it('looks right with a payment on its way and a refund', () =>
    looksRightEverywhere({
      tag,
      service: () => new Service(sampleData({ now: new Date(), accounts: ['payment-on-the-way'] })),
      play: (person) => person.seesItLoaded(),
    }));
});
