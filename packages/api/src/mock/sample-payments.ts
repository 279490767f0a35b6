import { addMonths, type CalendarDate, dayOfMonth, monthOf, readingNumber } from '@kabinet/rules';
import type { Account, Balance, Payment, QrCode } from '../schemas/index.js';

/** The number that people are told of a payment: of the same form as a reading's, and told apart from it by its first digit. */
export const paymentNumber = (count: number): string => readingNumber(5_000_000 + count);

/** Months of payments that the sample accounts have; the first one's fill more than a page. */
const MONTHS: Readonly<Record<string, number>> = { gas: 30, 'never-read': 0, 'huge-debt': 0 };

/** How people paid before: every third time here, else by a bank or a post office; once a part was given back. Newest first. */
export function samplePayments(account: Account, balance: Balance, today: CalendarDate): Payment[] {
  const { currency } = balance.amountOwed;
  const serviceKind = account.serviceKinds[0] ?? 'gas';
  const inPeriod = balance.lines.find(({ kind }) => kind === 'payment');
  const newest = inPeriod ? -inPeriod.amount.amount : 281_30;
  const monthly = [...Array(MONTHS[account.id] ?? 3).keys()].map((monthsAgo): Payment => {
    const month = addMonths(monthOf(balance.period.from), -monthsAgo - (inPeriod ? 0 : 1));
    const money = { amount: newest + ((monthsAgo * 7) % 11) * 3_17, currency };
    const isOurs = monthsAgo % 3 === 0;
    return {
      id: `${account.id}-payment-${month}`,
      kind: 'payment',
      status: 'posted',
      amount: money,
      paidOn: dayOfMonth(month, 14),
      shares: [{ serviceKind, month: addMonths(month, -1), amount: money }],
      source: isOurs ? 'cabinet' : 'billing',
      number: isOurs ? paymentNumber(9_000 - monthsAgo) : null,
      orderId: null,
      receiptId: isOurs ? `receipt-${account.id}-${month}` : null,
    };
  });
  const [, , , once] = monthly;
  if (once) {
    monthly.splice(3, 0, {
      ...once,
      id: `${once.id}-refund`,
      kind: 'refund',
      amount: { amount: 50_00, currency },
      paidOn: dayOfMonth(monthOf(once.paidOn), 24),
      shares: [{ serviceKind, month: addMonths(monthOf(once.paidOn), -1), amount: { amount: 50_00, currency } }],
    });
  }
  if (balance.paymentsOnTheWay.amount > 0) {
    monthly.unshift({
      id: `${account.id}-on-the-way`,
      kind: 'payment',
      status: 'pending',
      amount: balance.paymentsOnTheWay,
      paidOn: today,
      shares: [],
      source: 'billing',
      number: null,
      orderId: null,
      receiptId: null,
    });
  }
  return monthly;
}

/** The rows of `https://qr.bank.gov.ua/c2FtcGxlIG9mIGEgcGF5bWVudA` as numbers: a picture to look at, the same whatever is paid. */
const QR_ROWS =
  '3x58br3 20cnqrl 2vdognx 2vd7rdp 2vh7pzx 20kise9 3xbl6yn 6wlq8 2bo7bts 3w3su01 215yvlj 9asrvc 2izokp7 1k2godb 3vg48ae 26aynuq ' +
  '3vtpweq 14zepez afeptz 2wd4gki b3gn81 zj0sqv 3dqz471 1sm69ft 2op0yyd fmk9k 3x7d466 20lt6he 2vblbso 2vjlh78 2vfy8bh 20eewlc 3xcj6xq';

export function sampleQrCode(): QrCode {
  const rows = QR_ROWS.split(' ');
  const modules = rows.map((row) => parseInt(row, 36).toString(2).padStart(rows.length, '0')).join('');
  return { text: 'https://qr.bank.gov.ua/c2FtcGxlIG9mIGEgcGF5bWVudA', size: rows.length, modules };
}
