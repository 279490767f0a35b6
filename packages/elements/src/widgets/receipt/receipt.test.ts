import { expect } from '@open-wc/testing';
import { createMockApi, sampleData, sampleNow, sampleReceiptKey } from '@kabinet/api/mock';
import { stopTheClock } from '../../testing/clock.js';
import { everyWidget } from '../../testing/every-widget.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn, lull, Person, until } from '../../testing/person.js';
import { failing, Service } from '../../testing/service.js';
import { enter, makeWidget, place, stage } from '../../testing/stage.js';
import './receipt.define.js';

const tag = 'kabinet-receipt';
const KEYS = JSON.stringify({ keys: [sampleReceiptKey] });
const PAID = { receipt: 'receipt-order-paid' };

/** The last reading that the customer of the sample gas account gave, at the tests' own moment. */
async function lastReading(): Promise<string> {
  const now = new Date(sampleNow);
  const api = createMockApi({ now: () => now, data: sampleData({ now, window: 'open', accounts: ['gas'] }) });
  const { items } = await api.listReadings({ accountId: 'gas' });
  const found = items.find(({ source, number }) => source === 'customer' && number !== null);
  if (!found) throw new Error('the sample has no reading of the customer');
  return found.id;
}
const readingId = await lastReading();

/** The receipt of the newest payment that the customer of the sample gas account made here. */
async function lastPayment(): Promise<string> {
  const { items } = await Service.sample().api.listPayments({ accountId: 'gas' });
  return items.find((each) => each.receiptId !== null && each.shares.length > 0)?.receiptId ?? '';
}

everyWidget({
  tag,
  heading: { uk: 'Підтвердження показання', ru: 'Подтверждение показания', en: 'Confirmation of a reading' },
  reads: ['getReadingReceipt'],
  attributes: { reading: readingId },
  content: '1234 м³',
  asHelper: 'Підтвердження показання',
});

const signedReceipt = async () => (await Service.sample().api.getReceipt({ receiptId: PAID.receipt })).signed;

/** The same signature over other words. */
function forged(signed: string, change: (said: string) => string): string {
  const [head = '', body = '', signature = ''] = signed.split('.');
  const bytes = (text: string) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (l) => l.charCodeAt(0));
  const said = change(new TextDecoder().decode(bytes(body)));
  const encoded = btoa(Array.from(new TextEncoder().encode(said), (byte) => String.fromCharCode(byte)).join(''));
  return [head, encoded.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''), signature].join('.');
}

/** Chooses a file, as the browser's dialogue does. */
function gives(person: Person, content: string | Uint8Array<ArrayBuffer>, name = 'receipt.jws'): void {
  const input = person.root.querySelector<HTMLInputElement>('input[type="file"]');
  if (!input) throw new Error('there is nothing to give a file to');
  const files = new DataTransfer();
  files.items.add(new File([content], name));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The files that were saved, by name. */
function savedFiles(): Map<string, Blob> {
  const saved = new Map<string, Blob>();
  const blobs = new Map<string, Blob>();
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  URL.createObjectURL = (blob: Blob) => {
    const url = createObjectURL.call(URL, blob);
    blobs.set(url, blob);
    return url;
  };
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    const blob = blobs.get(this.href);
    if (blob) saved.set(this.download, blob);
    else click.call(this);
  };
  restore = () => {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  };
  return saved;
}
let restore = () => {};

