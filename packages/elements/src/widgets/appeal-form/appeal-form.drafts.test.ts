import { expect } from '@open-wc/testing';
import { wipeOutbox } from '../../core/outbox.js';
import {
  answering,
  gives,
  isNow,
  NEXT,
  openForm,
  pdf,
  QUESTION,
  SEND,
  signedOut,
  writes,
  writesQuestion,
} from '../../testing/appeal-form.js';
import { type Clock, stopTheClock } from '../../testing/clock.js';
import { focusIsOn, lull, type Person, until } from '../../testing/person.js';
import { hanging, losingAnswers } from '../../testing/service.js';

const KEPT = 'Написане раніше збережено. Його ще не надіслано.';
const DAY_MS = 86_400_000;

const written = ({ root }: Person) => root.querySelector('textarea')?.value;

const answer = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** What lies on the device, and as whose. */
async function kept(): Promise<readonly { readonly id: string; readonly data: ArrayBuffer }[]> {
  const database = await answer(indexedDB.open('kabinet', 1));
  const store = database.transaction('items').objectStore('items');
  const [ids, items] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
  database.close();
  return ids.map((id, place) => ({ id: String(id), data: (items[place] as { data: ArrayBuffer }).data }));
}

/** It is a customer's by now, and nobody's any more. */
async function untilTheirs(): Promise<void> {
  let found = '';
  await until(
    () => {
      void kept().then((items) => (found = items.map(({ id }) => id).join()));
      return found.includes('/customer-') && !found.includes('/guest');
    },
    () => `a draft of a customer's alone; there are ${found}`,
  );
}

async function untilKept(count: number): Promise<void> {
  let found = -1;
  await until(
    () => {
      void kept().then(({ length }) => (found = length));
      return found === count;
    },
    () => `${count} drafts; there are ${found}`,
  );
}

/** Somebody signs out in another tab, of which this one does not hear. */
async function wipeElsewhere(): Promise<void> {
  const database = await answer(indexedDB.open('kabinet', 1));
  const transaction = database.transaction(['items', 'keys'], 'readwrite');
  transaction.objectStore('items').clear();
  transaction.objectStore('keys').clear();
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  database.close();
}

