import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProviderEvent } from '../payments/provider.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { payingStage, type PayingStage } from '../testing/paying-stage.js';
import { eventOf } from '../testing/test-bank.js';
import { applyEvent } from './settle-payment.js';

describe.each(databasesUnderTest)('a provider’s word in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let stage: PayingStage;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    stage = await payingStage(under);
  });

  type Said = Partial<ProviderEvent> & Pick<ProviderEvent, 'kind'>;
  const hear = async (row: Parameters<typeof eventOf>[0], said: Said) => {
    const { context, known: supplier } = stage;
    const event = eventOf(row, said);
    const { outcome } = await under.database.transaction(supplier.id, (tx) =>
      applyEvent(tx, { context, supplier, methodId: 'card', event, source: 'callback', now: context.now() }),
    );
    return outcome;
  };
  const credited = (orderId: string) =>
    under.database.transaction(stage.supplier.id, async (tx) => {
      const rows = await tx.selectFrom('ledger_entries').select('amount').where('order_id', '=', orderId).execute();
      return 0 - rows.reduce((sum, { amount }) => sum + Number(amount), 0);
    });
  const differences = () =>
    under.database.transaction(stage.supplier.id, async (tx) => {
      const rows = await tx.selectFrom('payment_differences').select('kind').execute();
      return rows.map(({ kind }) => kind).sort();
    });

  it('of a refund of the second payment for an order leaves the first one where it is', async () => {
    const { row } = await stage.order();
    expect(await hear(row, { kind: 'paid', eventRef: 'first', reference: 'PAY-1' })).toBe('applied');
    expect(await hear(row, { kind: 'paid', eventRef: 'second', reference: 'PAY-2' })).toBe('paid_twice');
    const refund: Said = { kind: 'refunded', eventRef: 'back', reference: 'PAY-2', refundedInAll: row.total };
    expect(await hear(row, refund)).toBe('refund_elsewhere');
    expect(await stage.read(row.id)).toMatchObject({ status: 'paid', refunded: 0n });
    expect(await credited(row.id)).toBe(35_820);
    expect(await differences()).toEqual(['paid_twice', 'refund_elsewhere']);
    expect(await hear(row, { ...refund, eventRef: 'own', reference: 'PAY-1' })).toBe('applied');
    expect(await credited(row.id)).toBe(0);
  });

  it('of a refund that came before the payment counts for its own payment only', async () => {
    const { row } = await stage.order();
    const part = { kind: 'refunded', amount: 1000n } as const;
    expect(await hear(row, { ...part, eventRef: 'other', reference: 'PAY-2' })).toBe('waits');
    expect(await hear(row, { ...part, eventRef: 'own', reference: 'PAY-1' })).toBe('waits');
    expect(await hear(row, { kind: 'paid', reference: 'PAY-1' })).toBe('applied');
    expect(await credited(row.id)).toBe(34_820);
  });

  it.each([
    ['another merchant’s', { isOurMerchant: false }],
    ['of another sum', { amount: 1n }],
    ['of another currency', { currency: 'EUR' }],
  ] as const)('that was thought %s counts, once, when it is told again and fits', async (_case, wrong) => {
    const { row } = await stage.order();
    const outcomes = [];
    for (const said of [wrong, wrong, {}, {}, wrong]) outcomes.push(await hear(row, { kind: 'paid', ...said }));
    expect(outcomes.slice(1)).toEqual(['repeated', 'applied', 'repeated', 'repeated']);
    expect(await stage.read(row.id)).toMatchObject({ status: 'paid' });
    expect(await credited(row.id)).toBe(35_820);
    expect(await differences()).toHaveLength(1);
  });

  it('of a part given back, told by a name of its own, counts once though it was judged twice', async () => {
    const { row } = await stage.order();
    await hear(row, { kind: 'paid' });
    const part: Said = { kind: 'refunded', eventRef: 'part', amount: 1000n };
    const outcomes = [];
    for (const isOurMerchant of [false, true, true]) outcomes.push(await hear(row, { ...part, isOurMerchant }));
    expect(outcomes).toEqual(['merchant', 'applied', 'repeated']);
    expect(await stage.read(row.id)).toMatchObject({ refunded: 1000n });
  });
});
