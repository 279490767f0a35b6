import type { Receipt, ReceiptContent, ReceiptKey, ReceiptSummary } from '@kabinet/api';
import { dateInTimeZone } from '@kabinet/rules';
import type { Format } from '../../core/format.js';
import type { CommonMessages } from '../../locales/messages.js';
import type { ReceiptMessages } from '../../locales/receipt-messages.js';

/** Which receipt is asked for: its id, or the reading it is of. */
export type Wanted =
  | { readonly receiptId: string }
  /** `accountId` where the address says it; the account on show without it. */
  | { readonly readingId: string; readonly accountId: string | null };

/** What the page's address asks for: a link from another page of the site leads here. */
export function wantedByAddress(search: string): Wanted | null {
  const query = new URLSearchParams(search);
  const receiptId = query.get('kabinet-receipt');
  if (receiptId) return { receiptId };
  const readingId = query.get('kabinet-reading');
  return readingId ? { readingId, accountId: query.get('kabinet-account') } : null;
}

/** The keys that a page wrote into the attribute: a JWK Set, or its list. Null for anything else. */
export function keysOf(text: string): readonly ReceiptKey[] | null {
  try {
    const value = JSON.parse(text) as { keys?: unknown } | unknown[] | null;
    const list: unknown = Array.isArray(value) ? value : value?.keys;
    if (!Array.isArray(list)) return null;
    return list.filter(
      (key: Partial<ReceiptKey> | null): key is ReceiptKey =>
        typeof key?.kid === 'string' && typeof key.x === 'string' && key.crv === 'Ed25519',
    );
  } catch {
    return null;
  }
}

/** What a verified receipt says, in words. */
export interface ReceiptView {
  readonly kind: 'payment' | 'reading';
  readonly number: string;
  /** The main figures: the sum, or a value for each register. */
  readonly figures: readonly string[];
  readonly moment: string;
  readonly rows: readonly { readonly name: string; readonly value: string; readonly isTotal?: boolean }[];
}

interface Words {
  readonly texts: ReceiptMessages;
  readonly common: CommonMessages;
  readonly format: Format;
}

/** With the year always: a receipt is kept for years. */
function momentOf(instant: string, timeZone: string, format: Format): string {
  const time = format.dateTime(instant, timeZone).split(', ').at(-1) ?? '';
  return `${format.dateWithYear(dateInTimeZone(instant, timeZone))}, ${time}`;
}

type PaymentLine = NonNullable<ReceiptContent['payment']>['lines'][number];
type Row = ReceiptView['rows'][number];

/** A whole receipt; with addresses for who may know them. */
export function viewOfContent(content: ReceiptContent, words: Words, premises: Receipt['premises'] = []): ReceiptView {
  const { number, kind, supplier, timeZone, issuedAt, payment, reading } = content;
  const { texts, common, format } = words;
  const moment = (instant: string) => momentOf(instant, timeZone, format);
  const issued = { name: texts.issued, value: moment(issuedAt) };
  const addressOf = (accountNumber: string): Row[] =>
    premises
      .filter((each) => each.accountNumber === accountNumber)
      .map(({ address }) => ({ name: texts.address, value: address }));
  const by = { name: texts.supplier, value: supplier };
  if (payment) {
    const { lines, fee, total, method, paidAt } = payment;
    return {
      kind,
      number,
      figures: [format.money(total)],
      moment: texts.paid(moment(paidAt)),
      rows: [
        by,
        ...lines.flatMap((line) => [
          { name: texts.accountOf(line.accountNumber), value: format.money(line.amount) },
          ...addressOf(line.accountNumber),
          ...sharesInWords(line, words),
        ]),
        { name: texts.fee, value: fee.amount === 0 ? texts.noFee : format.money(fee) },
        { name: texts.total, value: format.money(total), isTotal: true },
        { name: texts.method, value: method },
        issued,
      ],
    };
  }
  if (!reading) return { kind, number, figures: [], moment: '', rows: [by, issued] };
  const { accountNumber, meterNumber, serviceKind, unit, readAt, receivedAt, values } = reading;
  const figures = values.map(({ zone, value }) => zoned(zone, format.dial(value, unit), values.length, words));
  return {
    kind,
    number,
    figures,
    moment: texts.received(moment(receivedAt)),
    rows: [
      by,
      { name: common.account, value: accountNumber },
      ...addressOf(accountNumber),
      { name: texts.meter, value: `${meterNumber}, ${common.serviceKind[serviceKind].toLowerCase()}` },
      ...(readAt === receivedAt ? [] : [{ name: texts.readAt, value: moment(readAt) }]),
      issued,
    ],
  };
}

/** For what an account's sum was paid: the services and months, each with its sum where there are several. */
function sharesInWords({ shares = [] }: PaymentLine, { texts, common, format }: Words): Row[] {
  const words = shares.map(({ serviceKind, month, amount }) => ({
    what: texts.share(common.serviceKind[serviceKind], month && format.month(month)),
    sum: format.money(amount),
  }));
  if (words.length === 1) return words.map(({ what }) => ({ name: texts.forWhat, value: what }));
  return words.map(({ what, sum }) => ({ name: what, value: sum }));
}

/** The short form off a QR code. */
export function viewOfSummary({ n, t, z, a, s, c, r, u }: ReceiptSummary, words: Words): ReceiptView {
  const { texts, common, format } = words;
  const moment = momentOf(new Date(t * 1000).toISOString(), z, format);
  const rows = [{ name: common.account, value: a.map((digits) => `…${digits}`).join(', ') }];
  if (s !== undefined && c !== undefined) {
    const figures = [format.money({ amount: s, currency: c })];
    return { kind: 'payment', number: n, figures, moment: texts.paid(moment), rows };
  }
  const values = Object.entries(r ?? {});
  const figures = values.map(([zone, value]) =>
    zoned(zone, u ? format.dial(value, u) : format.number(value), values.length, words),
  );
  return { kind: 'reading', number: n, figures, moment: texts.received(moment), rows };
}

/** The zone is named where there are several. */
function zoned(zone: string, figure: string, count: number, { common }: Words): string {
  const names: Readonly<Record<string, string>> = common.zone;
  return count > 1 ? `${names[zone] ?? zone} ${figure}` : figure;
}
