import type { PaymentHistoryMessages } from '../messages.js';

export const paymentHistory: PaymentHistoryMessages = {
  heading: 'Payments',
  empty: {
    title: 'There have been no payments yet',
    text: 'Once you have paid, the day, sum and receipt will be here.',
  },
  onTheWay: (sum, date) => `Your payment of ${sum} of ${date} is on its way`,
  onTheWayNote: 'This usually takes up to three working days. Do not pay again.',
  share: (service, month) => (month ? `${service}, ${month}` : service),
  ahead: (sum) => `For the bills to come: ${sum}`,
  refunded: 'Refunded to you',
  source: { cabinet: 'Paid in the cabinet', billing: 'Paid by bank, post office or cash desk' },
  number: (number) => `number ${number}`,
  receipt: 'Receipt',
  receiptOf: (date) => `Receipt of ${date}`,
  more: 'Show earlier ones',
  file: 'Save as a file for Excel',
};