describe('<kabinet-receipt>', () => {
  beforeEach(() => stopTheClock());
  afterEach(() => {
    restore();
    restore = () => {};
    history.replaceState(null, '', location.pathname);
  });

  it('shows what was paid, after it has checked the signature itself', async () => {
    const service = Service.sample();
    const { person } = await stage({ tag, service, attributes: PAID });
    await person.sees('Квитанція про оплату', 'Підпис постачальника перевірено', '358,20 грн', 'Комісія немає');
    await person.sees('Особовий рахунок 0400123456', 'Сплачено 3 листопада 2026, 09:50');
    expect(service.count('listReceiptKeys')).to.equal(1);
  });

  it('says to whom it is for what it was paid and where, and to whom a file is given no address', async () => {
    const receipt = await lastPayment();
    const { premises, signed } = await Service.sample().api.getReceipt({ receiptId: receipt });
    const address = premises[0]?.address ?? 'no address';
    const { person } = await stage({ tag, service: Service.sample(), attributes: { receipt } });
    await person.sees('За що Газ, ', `Адреса ${address}`);
    const checking = await stage({ tag, service: Service.sample() });
    await checking.person.sees('Обрати файл');
    gives(checking.person, signed);
    await checking.person.sees('За що Газ, ');
    expect(checking.person.reads).not.to.include(address);
  });

  it('shows the receipt that the address names, and the reading’s by account', async () => {
    history.replaceState(null, '', '?kabinet-receipt=receipt-order-paid');
    await (await stage({ tag, service: Service.sample() })).person.sees('Сплачено разом');
    history.replaceState(null, '', `?kabinet-account=gas&kabinet-reading=${readingId}`);
    await (await stage({ tag, service: Service.sample() })).person.sees('Підтвердження показання', 'Лічильник');
  });

  it('turns to another receipt when the page says so', async () => {
    const { person, widget } = await stage({ tag, service: Service.sample() });
    await person.sees('Перевірка квитанції', 'Обрати файл');
    widget.setAttribute('receipt', PAID.receipt);
    widget.focus();
    await person.sees('358,20 грн');
    expect(focusIsOn()).to.include('heading');
  });

  it('is loud about what the service gave changed, and shows nothing of it', async () => {
    const service = Service.sample();
    service.fault = async (operation, _args, _options, next) => {
      const answer = await next();
      if (operation !== 'getReceipt') return answer;
      const receipt = answer as { signed: string };
      return { ...receipt, signed: forged(receipt.signed, (said) => said.replaceAll('35820', '95820')) };
    };
    const { person } = await stage({ tag, service, attributes: PAID });
    await person.sees('Підробка: квитанцію змінено');
    expect(person.root.querySelector('[role="alert"]')).not.to.equal(null);
    expect(person.reads).not.to.match(/958,20|5000-|0400123456/);
    expect(person.has('Зберегти PDF')).to.equal(false);
  });

  it('says that one is not theirs', async () => {
    const { person } = await stage({ tag, service: Service.sample(), attributes: { receipt: 'somebody-else' } });
    await person.sees('Такої квитанції у вас немає');
  });

  it('asks who is not signed in to sign in', async () => {
    const service = Service.sample();
    service.fault = failing('unauthorized', 'listAccounts', 'getReceipt');
    const { person } = enter({ tag, service, attributes: PAID });
    await person.sees('Спочатку увійдіть');
  });

  describe('gives out', () => {
    it('the signed file, which it takes for genuine itself', async () => {
      const saved = savedFiles();
      const { person } = await stage({ tag, service: Service.sample(), attributes: PAID });
      await person.presses('Зберегти підписаний файл');
      const [[name, blob] = []] = saved;
      expect(name).to.match(/^receipt-[\d-]+\.jws$/);
      const text = (await blob?.text()) ?? '';
      const other = await stage({ tag, service: Service.sample() });
      gives(other.person, text);
      await other.person.sees('Справжня', '358,20 грн');
    });

    it('the PDF, in the language on show, which it takes too', async () => {
      const saved = savedFiles();
      const service = Service.sample();
      const { person } = await stage({ tag, service, attributes: PAID, lang: 'en' });
      await person.presses('Save the PDF');
      await until(
        () => saved.size === 1,
        () => 'the PDF',
      );
      expect(service.callsOf('getReceiptDocument')[0]?.args).to.deep.equal({ receiptId: PAID.receipt, language: 'en' });
      const [[name, blob] = []] = saved;
      expect(name).to.match(/\.pdf$/);
      const other = await stage({ tag, service: Service.sample() });
      gives(other.person, new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer()), 'receipt.pdf');
      await other.person.sees('Справжня');
    });

    it('nothing when the PDF does not come, and says so', async () => {
      const saved = savedFiles();
      const service = Service.sample();
      const { person } = await stage({ tag, service, attributes: PAID });
      service.fault = failing('unavailable', 'getReceiptDocument');
      await person.presses('Зберегти PDF');
      await person.sees('Сервіс зараз не працює');
      service.fault = null;
      await person.presses('Зберегти PDF');
      await until(
        () => saved.size === 1,
        () => 'the PDF',
      );
      await person.noLongerSees('Сервіс зараз не працює');
    });
  });

  describe('checks a file', () => {
    it('that is genuine, without sign-in, and takes the focus there', async () => {
      const service = Service.sample();
      service.fault = failing('unauthorized', 'listAccounts', 'getReceipt');
      const { person } = await stage({ tag, service });
      gives(person, await signedReceipt());
      await person.sees('Справжня Її підписав постачальник: Зразок Енерго', 'Квитанція про оплату');
      await until(() => focusIsOn().includes('Справжня'), focusIsOn);
      expect(service.count('listAccounts')).to.equal(0);
    });

    it('with the page’s own keys, without any service', async () => {
      const warnings: string[] = [];
      const { warn } = console;
      console.warn = (text: string) => void warnings.push(text);
      const widget = makeWidget({ tag, attributes: { keys: KEYS } });
      place({ lang: 'uk' }).append(widget);
      const person = new Person(widget);
      await person.sees('Обрати файл');
      gives(person, await signedReceipt());
      await person.sees('Справжня', '358,20 грн');
      gives(
        person,
        forged(await signedReceipt(), (said) => said.replace('0400123456', '0400123457')),
      );
      await person.sees('Підробка: квитанцію змінено');
      await person.noLongerSees('358,20');
      console.warn = warn;
      expect(warnings).to.deep.equal([]);
    });

    it('that somebody else signed, that is another supplier’s, or that is none', async () => {
      const signed = await signedReceipt();
      const withKid = (kid: string) => {
        const [, ...rest] = signed.split('.');
        return [btoa(JSON.stringify({ alg: 'EdDSA', kid })).replace(/=+$/, ''), ...rest].join('.');
      };
      const { person } = await stage({ tag, service: Service.sample() });
      gives(person, withKid('nobody-knows-it'));
      await person.sees('Квитанцію підписав хтось інший');
      gives(
        person,
        forged(withKid('nobody-knows-it'), (said) => said.replace('"sample"', '"another"')),
      );
      await person.sees('Це квитанція іншого постачальника');
      for (const content of ['квитанція', '', '%PDF-1.7 of something else', 'x'.repeat(2_000_000)]) {
        gives(person, await signedReceipt());
        await person.sees('Справжня');
        gives(person, content);
        await person.sees('Це не квитанція');
      }
    });

    it('that was dropped onto it', async () => {
      const { person } = await stage({ tag, service: Service.sample() });
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([await signedReceipt()], 'receipt.jws'));
      const drop = person.root.querySelector('.drop');
      drop?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      await person.sees('Справжня');
    });

    it('by nothing where the keys cannot be read', async () => {
      for (const keys of ['{}', 'no JSON', '{"keys":[]}']) {
        const { person } = await stage({ tag, service: Service.sample(), attributes: { keys } });
        gives(person, await signedReceipt());
        await person.sees('Немає ключів для перевірки');
        expect(person.reads).not.to.include('358,20');
      }
    });
  });

  describe('in a browser without Ed25519', () => {
    const { importKey } = SubtleCrypto.prototype;
    // The mock must have signed before: it needs what this browser has not.
    let service: Service;
    beforeEach(async () => {
      const answer = await Service.sample().api.getReceipt({ receiptId: PAID.receipt });
      service = Service.sample();
      service.fault = (operation, _args, _options, next) =>
        operation === 'getReceipt' ? Promise.resolve(answer) : next();
      SubtleCrypto.prototype.importKey = () =>
        Promise.reject(new DOMException('no such algorithm', 'NotSupportedError'));
    });
    afterEach(() => {
      SubtleCrypto.prototype.importKey = importKey;
    });

    it('says so plainly, shows nothing unchecked, and leads to the page that can', async () => {
      const { person } = await stage({ tag, service, attributes: PAID });
      await person.sees('Цей браузер не вміє перевіряти такі підписи');
      const link = person.control('Перевірити на сторінці постачальника') as HTMLAnchorElement;
      expect(link.href).to.match(/\/my\/receipt$/);
      expect(person.reads).not.to.include('358,20');
      // The person has a right to the file all the same.
      expect(person.has('Зберегти підписаний файл')).to.equal(true);
    });
  });

  describe('looks right', () => {
    const shows = (words: string) => async (person: Person) => {
      await person.seesItLoaded();
      await until(
        () => person.reads.length > 40,
        () => words,
      );
      await lull();
    };

    it('with a payment', () =>
      looksRightEverywhere({
        tag,
        service: Service.sample,
        attributes: PAID,
        play: async (person) => {
          await shows('a payment')(person);
          person.root.querySelector('details')?.setAttribute('open', '');
        },
      }));

    it('with a choice, a genuine file, a forged one', async () => {
      const signed = await signedReceipt();
      await looksRightEverywhere({ tag, service: Service.sample, play: shows('a choice') });
      for (const content of [signed, forged(signed, (said) => said.replace('35820', '95820')), 'nothing']) {
        await looksRightEverywhere({
          tag,
          service: Service.sample,
          play: async (person) => {
            await shows('a choice')(person);
            gives(person, content);
            await until(
              () => person.root.querySelector('.notice'),
              () => 'a verdict',
            );
          },
        });
      }
    });
  });
});
