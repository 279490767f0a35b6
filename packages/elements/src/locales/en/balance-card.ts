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
  covered: 'Your payment of',
  coveredNote: 'is on its way, nothing more to pay',
  signs: { more: 'plus', less: 'minus' },
  asOf: (when) => `As of ${when}`,
  lastPayment: (sum, date) => `Last payment: ${sum}, ${date}`,
  onTheWay: (sum) => ({
    title: `Your payment of ${sum} is on its way`,
    text: 'Once it is credited, the balance will be updated. Do not pay again.',
  }),
  partOnTheWay: (sum, left) => ({
    title: `Your payment of ${sum} is on its way`,
    text: `Once it is credited, ${left} will be left to pay.`,
  }),
  pay: 'Go to payment',
  why: 'Why this sum',
  story: {
    opening: {
      more: (date, sum) => `On ${date} you owed ${sum}.`,
      zero: (date) => `On ${date} you owed nothing.`,
      less: (date, sum) => `On ${date} you were ${sum} ahead.`,
    },
    then: ({ charged, for: what, more, less, paid, refunded }) => {
      const moves = [
        charged && `${charged} was charged${what ? ` (${what})` : ''}`,
        more && `${more} more was added`,
        less && `${less} was deducted`,
        paid && `${paid} was paid`,
        refunded && `${refunded} was refunded to you`,
      ];
      return `Then ${new Intl.ListFormat('en-GB').format(moves.filter((move) => move !== null))}.`;
    },
    now: {
      more: (sum) => `So now ${sum} is to be paid.`,
      zero: () => 'So now there is nothing to pay.',
      less: (sum) => `So now you are ${sum} ahead.`,
    },
  },
  total: { more: 'Total to pay', zero: 'Total to pay', less: 'Total paid ahead' },
  period: (from, to) => `From ${from} to ${to}`,
  subject: (service, month) => (month === null ? service : `${service} for ${month}`),
  component: { supply: '', network: 'delivery', service: 'servicing' },
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
