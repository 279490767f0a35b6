import type { Payment, PaymentShare } from '@kabinet/api';
import { type CalendarDate, plainSum } from '@kabinet/rules';

/** The days of which a file speaks; null where it has no bound. */
export interface Span {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

/** What the payments of a span come to, in minor units: `paid` less `refunded` is `net`. What is on its way counts in none of them. */
export interface PaymentTotals {
  readonly count: number;
  readonly paid: number;
  readonly refunded: number;
  readonly net: number;
  readonly onTheWay: number;
}

/** The payments of the days, in their order. */
export function inSpan(payments: readonly Payment[], { from, to }: Span): readonly Payment[] {
  return payments.filter(({ paidOn }) => (from === null || paidOn >= from) && (to === null || paidOn <= to));
}

export function totalsOf(payments: readonly Payment[]): PaymentTotals {
  const sum = (matches: (payment: Payment) => boolean) =>
    payments.filter(matches).reduce((total, { amount }) => total + amount.amount, 0);
  const paid = sum(({ kind, status }) => kind === 'payment' && status === 'posted');
  const refunded = sum(({ kind, status }) => kind === 'refund' && status === 'posted');
  return {
    count: payments.length,
    paid,
    refunded,
    net: paid - refunded,
    onTheWay: sum(({ status }) => status === 'pending'),
  };
}

/** What the file says in the person's language. */
export interface CsvWords {
  readonly columns: readonly string[];
  readonly kind: (payment: Payment) => string;
  readonly status: (payment: Payment) => string;
  readonly source: (payment: Payment) => string;
  readonly share: (share: PaymentShare) => string;
  readonly account: string;
  readonly span: string;
  readonly paid: string;
  readonly refunded: string;
  readonly net: string;
}

export interface PaymentCsvOptions {
  /** Of the span. */
  readonly payments: readonly Payment[];
  readonly currency: string;
  readonly language: string;
  readonly words: CsvWords;
}

/** A table program takes what begins so for a formula, and does what it says. */
const MAY_BE_FORMULA = /^[\s]*[=+\-@|%\t\r]/;
const IS_NUMBER = /^-?\d+([.,]\d+)?$/;

/** One value of the file: never a formula, and in quotation marks where it needs them. */
function cell(text: string, separator: string): string {
  const safe = MAY_BE_FORMULA.test(text) && !IS_NUMBER.test(text) ? `'${text}` : text;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Payments as a file for table programs (RFC 4180): a refund is negative, so that the column of what was booked adds up to the last line.
 * A byte order mark, because without one Excel takes our letters for others; a comma in numbers where the language has one there, and then
 * a semicolon between the columns.
 */
export function paymentsCsv({ payments, currency, language, words }: PaymentCsvOptions): string {
  const [point, separator] = language === 'en' ? ['.', ','] : [',', ';'];
  const money = (amount: number) => plainSum(amount, currency, point);
  const totals = totalsOf(payments);
  const sign = ({ kind }: Payment) => (kind === 'refund' ? -1 : 1);
  const rows = payments.map((payment) => {
    const sum = money(sign(payment) * payment.amount.amount);
    const isBooked = payment.status === 'posted';
    return [
      payment.paidOn,
      words.kind(payment),
      words.status(payment),
      isBooked ? sum : '',
      isBooked ? '' : sum,
      currency,
      payment.shares
        .map((share) => words.share(share) + (payment.shares.length > 1 ? ` ${money(share.amount.amount)}` : ''))
        .join(', '),
      words.source(payment),
      payment.number ?? '',
    ];
  });
  const total = (label: string, booked: string, onTheWay = '') => [label, '', '', booked, onTheWay, currency];
  const lines = [
    [words.account],
    [words.span],
    [],
    words.columns,
    ...rows,
    [],
    total(words.paid, money(totals.paid)),
    total(words.refunded, money(-totals.refunded)),
    total(words.net, money(totals.net), totals.onTheWay ? money(totals.onTheWay) : ''),
  ];
  return `\uFEFF${lines.map((line) => line.map((each) => cell(each, separator)).join(separator)).join('\r\n')}\r\n`;
}
