import { expect } from '@open-wc/testing';
import { stopTheClock } from '../testing/clock.js';
import { type DraftOwner, Drafts, isSameOwner } from './drafts.js';
import { wipeOutbox } from './outbox.js';

const OLENA: DraftOwner = { accountIds: ['1', '2'], name: 'Олена' };
const PETRO: DraftOwner = { accountIds: ['3'], name: 'Петро' };

describe('drafts', () => {
  beforeEach(async () => {
    await wipeOutbox();
    stopTheClock();
  });

  it('are their author’s, who keeps one of the accounts, or the name where there is none', () => {
    expect(isSameOwner(OLENA, { accountIds: ['2', '9'], name: 'О.' })).to.equal(true);
    expect(isSameOwner(OLENA, PETRO)).to.equal(false);
    expect(isSameOwner({ ...OLENA, accountIds: [] }, { ...PETRO, accountIds: [] })).to.equal(false);
    expect(isSameOwner({ ...OLENA, accountIds: [] }, OLENA)).to.equal(false);
    expect(isSameOwner(null, OLENA)).to.equal(false);
    expect(isSameOwner(null, null)).to.equal(true);
  });

  it('keep the last of what comes faster than a device writes', async () => {
    const drafts = new Drafts<string>('letter', 'gas');
    await Promise.all(['a', 'ab', 'abc'].map((text) => drafts.keep(OLENA, text)));
    expect(await drafts.find(OLENA)).to.equal('abc');
    await Promise.all([drafts.keep(OLENA, 'abcd'), drafts.remove(OLENA)]);
    expect(await drafts.find(OLENA)).to.equal(null);
  });

  it('of one letter, supplier and person say nothing of another', async () => {
    await new Drafts<string>('letter', 'gas').keep(OLENA, 'а');
    expect(await new Drafts<string>('letter', 'water').find(OLENA)).to.equal(null);
    expect(await new Drafts<string>('card', 'gas').find(OLENA)).to.equal(null);
    expect(await new Drafts<string>('letter', 'gas').find(null)).to.equal(null);
    expect(await new Drafts<string>('letter', 'gas').find(OLENA)).to.equal('а');
    expect(await new Drafts<string>('letter', 'gas').find(PETRO)).to.equal(null);
    expect(await new Drafts<string>('letter', 'gas').find(OLENA), 'gone once another came').to.equal(null);
  });

  it('of nobody become a customer’s who has none of their own', async () => {
    const drafts = new Drafts<string>('letter', 'gas');
    await drafts.keep(null, 'до входу');
    expect(await drafts.find(OLENA)).to.equal('до входу');
    expect(await drafts.find(null)).to.equal(null);
    await drafts.keep(null, 'ще раз');
    expect(await drafts.find(OLENA)).to.equal('до входу');
  });

  it('are gone once the device is wiped', async () => {
    const drafts = new Drafts<string>('letter', 'gas');
    await drafts.keep(OLENA, 'а');
    await wipeOutbox();
    expect(await drafts.find(OLENA)).to.equal(null);
  });
});
