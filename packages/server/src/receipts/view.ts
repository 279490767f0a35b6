import type { Receipt, ReceiptContent, ReceiptSummary } from '@kabinet/api/contract';
import { momentInWords, monthInWords } from '../words/moments.js';
import type { PageLanguage } from '../words/languages.js';
import { dialInWords, sumInWords } from '../words/sums.js';
import { receiptTexts } from './texts.js';

/** What a receipt says, in words: the same on the page and on paper. */
export interface ReceiptView {
  readonly title: string;
  readonly number: string;
  /** The main figure, and what it is. */
  readonly figure: string;
  readonly moment: string;
  readonly rows: readonly { readonly name: string; readonly value: string; readonly isTotal?: boolean }[];
}

type PaymentLine = NonNullable<ReceiptContent['payment']>['lines'][number];

/** A whole receipt in words; with addresses for who may know them. */
export function receiptView(
  content: ReceiptContent,
  language: PageLanguage,
  premises: Receipt['premises'] = [],
): ReceiptView {
  const { number, supplier, timeZone, issuedAt, payment, reading } = content;
  const texts = receiptTexts[language];
  const moment = (instant: string) => momentInWords(instant, { language, timeZone });
  const sum = (money: { amount: number; currency: string }) => sumInWords(money, language);
  const addressOf = (accountNumber: string) => {
    const address = premises.find((each) => each.accountNumber === accountNumber)?.address;
    return address === undefined ? [] : [{ name: texts.address, value: address }];
  };
  const issued = { name: texts.issued, value: moment(issuedAt) };
  if (payment) {
    const { lines, fee, total, method, paidAt } = payment;
    return {
      title: texts.title.payment,
      number,
      figure: sum(total),
      moment: texts.paid(moment(paidAt)),
      rows: [
        { name: texts.supplier, value: supplier },
        ...lines.flatMap((line) => [
          { name: texts.accountOf(line.accountNumber), value: sum(line.amount) },
          ...addressOf(line.accountNumber),
          ...sharesInWords(line, language),
        ]),
        { name: texts.fee, value: fee.amount === 0 ? texts.noFee : sum(fee) },
        { name: texts.total, value: sum(total), isTotal: true },
        { name: texts.method, value: method },
        issued,
      ],
    };
  }
  if (!reading) return { title: texts.title.reading, number, figure: '', moment: '', rows: [issued] };
  const { accountNumber, meterNumber, serviceKind, unit, readAt, receivedAt, values } = reading;
  const dial = (value: string) => dialInWords(value, unit, language);
  return {
    title: texts.title.reading,
    number,
    figure: values.map(({ value }) => dial(value)).join(' / '),
    moment: texts.received(moment(receivedAt)),
    rows: [
      { name: texts.supplier, value: supplier },
      { name: texts.account, value: accountNumber },
      ...addressOf(accountNumber),
      { name: texts.meter, value: `${meterNumber}, ${texts.serviceKind[serviceKind]}` },
      ...values.map(({ zone, value }) => ({ name: texts.zone[zone] ?? zone, value: dial(value), isTotal: true })),
      { name: texts.readAt, value: moment(readAt) },
      { name: texts.receivedAt, value: moment(receivedAt) },
      issued,
    ],
  };
}

/** For what an account's sum was paid: the services and months, each with its sum where there are several. */
function sharesInWords({ shares = [] }: PaymentLine, language: PageLanguage): { name: string; value: string }[] {
  const texts = receiptTexts[language];
  const words = shares.map(({ serviceKind, month, amount }) => ({
    what: texts.share(texts.serviceKind[serviceKind], month && monthInWords(month, language)),
    sum: sumInWords(amount, language),
  }));
  if (words.length === 1) return words.map(({ what }) => ({ name: texts.forWhat, value: what }));
  return words.map(({ what, sum }) => ({ name: what, value: sum }));
}

/** The short form off a QR code in words: what is to be compared with the paper. */
export function summaryView({ n, t, z, a, s, c, r, u }: ReceiptSummary, language: PageLanguage): ReceiptView {
  const texts = receiptTexts[language];
  const moment = momentInWords(new Date(t * 1000), { language, timeZone: z });
  const accounts = { name: texts.account, value: a.map((digits) => `…${digits}`).join(', ') };
  if (s !== undefined && c !== undefined) {
    const sum = sumInWords({ amount: s, currency: c }, language);
    return {
      title: texts.title.payment,
      number: n,
      figure: sum,
      moment: texts.paid(moment),
      rows: [accounts, { name: texts.total, value: sum, isTotal: true }],
    };
  }
  const values = Object.entries(r ?? {}).map(([zone, value]) => ({
    name: texts.zone[zone] ?? zone,
    value: u === undefined ? value : dialInWords(value, u, language),
    isTotal: true,
  }));
  return {
    title: texts.title.reading,
    number: n,
    figure: values.map(({ value }) => value).join(' / '),
    moment: texts.received(moment),
    rows: [accounts, ...values],
  };
}
