import { expect } from '@open-wc/testing';
import { wipeOutbox } from '../../core/outbox.js';
import { answering, isNow, openForm, QUESTION, writes } from '../../testing/appeal-form.js';
import { stopTheClock } from '../../testing/clock.js';
import { lull, type Person, until } from '../../testing/person.js';
import { failing, hanging, type Service } from '../../testing/service.js';

const TOPICS = 'Про що ви пишете';
const written = ({ root }: Person) => root.querySelector('textarea')?.value;

async function untilWritten(person: Person, text: string): Promise<void> {
  await until(
    () => written(person) === text,
    () => `“${text}”; there is “${written(person) ?? person.reads}”`,
  );
}

/** What lies on the device. */
async function kept(): Promise<number> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answer(indexedDB.open('kabinet', 1));
  const count = await answer(database.transaction('items').objectStore('items').count());
  database.close();
  return count;
}

describe('whoever writes to the supplier', () => {
  beforeEach(async () => {
    await wipeOutbox();
    stopTheClock();
  });

  it('goes on after signing in once more, where the device keeps nothing, too', async () => {
    const { person, connection } = await openForm({ topic: QUESTION, attributes: { 'without-draft': '' } });
    await writes(person, 'Моє');
    connection.sessionChanged();
    await untilWritten(person, 'Моє');
    await lull();
    await untilWritten(person, 'Моє');
    expect(await kept()).to.equal(0);
  });

  it('finds nothing of the one before', async () => {
    const { person, connection, service } = await openForm({ topic: QUESTION, attributes: { 'without-draft': '' } });
    await writes(person, 'Не ваше');
    service.fault = isNow('petro');
    connection.sessionChanged();
    await person.sees(TOPICS);
    await person.presses(QUESTION);
    expect(written(person)).to.equal('');
  });

  it('is shown nothing until it is known who it is', async () => {
    const { person, connection, service } = await openForm({ topic: QUESTION });
    await writes(person, 'Чиєсь');
    service.fault = hanging('getSession');
    connection.sessionChanged();
    await lull();
    expect(written(person)).to.equal(undefined);
    // Nobody can tell: said so, with a way to try again.
    service.fault = failing('unavailable', 'getSession');
    connection.sessionChanged();
    await person.sees('Спробувати ще раз');
    expect(written(person)).to.equal(undefined);
    service.fault = null;
    await person.presses('Спробувати ще раз');
    await untilWritten(person, 'Чиєсь');
  });

  it('finds nothing either of somebody who wrote before it was known who that was', async () => {
    const { person, connection, service } = await openForm({
      service: failingSession(),
      topic: QUESTION,
    });
    await writes(person, 'Невідомо чиє');
    service.fault = null;
    connection.sessionChanged();
    await person.sees(TOPICS);
    await lull();
    expect(await kept()).to.equal(0);
  });

  it('is another one in each session where the service does not tell its customers apart, and nothing is kept', async () => {
    const { person, connection, service } = await openForm({ topic: QUESTION, service: tellingNobodyApart() });
    await writes(person, 'Моє');
    await lull();
    expect(await kept()).to.equal(0);
    connection.refresh();
    await lull();
    expect(written(person), 'within a session it is the same').to.equal('Моє');
    connection.sessionChanged();
    await person.sees(TOPICS);
    expect(service.count('submitAppeal')).to.equal(0);
  });
});

function failingSession(): Service {
  return Object.assign(answering(), { fault: failing('unavailable', 'getSession') });
}

function tellingNobodyApart(): Service {
  return Object.assign(answering(), { fault: isNow('') });
}
