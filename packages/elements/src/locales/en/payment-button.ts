import type { PaymentButtonMessages } from '../messages.js';

export const paymentButton: PaymentButtonMessages = {
  heading: 'Payment',
  due: (sum, date) => `To pay ${sum}${date === null ? '.' : ` by ${date}.`}`,
  overdue: (sum, date) => `To pay ${sum}, was due on ${date}.`,
  nothingDue: 'Nothing owed, nothing to pay.',
  credit: (sum) => `Paid ahead ${sum}, nothing to pay.`,
  onTheWay: (sum) => `Your payment of ${sum} is on its way.`,
  limit: {
    most: (sum) => `One payment can be of ${sum} at most: pay the rest with the next one.`,
    least: (sum) => `The smallest payment is ${sum}: the difference goes ahead.`,
  },
  pay: (sum) => `Pay ${sum}`,
  payAny: 'Pay',
  payAhead: 'Pay ahead',
  change: 'Another sum',
  changeMany: 'Another sum or several accounts',
  slip: 'Bank transfer details',
  method: 'How to pay',
  percent: (percent) => `fee ${percent} %`,
  noFee: 'No fee.',
  fee: (fee) => `Includes a fee of ${fee}.`,
  feeLater: 'The fee will be shown as soon as you enter a sum.',
  goesTo: {
    before: 'You enter your card on the page of',
    after: '. Check that this very address is at the top of the browser.',
  },
  test: 'This is a trial payment: no real money moves.',
  preparing: 'Preparing the payment…',
};