describe('what was written to the supplier', () => {
  let clock: Clock;
  beforeEach(async () => {
    await wipeOutbox();
    clock = stopTheClock();
  });

  it('outlives a reload of the page, unreadable to who looks at the device, and can be erased', async () => {
    const first = await openForm({ topic: QUESTION });
    await writes(first.person, 'Secret of mine');
    await untilKept(1);
    const [item] = await kept();
    expect(String.fromCharCode(...new Uint8Array(item?.data ?? new ArrayBuffer(0)))).not.to.include('Secret');
    first.widget.remove();

    const second = await openForm();
    await second.person.sees(KEPT, QUESTION);
    expect(written(second.person)).to.equal('Secret of mine');
    expect(focusIsOn()).to.equal('body');
    await second.person.presses(NEXT);
    await second.person.sees('Перевірте й надішліть', KEPT);
    const { reads } = second.person;
    expect(reads.indexOf(KEPT), 'to erase it stands below what is shown and sent').to.be.above(reads.indexOf(SEND));
    await second.person.presses('Виправити');
    await second.person.presses('Стерти написане');
    await second.person.noLongerSees(KEPT);
    expect(written(second.person)).to.equal('');
    await untilKept(0);
  });

  it('is gone once it was sent', async () => {
    const { person } = await openForm({ topic: QUESTION });
    await writesQuestion(person);
    await untilKept(1);
    await person.presses(SEND);
    await person.sees('Звернення надіслано');
    await untilKept(0);
  });

  it('is gone after a week', async () => {
    const first = await openForm({ topic: QUESTION });
    await writes(first.person, 'Давно');
    await untilKept(1);
    first.widget.remove();
    await clock.tickAsync(8 * DAY_MS);
    const { person } = await openForm();
    await person.sees(QUESTION);
    await untilKept(0);
    expect(person.reads).not.to.include(KEPT);
  });

  it('goes out under its key after a reload, when nobody knows what became of it', async () => {
    const service = answering();
    const first = await openForm({ service, topic: QUESTION });
    await writesQuestion(first.person);
    service.fault = losingAnswers('offline', 'submitAppeal');
    await first.person.presses(SEND);
    await first.person.sees('Немає зв’язку: не знаємо');
    first.widget.remove();
    service.fault = null;

    const { person } = await openForm({ service });
    await person.sees('Ще не знаємо, чи звернення надійшло');
    expect(service.count('submitAppeal')).to.equal(1);
    window.dispatchEvent(new Event('online'));
    await person.sees('Звернення надіслано');
    expect(new Set(service.callsOf('submitAppeal').map(({ key }) => key)).size).to.equal(1);
    expect((await service.api.listAppeals({})).items).to.have.length(1);
    await untilKept(0);
  });

  it('goes with its person: neither page nor device keeps it after signing out', async () => {
    const { person, service, connection } = await openForm({ topic: QUESTION });
    await writes(person, 'Лише моє');
    await untilKept(1);
    service.fault = hanging('listAccounts');
    const gone = connection.signedOut();
    await until(
      () => written(person) === undefined,
      () => 'the text to go',
    );
    await gone;
    service.fault = signedOut;
    connection.sessionChanged();
    await lull();
    await person.presses(QUESTION);
    expect(written(person)).to.equal('');
    await untilKept(0);
  });

  it('goes too when its person signed out while the page lay aside: it is not there when “back” shows it again', async () => {
    const { person } = await openForm({ topic: QUESTION });
    await writes(person, 'Лише моє');
    await untilKept(1);
    await wipeElsewhere();
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await person.sees('Про що ви пишете');
    await person.presses(QUESTION);
    expect(written(person)).to.equal('');
    await untilKept(0);
  });

  it('goes too from a tab that has not heard of it, once something more is written there', async () => {
    const { person } = await openForm({ topic: QUESTION });
    await writes(person, 'Лише моє');
    await untilKept(1);
    await wipeElsewhere();
    await writes(person, 'Лише моє і далі');
    await person.sees('Про що ви пишете');
    await untilKept(0);
    await person.presses(QUESTION);
    await writes(person, 'Нове');
    await untilKept(1);
  });

  it('waits sealed when the session ended by itself: the next one sees nothing, and its author goes on with it', async () => {
    const service = answering();
    const first = await openForm({ service, topic: QUESTION, session: 'cookie' });
    await writes(first.person, 'Лише моє');
    await untilKept(1);
    service.fault = signedOut;
    first.connection.refresh();
    await first.person.sees('увійдіть');
    expect(written(first.person), 'nothing typed is lost').to.equal('Лише моє');
    expect(first.person.reads, 'nothing that was read of them stays').not.to.include('0400123456');
    await writes(first.person, 'Лише моє!');
    await lull();
    first.widget.remove();

    const next = await openForm({ service, topic: QUESTION, session: 'cookie' });
    await lull();
    expect(written(next.person)).to.equal('');
    expect(next.person.reads).not.to.include(KEPT);
    next.widget.remove();
    service.fault = null;
    const again = await openForm({ service, session: 'cookie' });
    await again.person.sees(KEPT);
    expect(written(again.person)).to.equal('Лише моє!');
  });

  it('is nobody else’s where this page has not heard of another session', async () => {
    const { person, connection, service } = await openForm({ topic: QUESTION });
    await writes(person, 'Лише моє');
    await untilKept(1);
    service.fault = isNow('petro');
    connection.refresh();
    await person.sees('Про що ви пишете');
    await untilKept(0);
  });

  it('is nobody else’s who signs in on the same device', async () => {
    const first = await openForm({ topic: QUESTION });
    await writes(first.person, 'Лише моє');
    await untilKept(1);
    first.widget.remove();
    // Of the same household, with the same account: people complain about each other.
    const service = Object.assign(answering(), { fault: isNow('petro') });
    const { person } = await openForm({ service, topic: QUESTION });
    await lull();
    expect(written(person)).to.equal('');
    await untilKept(0);
  });

  it('of a guest becomes theirs when they sign in, there and then or after a reload', async () => {
    const service = answering();
    service.fault = signedOut;
    const first = await openForm({ service, topic: QUESTION, session: 'cookie' });
    await writes(first.person, 'Ще не увійшла');
    await untilKept(1);
    service.fault = null;
    first.provider.sessionChanged();
    await first.person.sees('0400123456');
    expect(written(first.person)).to.equal('Ще не увійшла');
    await untilTheirs();
    first.widget.remove();

    const again = await openForm({ service });
    await again.person.sees(KEPT);
    expect(written(again.person)).to.equal('Ще не увійшла');
    again.widget.remove();
    const outside = await openForm({ service: Object.assign(answering(), { fault: signedOut }), topic: QUESTION });
    await lull();
    expect(written(outside.person)).to.equal('');
  });

  it('is not lost when more is typed before it is known who writes: that comes after it', async () => {
    const service = answering();
    const first = await openForm({ service, topic: QUESTION });
    await writes(first.person, 'Учора я почав.');
    await untilKept(1);
    first.widget.remove();
    let come = (): void => undefined;
    const held = new Promise<void>((resolve) => (come = resolve));
    service.fault = async (operation, _args, _options, next) => {
      if (operation === 'listAccounts') await held;
      return next();
    };
    const { person } = await openForm({ service, topic: QUESTION });
    await writes(person, 'Сьогодні пишу далі.');
    await lull();
    come();
    await person.sees(KEPT);
    expect(written(person)).to.equal('Учора я почав.\n\nСьогодні пишу далі.');
    await untilKept(1);
  });

  it('of a guest is there until its code is typed elsewhere: after a reload too, with the way there', async () => {
    const service = Object.assign(answering(), { fault: signedOut });
    const first = await openForm({ service, topic: 'Скарга', session: 'cookie' });
    await writes(first.person, 'Хам на лінії');
    await first.person.types('Олена', 'Як до вас');
    await first.person.types('0671234567', 'Телефон або пошта');
    await first.person.presses(NEXT);
    await first.person.presses(SEND);
    await first.person.sees('Лишилося підтвердити контакт');
    const way = first.person.control('Ввести код').getAttribute('href');
    await lull();
    first.widget.remove();
    const again = await openForm({ service, session: 'cookie' });
    await again.person.sees('Чи підтверджено контакт?', '•••67');
    expect(again.person.control('Ввести код').getAttribute('href')).to.equal(way);
    expect(focusIsOn(), 'what is from before takes no focus').to.equal('body');
    await again.person.presses('Виправити');
    expect(written(again.person)).to.equal('Хам на лінії');
    expect(service.count('submitGuestAppeal')).to.equal(1);
  });

  it('of a guest who left waits for them for a day only', async () => {
    const fault = signedOut;
    const first = await openForm({ service: Object.assign(answering(), { fault }), topic: QUESTION });
    await writes(first.person, 'Повернуся');
    await untilKept(1);
    first.widget.remove();
    const soon = await openForm({ service: Object.assign(answering(), { fault }) });
    await soon.person.sees(KEPT);
    soon.widget.remove();
    await clock.tickAsync(1.1 * DAY_MS);
    const late = await openForm({ service: Object.assign(answering(), { fault }), topic: QUESTION });
    await lull();
    expect(written(late.person)).to.equal('');
  });

  it('has its files after a reload: the service kept them', async () => {
    const service = answering();
    const first = await openForm({ service, topic: QUESTION });
    await gives(first.person, pdf('План.pdf'));
    await first.person.sees('План.pdf', 'додано');
    await untilKept(1);
    first.widget.remove();
    const { person } = await openForm({ service });
    await person.sees(KEPT, 'План.pdf', 'додано');
    await writesQuestion(person);
    await person.presses(SEND);
    await person.sees('Звернення надіслано', 'Файли План.pdf');
  });

  it('is erased with its files, which the service need not keep either', async () => {
    const service = answering();
    const first = await openForm({ service, topic: QUESTION });
    await writes(first.person, 'Ні, не те');
    await gives(first.person, pdf('План.pdf'));
    await first.person.sees('додано');
    await untilKept(1);
    first.widget.remove();
    const { person } = await openForm({ service });
    await person.sees(KEPT, 'План.pdf');
    await person.presses('Стерти написане');
    await person.noLongerSees('План.pdf');
    await untilKept(0);
    expect(service.count('removeUpload')).to.equal(1);
  });
});
