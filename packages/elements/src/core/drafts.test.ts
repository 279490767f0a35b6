import { expect } from '@open-wc/testing';
import { stopTheClock } from '../testing/clock.js';
import { Drafts } from './drafts.js';
import { openOutbox, wipeOutbox } from './outbox.js';

const OLENA = 'k-olena';
const PETRO = 'k-petro';
const LETTER = 'letter';

describe('drafts', () => {
  beforeEach(async () => {
    await wipeOutbox();
    stopTheClock();
  });

  it('keep the last of what comes faster than a device writes', async () => {
    const drafts = new Drafts<string>('gas');
    await Promise.all(['a', 'ab', 'abc'].map((text) => drafts.keep(LETTER, OLENA, text)));
    expect(await drafts.find(LETTER, OLENA)).to.equal('abc');
    await Promise.all([drafts.keep(LETTER, OLENA, 'abcd'), drafts.remove(LETTER, OLENA)]);
    expect(await drafts.find(LETTER, OLENA)).to.equal(null);
  });

  it('leave nothing on a device where somebody only looks', async () => {
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('kabinet');
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    const drafts = new Drafts<string>('gas');
    expect(await drafts.find(LETTER, null)).to.equal(null);
    expect(await indexedDB.databases()).to.deep.equal([]);
    await drafts.keep(LETTER, null, 'а');
    expect(await drafts.find(LETTER, null)).to.equal('а');
  });

  it('of one letter, supplier and person say nothing of another', async () => {
    const drafts = new Drafts<string>('gas');
    await drafts.keep(LETTER, OLENA, 'а');
    expect(await new Drafts<string>('water').find(LETTER, OLENA)).to.equal(null);
    expect(await drafts.find('card', OLENA)).to.equal(null);
    expect(await drafts.find(LETTER, null)).to.equal(null);
    expect(await drafts.find(LETTER, OLENA)).to.equal('а');
  });

  it('of somebody go unread, all of them, once another customer of the supplier comes', async () => {
    const drafts = new Drafts<string>('gas');
    await drafts.keep(LETTER, OLENA, 'а');
    await drafts.keep('reply-1', OLENA, 'б');
    await drafts.keep(LETTER, null, 'нічий');
    const elsewhere = new Drafts<string>('water');
    await elsewhere.keep(LETTER, OLENA, 'в');
    expect(await new Drafts<string>('gas').find('card', PETRO)).to.equal(null);
    expect(await drafts.find(LETTER, PETRO)).to.equal('нічий');
    const outbox = await openOutbox();
    expect(await outbox?.get(`draft/gas/customer-${OLENA}/reply-1`)).to.equal(null);
    expect(await outbox?.get(`draft/gas/customer-${OLENA}/${LETTER}`)).to.equal(null);
    expect(await elsewhere.find(LETTER, OLENA)).to.equal('в');
  });

  it('of nobody become a customer’s who has none of their own', async () => {
    const drafts = new Drafts<string>('gas');
    await drafts.keep(LETTER, null, 'до входу');
    expect(await drafts.find(LETTER, OLENA)).to.equal('до входу');
    expect(await drafts.find(LETTER, null)).to.equal(null);
    await drafts.keep(LETTER, null, 'ще раз');
    expect(await drafts.find(LETTER, OLENA)).to.equal('до входу');
  });

  it('that were being kept when the device was wiped do not come after that', async () => {
    const drafts = new Drafts<string>('gas');
    const keeping = Promise.all(['a', 'ab', 'abc'].map((text) => drafts.keep(LETTER, OLENA, text)));
    const others = drafts.keep('card', OLENA, 'б');
    await wipeOutbox();
    await Promise.all([keeping, others]);
    expect(await drafts.find(LETTER, OLENA)).to.equal(null);
    expect(await drafts.find('card', OLENA)).to.equal(null);
    expect(await drafts.keep(LETTER, OLENA, 'нове')).to.equal(true);
    expect(await drafts.find(LETTER, OLENA)).to.equal('нове');
  });

  it('are gone once the device is wiped', async () => {
    const drafts = new Drafts<string>('gas');
    await drafts.keep(LETTER, OLENA, 'а');
    await wipeOutbox();
    expect(await drafts.find(LETTER, OLENA)).to.equal(null);
  });
});
