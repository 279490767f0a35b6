import { expect } from '@open-wc/testing';
import { firstSection, PARTS, partsFor, partsOf, SECTION_NAMES, sectionsOf, wordOfHash } from './cabinet.model.js';

const ALL = PARTS.flatMap(({ needs }) => needs);
const at = (address: string) => new URL(address, 'https://gas.example/cabinet.html');

describe('the sections of a cabinet', () => {
  it('are all that the supplier offers, in one order', () => {
    expect(sectionsOf(ALL, '').sections).to.deep.equal(SECTION_NAMES);
    expect(sectionsOf(['tariffs', 'readings'], '').sections).to.deep.equal(['overview', 'readings', 'tariffs']);
  });

  it('are those that the page names, in its order, as far as they are offered', () => {
    const { sections, unknown } = sectionsOf(ALL, ' payments  readings payments\nmoney ');
    expect(sections).to.deep.equal(['payments', 'readings']);
    expect(unknown).to.deep.equal(['money']);
    expect(sectionsOf(['tariffs'], 'payments tariffs').sections).to.deep.equal(['tariffs']);
  });

  it('have each widget once', () => {
    const tags = PARTS.map(({ tag }) => tag);
    expect(new Set(tags).size).to.equal(tags.length);
  });

  it('leave out what is for customers alone where nobody is signed in, and the guest’s form where somebody is', () => {
    const tags = (isStranger: boolean) => partsFor(partsOf('readings', ALL), isStranger).map(({ tag }) => tag);
    expect(tags(true)).to.deep.equal(['kabinet-guest-reading-form']);
    expect(tags(false)).to.deep.equal(['kabinet-reading-form', 'kabinet-meter-card']);
  });
});

describe('the section of a page load', () => {
  const first = (address: string, named = '') => firstSection({ sections: SECTION_NAMES, address: at(address), named });

  it('is the one of the address', () => {
    expect(first('#kabinet/tariffs')).to.equal('tariffs');
    expect(first('#kabinet/tariffs', 'payments')).to.equal('tariffs');
  });

  it('is payments for who comes back from the bank, whatever else the address says', () => {
    expect(first('?kabinet-order=ord-1#kabinet/tariffs')).to.equal('payments');
  });

  it('is receipts for who was led to one', () => {
    expect(first('?kabinet-receipt=rec-1')).to.equal('receipts');
    expect(first('?kabinet-reading=rea-1&kabinet-account=gas')).to.equal('receipts');
    expect(first('?kabinet-receipt=rec-1#kabinet/appeals'), 'they went on from there').to.equal('appeals');
  });

  it('is the one that the page names, else the first', () => {
    expect(first('', 'contracts')).to.equal('contracts');
    for (const address of ['', '#main', '#kabinet/', '#kabinet/money', '#kabinet/tariffs/x', '#kabinet/constructor'])
      expect(first(address), address).to.equal('overview');
    expect(firstSection({ sections: [], address: at('#kabinet/tariffs'), named: '' })).to.equal(null);
  });

  it('is read from addresses of ours alone', () => {
    expect(wordOfHash('#kabinet/payments')).to.equal('payments');
    for (const hash of ['', '#', '#main', '#/kabinet/payments', '#kabinet', '#Kabinet/payments'])
      expect(wordOfHash(hash), hash).to.equal(null);
  });
});
