import { expect } from '@open-wc/testing';
import { ApiError } from '@kabinet/api';
import { sampleData } from '@kabinet/api/mock';
import { wipeOutbox } from '../../core/outbox.js';
import { type Clock, stopTheClock } from '../../testing/clock.js';
import { focusIsOn, lull, until } from '../../testing/person.js';
import { areOne, CONFIRM, EDIT, openForm, SEND } from '../../testing/reading-form.js';
import { failing, losingAnswers, Service } from '../../testing/service.js';

const attributes = { 'with-outbox': '' };

/** Everything the page has put into IndexedDB, as it lies there. */
async function onDevice(): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      found.push(...(await answer(objects.getAll())), ...(await answer(objects.getAllKeys())));
    }
    database.close();
  }
  return found;
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** All letters in whatever lies there, bytes read as letters. */
function lettersOf(thing: unknown): string {
  if (thing instanceof ArrayBuffer) return lettersOf(new Uint8Array(thing));
  if (thing instanceof Uint8Array) return String.fromCharCode(...thing);
  if (thing instanceof CryptoKey) return '';
  if (typeof thing === 'object' && thing !== null) return Object.values(thing).map(lettersOf).join('\n');
  return String(thing);
}

async function keptReadings(): Promise<number> {
  const things = await onDevice();
  return things.filter((thing) => typeof thing === 'object' && thing !== null && 'data' in thing).length;
}

async function untilKept(count: number): Promise<void> {
  let found = -1;
  const look = async () => (found = await keptReadings());
  await look();
  await until(
    () => {
      if (found !== count) void look();
      return found === count;
    },
    () => `${count} kept readings; there are ${found}`,
  );
}

