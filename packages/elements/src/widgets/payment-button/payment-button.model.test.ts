import { expect } from '@open-wc/testing';
import { sampleBalance } from '@kabinet/api/mock';
import { amountOfAttribute, dueOf, totalOf, withinTerms } from './payment-button.model.js';
import { isWebAddress } from '../../core/web-address.js';
import { returnAddress } from './payment-trip.js';

const uah = (amount: number) => ({ amount, currency: 'UAH' });

describe('what there is to pay', () => {
  for (const [owed, onTheWay, due] of [
    [358_20, 0, 358_20],
    [358_20, 58_20, 300_00],
    [358_20, 400_00, 0],
    [-12_00, 0, 0],
    [0, 0, 0],
  ] as const) {
    it(`is ${due} of ${owed} owed with ${onTheWay} on its way`, () => {
      const balance = sampleBalance({ amountOwed: uah(owed), paymentsOnTheWay: uah(onTheWay) });
      expect(dueOf(balance)).to.deep.equal(uah(due));
    });
  }

  it('is as much as one payment may be for', () => {
    const terms = { atLeast: 1_00, atMost: 100_00 };
    expect(withinTerms(uah(50), terms)).to.deep.equal({ ...uah(1_00), limit: 'least' });
    expect(withinTerms(uah(100_01), terms)).to.deep.equal({ ...uah(100_00), limit: 'most' });
    expect(withinTerms(uah(100_00), terms)).to.deep.equal({ ...uah(100_00), limit: null });
  });

  it('is charged with the fee of the way to pay; nothing is charged for nothing', () => {
    const fee = { percent: '1.5', atLeast: 2_00 };
    const lines = [
      { accountId: 'a', amount: uah(100_00) },
      { accountId: 'b', amount: uah(200_00) },
    ];
    expect(totalOf(lines, { fee }, 'UAH')).to.deep.equal({ sum: uah(300_00), fee: uah(4_50), total: uah(304_50) });
    expect(totalOf([], { fee }, 'UAH').total).to.deep.equal(uah(0));
    expect(totalOf(lines, null, 'UAH').fee).to.deep.equal(uah(0));
  });
});

describe('the sum in the tag', () => {
  for (const [text, currency, amount] of [
    ['358.20', 'UAH', 358_20],
    ['358.2', 'UAH', 358_20],
    [' 358 ', 'UAH', 358_00],
    ['358.205', 'UAH', null],
    ['358,20', 'UAH', null],
    ['-1', 'UAH', null],
    ['0', 'UAH', null],
    ['1e3', 'UAH', null],
    ['', 'UAH', null],
    ['358', 'JPY', 358],
    ['358.2', 'JPY', null],
    ['1.234', 'KWD', 1_234],
  ] as const) {
    it(`“${text}” in ${currency} is ${amount}`, () => {
      expect(amountOfAttribute(text, currency)).to.equal(amount);
    });
  }
});

describe('the way to pay and back', () => {
  it('leads only where a browser can be sent', () => {
    for (const address of ['https://www.liqpay.ua/x', 'http://127.0.0.1:1/pay'])
      expect(isWebAddress(address)).to.equal(true);

    for (const address of ['javascript:alert(1)', 'data:text/html,x', '/pay', ''])
      expect(isWebAddress(address)).to.equal(false);
  });

  it('comes back to this page or to the one named, never with an order in its address, and never to too long a one', () => {
    expect(returnAddress('')).to.equal(location.href);
    expect(returnAddress('/thanks?kabinet-order=x&a=1')).to.equal(`${location.origin}/thanks?a=1`);
    expect(returnAddress(`/thanks?a=${'x'.repeat(2000)}`)).to.equal(`${location.origin}/thanks`);
  });
});
