import { expect } from '@open-wc/testing';
import { wipeOutbox } from '../../core/outbox.js';
import {
  answering,
  gives,
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

/** What lies on the device. */
async function kept(): Promise<readonly { readonly data: ArrayBuffer }[]> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const open = indexedDB.open('kabinet', 1);
  const database = await answer(open);
  const items = (await answer(database.transaction('items').objectStore('items').getAll())) as { data: ArrayBuffer }[];
  database.close();
  return items;
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
    await person.presses('Перевірити ще раз');
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
    await person.presses(QUESTION);
    expect(written(person)).to.equal('');
    await untilKept(0);
  });

  it('is nobody else’s who signs in on the same device', async () => {
    const first = await openForm({ topic: QUESTION });
    await writes(first.person, 'Лише моє');
    await untilKept(1);
    first.widget.remove();
    const { person } = await openForm({ service: answering({ accounts: ['two-zones'] }), topic: QUESTION });
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
    await untilKept(1);
    first.widget.remove();

    const again = await openForm({ service });
    await again.person.sees(KEPT);
    expect(written(again.person)).to.equal('Ще не увійшла');
    again.widget.remove();
    const outside = await openForm({ service: Object.assign(answering(), { fault: signedOut }), topic: QUESTION });
    await lull();
    expect(written(outside.person)).to.equal('');
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
});