describe('<kabinet-reading-form with-outbox>', () => {
  let clock: Clock;
  beforeEach(async () => {
    await wipeOutbox();
    clock = stopTheClock();
  });

  it('keeps what was typed over a reload of the page', async () => {
    const first = await openForm({ attributes });
    await first.person.types('1279');
    await untilKept(1);
    first.widget.remove();

    const second = await openForm({ attributes });
    await second.person.sees('Показання, яке ви ввели раніше, збережено. Його ще не передано.');
    expect(second.person.field().value).to.equal('1279');
    expect(focusIsOn()).to.equal('body');
    expect(second.service.count('submitReading')).to.equal(0);
    await second.person.presses(SEND);
    await second.person.sees('Показання прийнято');
  });

  it('keeps it unreadable to anyone who looks at the device', async () => {
    const { person, service } = await openForm({ attributes });
    service.fault = failing('offline', 'submitReading');
    await person.types('1279');
    await person.presses(SEND);
    await person.sees('Немає зв’язку з інтернетом');
    await untilKept(1);
    const things = await onDevice();
    const letters = things.map(lettersOf).join('\n');
    expect(letters).not.to.include('1279');
    expect(letters).not.to.include('register');
    expect(letters).not.to.include('0400123456');
    expect(letters).not.to.include(service.callsOf('submitReading')[0]?.key ?? 'a key');
    const keys = things.filter((thing) => thing instanceof CryptoKey);
    expect(keys).to.have.length(1);
    expect(keys[0]?.extractable).to.equal(false);
  });

  it('keeps nothing where the page did not ask for it', async () => {
    const { person } = await openForm();
    await person.types('1279');
    await person.presses(SEND);
    await person.sees('Показання прийнято');
    expect(await keptReadings()).to.equal(0);
    const again = await openForm();
    expect(again.person.field().value).to.equal('');
  });

  it('finds out what became of a reading whose answer never came, under the same key', async () => {
    const service = Service.sample();
    const first = await openForm({ service, attributes });
    service.fault = losingAnswers('offline', 'submitReading');
    await first.person.types('1279');
    await first.person.presses(SEND);
    await first.person.sees('Немає зв’язку з інтернетом');
    await untilKept(1);
    first.widget.remove();

    service.fault = null;
    const second = await openForm({ service, attributes });
    await second.person.sees('Показання прийнято');
    await until(
      () => second.told.length > 0,
      () => 'word of it',
    );
    expect(second.told).to.deep.equal(['accepted']);
    expect(second.keysOf('submitReading')).to.have.length(2);
    expect(areOne(second.keysOf('submitReading'))).to.equal(true);
    expect(await service.handedIn()).to.have.length(1);
    await untilKept(0);
    expect(focusIsOn(), 'never takes the focus on load').to.equal('body');
  });

  it('sends again under the same key what never reached the service', async () => {
    const service = Service.sample();
    const first = await openForm({ service, attributes });
    service.fault = failing('offline', 'submitReading');
    await first.person.types('1279');
    await first.person.presses(SEND);
    await first.person.sees('Немає зв’язку з інтернетом');
    await untilKept(1);
    first.widget.remove();

    const second = await openForm({ service, attributes });
    await second.person.sees('Немає зв’язку з інтернетом');
    expect(second.person.field().value).to.equal('1279');
    service.fault = null;
    window.dispatchEvent(new Event('online'));
    await second.person.sees('Показання прийнято');
    expect(areOne(second.keysOf('submitReading'))).to.equal(true);
    expect(await service.handedIn()).to.have.length(1);
    await untilKept(0);
  });

  it('does not send again by itself what the service refused', async () => {
    const service = Service.sample();
    const first = await openForm({ service, attributes });
    service.fault = failing(
      new ApiError('rejected', {
        problem: {
          type: 'about:blank',
          title: '',
          status: 422,
          code: 'reading_rejected',
          requestId: 'R-17',
          findings: [{ code: 'timestamp_future', severity: 'reject', registerId: null }],
        },
      }),
      'submitReading',
    );
    await first.person.types('1279');
    await first.person.presses(SEND);
    await first.person.sees('Показання не прийнято');
    await lull();
    first.widget.remove();

    service.fault = null;
    const second = await openForm({ service, attributes });
    await second.person.sees('Його ще не передано');
    await lull();
    expect(service.count('submitReading')).to.equal(1);
  });

  it('forgets it once it was sent', async () => {
    const { person } = await openForm({ attributes });
    await person.types('1279');
    await untilKept(1);
    await person.presses(SEND);
    await person.sees('Показання прийнято');
    await untilKept(0);
  });

  it('forgets a number that was erased', async () => {
    const first = await openForm({ attributes });
    await first.person.types('1279');
    await untilKept(1);
    await first.person.types('');
    await lull();
    first.widget.remove();
    const second = await openForm({ attributes });
    await lull();
    expect(second.person.reads).not.to.include('збережено');
  });

  it('keeps no correction, which would be taken for a new reading', async () => {
    const { person } = await openForm({ attributes, handedIn: 'accepted' });
    await person.presses(EDIT);
    await person.types('1300');
    await lull();
    expect(await keptReadings()).to.equal(0);
  });

  it('forgets it after seven days', async () => {
    const first = await openForm({ attributes });
    await first.person.types('1279');
    await untilKept(1);
    first.widget.remove();
    clock.setSystemTime(new Date('2026-11-10T07:59:00Z'));
    const sixDaysLater = await openForm({ attributes });
    await sixDaysLater.person.sees('збережено');
    sixDaysLater.widget.remove();

    clock.setSystemTime(new Date('2026-11-10T08:01:00Z'));
    const { person } = await openForm({ attributes });
    await untilKept(0);
    expect(person.field().value).to.equal('');
    expect(person.reads).not.to.include('збережено');
  });

  it('forgets after seven days what nobody asks for any more', async () => {
    const first = await openForm({ attributes, accounts: ['gas', 'payment-on-the-way'] });
    await first.person.types('1279');
    await untilKept(1);
    first.widget.remove();
    clock.setSystemTime(new Date('2026-11-11T08:00:00Z'));
    // The same person, looking at the other account.
    await openForm({
      attributes: { ...attributes, account: '0400123461' },
      accounts: ['gas', 'payment-on-the-way'],
    });
    await untilKept(0);
  });

  it('forgets what somebody else left on a shared device', async () => {
    const first = await openForm({ attributes });
    await first.person.types('1279');
    await untilKept(1);
    first.widget.remove();
    const second = await openForm({ attributes, accounts: ['payment-on-the-way'] });
    await untilKept(0);
    expect(second.person.field().value).to.equal('');
  });

  it('forgets everything, its key too, when the person signs out', async () => {
    const first = await openForm({ attributes });
    await first.person.types('1279');
    await untilKept(1);
    first.widget.remove();
    await wipeOutbox();
    expect(await onDevice()).to.deep.equal([]);
    const second = await openForm({ attributes });
    await lull();
    expect(second.person.field().value).to.equal('');
  });

  it('offers to keep a reading that is not taken yet, and says that the supplier does not have it', async () => {
    const { person, service, widget } = await openForm({ attributes, window: 'refused' });
    await person.types('багато');
    await person.presses('Зберегти на цьому пристрої');
    await person.sees('Введіть показання цифрами');
    await person.types('1279');
    await person.presses('Зберегти на цьому пристрої');
    await person.sees('Показання збережено на цьому пристрої', 'Постачальник його ще не отримав', '9 листопада');
    expect(focusIsOn()).to.include('Показання збережено');
    expect(service.count('submitReading')).to.equal(0);
    widget.remove();

    const later = await openForm({ attributes });
    await later.person.sees('Його ще не передано');
    await later.person.presses(SEND);
    await later.person.sees('Показання прийнято', '1279 м³');
  });

  it('keeps a number longer than the dial too, and shows it back when it is sent', async () => {
    const { person, widget } = await openForm({ attributes, window: 'refused' });
    await person.types('101279');
    await person.presses('Зберегти на цьому пристрої');
    await person.sees('Показання збережено на цьому пристрої');
    widget.remove();

    const later = await openForm({ attributes });
    await later.person.sees('Його ще не передано');
    await later.person.presses(SEND);
    await later.person.sees('а введено більше');
    await later.person.presses(CONFIRM);
    await later.person.sees('Показання отримано, його перевірить фахівець');
    await untilKept(0);
  });

  it('does not offer to keep a reading longer than it will be kept', async () => {
    const data = sampleData({ now: new Date(), window: 'closed', accounts: ['gas'] });
    const gas = data.windows.gas;
    if (!gas) throw new Error('the sample has no window for gas');
    const windows = { ...data.windows, gas: { ...gas, lateReadings: 'refuse' as const } };
    const { person } = await openForm({ attributes, service: new Service({ ...data, windows }) });
    expect(person.reads).to.include('Запишіть показання та поверніться 13 листопада');
    expect(person.reads).not.to.include('Зберегти на цьому пристрої');
  });

  it('removes what was kept, and goes on keeping, when the person signs out', async () => {
    const { person, provider } = await openForm({ attributes });
    await person.types('1279');
    await untilKept(1);
    await provider.signedOut();
    expect(await onDevice()).to.deep.equal([]);
    await person.seesItLoaded();
    await person.types('1280');
    await untilKept(1);
  });
});
