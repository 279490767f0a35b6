import type { BalanceCardMessages } from '../messages.js';

export const balanceCard: BalanceCardMessages = {
  heading: 'Balance',
  owed: 'To pay',
  owedBy: (date) => `by ${date}`,
  overdue: (date) => `was due on ${date}`,
  credit: 'Paid ahead',
  creditNote: 'nothing to pay',
  settled: 'Nothing owed',
  settledNote: 'nothing to pay',
  asOf: (when) => `As of ${when}`,
  onTheWay: (sum) =>
    `Your payment of ${sum} is on its way. Once it is credited, the sum will go down. Do not pay again.`,
  why: 'Why this sum',
  period: (from, to) => `From ${from} to ${to}`,
  line: {
    opening: { more: 'Owed at the start', less: 'Paid ahead at the start' },
    charge: { more: 'Charged', less: 'Charge cancelled' },
    payment: { more: 'Payment cancelled', less: 'Paid' },
    benefit: { more: 'Benefit or subsidy cancelled', less: 'Benefits and subsidy' },
    recalculation: { more: 'Recalculation: added', less: 'Recalculation in your favour' },
    refund: { more: 'Refunded to you', less: 'Refund cancelled' },
  },
  estimated: 'from average use',
  estimatedNote:
    'No reading came, so the charge was worked out from average use. Send a reading and it will be recalculated.',
  estimatedHandedIn:
    'The charge was worked out from average use. A reading has come since: the charge will be recalculated.',
  sendReading: 'Send a reading',
  empty: 'There have been no charges or payments yet.',
};
