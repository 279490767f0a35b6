import { expect } from '@open-wc/testing';
import { type Clock, stopTheClock } from '../testing/clock.js';
import { holdsAny, openOutbox, type Outbox, wipeOutbox } from './outbox.js';

const DAY_MS = 86_400_000;

const answer = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** The device itself, as another tab gets at it. */
async function inAnotherTab(work: (items: IDBObjectStore, keys: IDBObjectStore) => void): Promise<IDBValidKey[]> {
  const database = await answer(indexedDB.open('kabinet', 1));
  const transaction = database.transaction(['items', 'keys'], 'readwrite');
  const items = transaction.objectStore('items');
  work(items, transaction.objectStore('keys'));
  const ids = await answer(items.getAllKeys());
  database.close();
  return ids;
}

const nothing = () => undefined;
const isWipedThere = () =>
  inAnotherTab((items, keys) => {
    items.clear();
    keys.clear();
  });

async function open(): Promise<Outbox<string>> {
  const outbox = await openOutbox<string>();
  if (!outbox) throw new Error('this browser keeps nothing');
  return outbox;
}

describe('what is kept on a device', () => {
  let clock: Clock;
  beforeEach(async () => {
    await wipeOutbox();
    clock = stopTheClock();
  });

  it('is on the disk before it is said to be kept: a battery may die the next moment', async () => {
    const outbox = await open();
    const { transaction } = IDBDatabase.prototype;
    const lax: unknown[] = [];
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      if (mode === 'readwrite' && options?.durability !== 'strict') lax.push(stores);
      return transaction.call(this, stores, mode, options);
    };
    try {
      expect(await outbox.put('a', 'лист')).to.equal(true);
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    expect(lax).to.deep.equal([]);
    expect(await (await open()).get('a')).to.equal('лист');
  });

  it('is there for a week, or for less where that was said, and goes whoever looks for whatever', async () => {
    const outbox = await open();
    await outbox.put('week', 'а');
    await outbox.put('day', 'б', DAY_MS);
    await outbox.put('month', 'в', 30 * DAY_MS);
    await clock.tickAsync(1.1 * DAY_MS);
    expect(await outbox.get('day')).to.equal(null);
    await outbox.put('late', 'г');
    await clock.tickAsync(6 * DAY_MS);
    await open();
    expect(await inAnotherTab(nothing)).to.deep.equal(['late']);
  });

  it('is looked for without being read, as long as it may be kept', async () => {
    const outbox = await open();
    const isLetter = (id: string) => id.startsWith('letter');
    expect(await holdsAny(isLetter)).to.equal(false);
    await outbox.put('other', 'а');
    expect(await holdsAny(isLetter)).to.equal(false);
    await outbox.put('letter', 'б', DAY_MS);
    expect(await holdsAny(isLetter)).to.equal(true);
    await clock.tickAsync(1.1 * DAY_MS);
    expect(await holdsAny(isLetter)).to.equal(false);
  });

  it('is looked for on a device that never kept anything, and nothing is put there', async () => {
    await answer(indexedDB.deleteDatabase('kabinet'));
    expect(await holdsAny(() => true)).to.equal(false);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.to.include('kabinet');
    expect(await (await open()).put('a', 'лист'), 'and it can keep something later').to.equal(true);
  });

  it('is wiped, and what comes after that is kept anew', async () => {
    const outbox = await open();
    await outbox.put('a', 'до');
    await wipeOutbox();
    expect(await outbox.get('a')).to.equal(null);
    expect(await outbox.isWiped()).to.equal(false);
    expect(await outbox.put('b', 'після')).to.equal(true);
    expect(await (await open()).get('b')).to.equal('після');
  });

  it('is wiped even while it is being written', async () => {
    const outbox = await open();
    const writing = Array.from({ length: 20 }, (_, index) => outbox.put(`a${index}`, 'моє'));
    await Promise.all([isWipedThere(), ...writing]);
    const ids = await inAnotherTab(nothing);
    expect(ids).to.deep.equal([]);
  });

  it('does not rise again from a tab that has not heard that somebody signed out in another', async () => {
    const outbox = await open();
    await outbox.put('a', 'моє');
    await isWipedThere();
    expect(await outbox.put('a', 'моє й далі')).to.equal(false);
    expect(await outbox.isWiped()).to.equal(true);
    expect(await inAnotherTab(nothing)).to.deep.equal([]);
    const anew = await open();
    expect(await anew.put('a', 'чуже')).to.equal(true);
    expect(await outbox.put('a', 'моє')).to.equal(false);
    expect(await anew.get('a')).to.equal('чуже');
  });

  it('stays when a tab that was asleep hears late that somebody had signed out, and goes when it hears in time', async () => {
    const outbox = await open();
    await outbox.put('a', 'моє');
    await inAnotherTab((items, keys) => {
      items.clear();
      keys.put('another', 'mark');
      items.put({ keptAt: Date.now(), forMs: null }, 'theirs');
    });
    await wipeOutbox({ isHeard: true });
    expect(await inAnotherTab(nothing)).to.deep.equal(['theirs']);
    await wipeOutbox();
    expect(await inAnotherTab(nothing)).to.deep.equal([]);

    await (await open()).put('b', 'моє');
    await wipeOutbox({ isHeard: true });
    expect(await inAnotherTab(nothing)).to.deep.equal([]);
  });
});
