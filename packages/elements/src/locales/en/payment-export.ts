import { createFormat } from '../../core/format.js';
import type { PaymentExportMessages } from '../messages.js';

const { plural } = createFormat('en');

export const paymentExport: PaymentExportMessages = {
  span: 'For what time',
  year: (year) => `For ${year}`,
  all: 'All of it',
  days: 'Choose the days',
  from: 'From',
  to: 'To',
  daysWrong: 'Choose two days: first the earlier, then the later one',
  save: 'Save the file',
  note: 'The CSV file opens in Excel or another spreadsheet program. Your device makes it: nobody else sees it.',
  reading: (count) => (count > 0 ? `Making the file… Entries read: ${count}` : 'Making the file…'),
  done: (count) => `The file is ready: ${count} ${plural(count, { one: 'entry', other: 'entries' })}`,
  paidOnly: (paid) => `Payments of ${paid} were credited.`,
  sums: (paid, refunded, net) =>
    `Payments of ${paid} were credited and ${refunded} refunded to you, which makes ${net}.`,
  besides: (onTheWay) => `${onTheWay} more is on its way: it is not counted in.`,
  nothing: { title: 'There were no payments in that time', text: 'Choose another time.' },
  fileName: 'payments',
  columns: ['Date', 'Kind', 'State', 'Credited', 'On its way', 'Currency', 'For', 'Paid where', 'Number'],
  kind: { payment: 'payment', refund: 'refund' },
  status: { posted: 'credited', pending: 'on its way' },
  spanOf: (from, to) => `Payments from ${from} to ${to}`,
  paid: 'Paid',
  refunded: 'Refunded',
  net: 'Total',
};
