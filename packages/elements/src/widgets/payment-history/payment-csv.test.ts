import { expect } from '@open-wc/testing';
import type { Payment } from '@kabinet/api';
import { inSpan, paymentsCsv, totalsOf } from './payment-csv.js';

const uah = (amount: number) => ({ amount, currency: 'UAH' });

function payment(change: Partial<Payment> = {}): Payment {
  return {
    id: 'one',
    kind: 'payment',
    status: 'posted',
    amount: uah(358_20),
    paidOn: '2026-10-14',
    shares: [{ serviceKind: 'gas', month: '2026-09', amount: uah(358_20) }],
    source: 'cabinet',
    number: '5000-0004',
    orderId: null,
    receiptId: null,
    ...change,
  };
}

const words = {
  columns: ['День', 'Вид', 'Стан', 'Зараховано', 'Надходить', 'Валюта', 'На що', 'Де', 'Номер'],
  kind: ({ kind }: Payment) => kind,
  status: ({ status }: Payment) => status,
  source: ({ source }: Payment) => source,
  share: ({ serviceKind, month }: Payment['shares'][number]) => `${serviceKind} ${month ?? ''}`,
  account: 'Особовий рахунок 0400123456',
  span: 'Усе',
  paid: 'Оплачено',
  refunded: 'Повернено',
  net: 'Разом',
};

const csv = (payments: readonly Payment[], language = 'uk', change: Partial<typeof words> = {}) =>
  paymentsCsv({ payments, currency: 'UAH', language, words: { ...words, ...change } });

const HISTORY = [
  payment({ id: 'pending', status: 'pending', amount: uah(10_00), paidOn: '2026-11-02', shares: [], number: null }),
  payment(),
  payment({ id: 'back', kind: 'refund', amount: uah(50_00), paidOn: '2026-10-01' }),
  payment({ id: 'old', amount: uah(5), paidOn: '2025-12-31' }),
];

describe('the file of payments', () => {
  it('begins with a byte order mark, without which Excel mistakes our letters', () => {
    expect(csv(HISTORY).charCodeAt(0)).to.equal(0xfeff);
  });

  it('has a row for each payment, refunds negative, and what is on its way in a column of its own', () => {
    expect(csv(HISTORY).slice(1).split('\r\n')).to.deep.equal([
      'Особовий рахунок 0400123456',
      'Усе',
      '',
      'День;Вид;Стан;Зараховано;Надходить;Валюта;На що;Де;Номер',
      '2026-11-02;payment;pending;;10,00;UAH;;cabinet;',
      '2026-10-14;payment;posted;358,20;;UAH;gas 2026-09;cabinet;5000-0004',
      '2026-10-01;refund;posted;-50,00;;UAH;gas 2026-09;cabinet;5000-0004',
      '2025-12-31;payment;posted;0,05;;UAH;gas 2026-09;cabinet;5000-0004',
      '',
      'Оплачено;;;358,25;;UAH',
      'Повернено;;;-50,00;;UAH',
      'Разом;;;308,25;10,00;UAH',
      '',
    ]);
  });

  it('adds up: the column of what was booked comes to the last line', () => {
    const lines = csv(HISTORY).split('\r\n');
    const kopecks = (line: string | undefined) =>
      Math.round(Number((line?.split(';')[3] || '0').replace(',', '.')) * 100);
    const rows = lines.filter((line) => /^20\d\d-/.test(line));
    expect(rows.reduce((sum, line) => sum + kopecks(line), 0)).to.equal(kopecks(lines.at(-2)));
    expect(kopecks(lines.at(-2))).to.equal(totalsOf(HISTORY).net);
  });

  it('writes numbers and columns as an English table program reads them', () => {
    expect(csv(HISTORY, 'en')).to.include('2026-10-01,refund,posted,-50.00,,UAH,gas 2026-09,cabinet,5000-0004');
  });

  it('knows how many digits a currency has', () => {
    const yen = payment({ amount: { amount: 1200, currency: 'JPY' } });
    expect(paymentsCsv({ payments: [yen], currency: 'JPY', language: 'en', words })).to.include(',1200,,JPY,');
  });

  it('says of several services how much went to each', () => {
    const shares = [
      { serviceKind: 'cold_water', month: '2026-09', amount: uah(100_00) },
      { serviceKind: 'sewerage', month: null, amount: uah(258_20) },
    ] as const;
    const text = csv([payment({ shares: [...shares] })], 'en');
    expect(text).to.include('"cold_water 2026-09 100.00, sewerage  258.20"');
  });

  describe('is no program: what a table program would take for a formula stays text', () => {
    for (const text of ['=1+1', '+380', '-2+3', '@SUM(A1)', '\t=1', ' =1', '|cmd', '%0A=1', '\r=1']) {
      it(JSON.stringify(text), () => {
        const file = csv([payment({ number: text })]);
        expect(file).to.match(new RegExp(`;"?'${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"?\\r\\n`));
      });
    }

    it('and a negative sum is still a number', () => {
      expect(csv([payment({ kind: 'refund' })])).to.include(';-358,20;');
    });

    it('also where the supplier’s own words say so', () => {
      expect(csv([], 'uk', { paid: '=HYPERLINK("x")' })).to.include(`"'=HYPERLINK(""x"")"`);
    });
  });

  it('quotes what holds its separator, quotation marks or new lines', () => {
    expect(csv([payment({ number: 'a;b"c\nd' })])).to.include('"a;b""c\nd"');
  });

  it('takes the days asked for, both ends included', () => {
    const ids = (from: string | null, to: string | null) => inSpan(HISTORY, { from, to }).map(({ id }) => id);
    expect(ids('2026-10-01', '2026-10-14')).to.deep.equal(['one', 'back']);
    expect(ids(null, '2026-09-30')).to.deep.equal(['old']);
    expect(ids(null, null)).to.have.length(4);
  });
});
