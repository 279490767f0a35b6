import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { ProviderRefused } from '../../payments/provider.js';
import { type ConformanceWorld, MINUTE_MS, NOW, patient, TOTAL } from './conformance-world.js';
import type { ProviderUnderTest } from './counterpart.js';

/** What becomes of money: paid, refused, given back, listed, charged again, and each of it told under one name. */
export function tryMoney(world: ConformanceWorld, underTest: ProviderUnderTest): void {
  const { kind, currencies, isConclusive, keepsTrying, timeLeftField, differences } = underTest;
  const { newOrder, visit, callbacks, events, ask, known, paid, rowsOf } = world;

  it('sends payers to the site that it names, in the same way for every try of an order', async () => {
    const order = newOrder();
    const departure = await world.provider.depart(order, patient());
    world.moment = new Date(NOW.getTime() + 80 * MINUTE_MS);
    const later = await world.provider.depart(order, patient());
    if (timeLeftField === undefined) expect(later).toEqual(departure);
    else {
      expect([departure, later].map(({ fields }) => fields[timeLeftField])).toEqual(['5400', '600']);
      expect({ ...later, fields: { ...later.fields, [timeLeftField]: '5400' } }).toEqual(departure);
    }
    expect(kind.site({})).toMatch(/^[\w.-]+(:\d+)?$/);
    expect(new URL(departure.url).host).toBe(kind.site(world.settings));
  });

  it('knows nothing of an order that nobody went with, nor of one whose page was only opened', async () => {
    expect(await ask(newOrder())).toBeNull();
    expect(await ask(await visit(newOrder()))).toBeNull();
  });

  it.each(currencies)('tells a payment of %s to the last minor unit, by callback and when asked', async (currency) => {
    const order = await visit(newOrder({ currency }));
    world.moment = new Date(NOW.getTime() + MINUTE_MS);
    await world.counterpart.pay(order.number, { outcome: 'paid' });
    const right = {
      orderNumber: order.number,
      kind: 'paid',
      amount: TOTAL,
      currency,
      isOurMerchant: true,
      failure: null,
      card: null,
    };
    const read = await callbacks();
    const [told] = read.flatMap(({ event }) => event ?? []);
    expect(told).toMatchObject(right);
    expect(read.map((each) => each.isConclusive)).toEqual(read.map(() => isConclusive));
    const answered = await ask(order);
    expect(answered).toMatchObject({
      ...right,
      eventRef: told?.eventRef,
      reference: told?.reference,
      card: answered?.card,
    });
    expect(Math.abs(Number(answered?.happenedAt) - world.moment.getTime())).toBeLessThan(2 * MINUTE_MS);
    expect(await world.counterpart.moved(order.number)).toEqual({ taken: TOTAL, givenBack: 0n });
  });

  it('names what it tells twice the same way, and answers the provider each time', async () => {
    const order = await visit(newOrder());
    await world.counterpart.pay(order.number, { outcome: 'paid' });
    const doubled = world.taken.flatMap((callback) => [callback, callback]);
    const read = await Promise.all(doubled.map((callback) => world.provider.readCallback(callback)));
    const names = read.flatMap(({ event }) => event?.eventRef ?? []);
    expect(names.length).toBeGreaterThan(1);
    const both = names.filter((_, index) => index % 2 === 0);
    expect(names).toEqual(both.flatMap((each) => [each, each]));
    for (const each of names) expect(each.length).toBeLessThanOrEqual(200);
    expect(read[1]?.answer(world.moment)).toEqual(read[0]?.answer(world.moment));
    expect((await ask(order))?.eventRef).toBe(names[0]);
  });

  it('tells of a card that was refused, or lets the payer try another one', async () => {
    const order = await visit(newOrder());
    await world.counterpart.pay(order.number, { outcome: 'declined' });
    const told = await events();
    const answered = await ask(order);
    if (keepsTrying) {
      expect([told, answered]).toEqual([[], null]);
      return;
    }
    expect(told).toMatchObject([{ kind: 'failed', orderNumber: order.number, isOurMerchant: true }]);
    expect(answered).toMatchObject({ kind: 'failed', eventRef: told[0]?.eventRef });
    const failures = [
      'declined',
      'insufficient_funds',
      'cancelled',
      'card_expired',
      'limit_exceeded',
      'provider_error',
    ];
    expect(failures).toContain(answered?.failure);
    expect(await world.counterpart.moved(order.number)).toEqual({ taken: 0n, givenBack: 0n });
  });

  it.each(differences)('tells of another %s as it is', async (difference) => {
    const order = await visit(newOrder());
    const other = { amount: 100n, currency: 'EUR', isOtherMerchant: true };
    await world.counterpart.pay(order.number, { outcome: 'paid', [difference]: other[difference] });
    for (const event of [...(await events()), await ask(order)]) {
      expect(event).toMatchObject({
        kind: 'paid',
        amount: difference === 'amount' ? 100n : TOTAL,
        currency: difference === 'currency' ? 'EUR' : currencies[0],
        isOurMerchant: difference !== 'isOtherMerchant',
      });
    }
  });

  it('gives a part back once however often it is asked to, then the rest, and no more', async () => {
    let order = await paid();
    const { refund } = world.provider;
    if (!refund) throw new Error('cannot give back');
    const part = { id: randomUUID(), amount: 10_020n, refundedBefore: 0n };
    const first = await refund.call(world.provider, order, part, patient());
    expect(first).toMatchObject({
      kind: 'refunded',
      orderNumber: order.number,
      amount: 10_020n,
      isOurMerchant: true,
    });
    // The answer was lost: nothing of it is known here.
    const again = await refund.call(world.provider, order, part, patient());
    expect(again).toMatchObject({ eventRef: first.eventRef, amount: 10_020n });
    expect(await world.counterpart.moved(order.number)).toEqual({ taken: TOTAL, givenBack: 10_020n });
    order = known(order, first);
    expect(await ask(order)).toMatchObject({ kind: 'refunded', eventRef: first.eventRef });
    expect(order.refunded).toBe(10_020n);
    // The answer was lost, but what was given back became known by another way before it is tried again.
    await refund.call(world.provider, order, part, patient());
    expect(await world.counterpart.moved(order.number)).toEqual({ taken: TOTAL, givenBack: 10_020n });

    const rest = { id: randomUUID(), amount: TOTAL - 10_020n, refundedBefore: 10_020n };
    const second = await refund.call(world.provider, order, rest, patient());
    expect(second.eventRef).not.toBe(first.eventRef);
    expect(second).toMatchObject({ kind: 'refunded', amount: TOTAL - 10_020n });
    expect(await world.counterpart.moved(order.number)).toEqual({ taken: TOTAL, givenBack: TOTAL });
    order = known(order, second);
    expect(order.refunded).toBe(TOTAL);
    const last = await refund.call(world.provider, order, rest, patient());
    expect(last).toMatchObject({ kind: 'refunded', eventRef: second.eventRef });
    expect(await world.counterpart.moved(order.number)).toEqual({ taken: TOTAL, givenBack: TOTAL });

    const oneMore = { id: randomUUID(), amount: 1n, refundedBefore: TOTAL };
    const more = refund.call(world.provider, order, oneMore, patient());
    await expect(more).rejects.toThrow(ProviderRefused);
    expect(await world.counterpart.moved(order.number)).toEqual({ taken: TOTAL, givenBack: TOTAL });
  });

  it('gives nothing back of what was not paid', async () => {
    const order = await visit(newOrder());
    const refund = world.provider.refund?.(order, { id: randomUUID(), amount: 100n, refundedBefore: 0n }, patient());
    await expect(refund).rejects.toThrow(ProviderRefused);
  });

  it('tells of money that the provider gave back by itself, once under one name', async () => {
    let order = await paid();
    const seen: { eventRef: string; amount: bigint }[] = [];
    for (const amount of [1_000n, TOTAL - 1_000n]) {
      world.moment = new Date(world.moment.getTime() + MINUTE_MS);
      await world.counterpart.giveBack(order.number, amount);
      const told = await events();
      const answered = await ask(order);
      expect(answered).toMatchObject({ kind: 'refunded', orderNumber: order.number, amount, isOurMerchant: true });
      if (isConclusive) expect(told).toMatchObject([{ kind: 'refunded', eventRef: answered?.eventRef }]);
      order = known(order, answered);
      seen.push({ eventRef: answered?.eventRef ?? '', amount });
      // Known already, it is still what the provider knows, and by the same name.
      expect(await ask(order)).toMatchObject({ kind: 'refunded', eventRef: answered?.eventRef });
    }
    expect(new Set(seen.map(({ eventRef }) => eventRef)).size).toBe(2);
    expect(order.refunded).toBe(TOTAL);
  });

  it('tells first that it was paid where that is not known yet, although it was given back since', async () => {
    const order = await visit(newOrder());
    await world.counterpart.pay(order.number, { outcome: 'paid' });
    await world.counterpart.giveBack(order.number, TOTAL);
    expect(await ask(order)).toMatchObject({ kind: 'paid', amount: TOTAL });
  });

  it('lists the payments and refunds of a day, and of no other', async () => {
    const from = new Date('2026-11-11T22:00:00Z');
    const to = new Date('2026-11-12T22:00:00Z');
    const numbers: string[] = [];
    for (const at of ['2026-11-11T21:59:58Z', '2026-11-11T22:00:00Z', '2026-11-12T21:59:58Z', '2026-11-12T22:00:00Z']) {
      world.moment = new Date(at);
      numbers.push((await paid()).number);
    }
    world.moment = new Date('2026-11-12T10:00:00Z');
    const givenBack = await paid();
    world.moment = new Date('2026-11-12T11:00:00Z');
    const refund = await world.provider.refund?.(
      givenBack,
      { id: randomUUID(), amount: 500n, refundedBefore: 0n },
      patient(),
    );
    world.moment = NOW;
    const rows = await rowsOf(from, to);
    const told = rows.map(({ kind: what, orderNumber, amount, currency }) => ({
      what,
      orderNumber,
      amount,
      currency,
    }));
    const row = (what: string, orderNumber: string | undefined, amount: bigint) => ({
      what,
      orderNumber,
      amount,
      currency: currencies[0],
    });
    expect(told.length).toBe(4);
    expect(told).toEqual(
      expect.arrayContaining([
        row('paid', numbers[1], TOTAL),
        row('paid', numbers[2], TOTAL),
        row('paid', givenBack.number, TOTAL),
        row('refunded', givenBack.number, 500n),
      ]),
    );
    for (const each of rows) {
      expect(each.happenedAt >= from && each.happenedAt < to).toBe(true);
      if (each.orderNumber === givenBack.number) expect(each.reference).toBe(refund?.reference);
    }
  });

  it('keeps a card when asked to, and charges it once for an order however often it is tried, also at the same time', async () => {
    expect(kind.canKeepCards).toBe(true);
    const order = await visit(newOrder({ keepsCard: true }));
    await world.counterpart.pay(order.number, { outcome: 'paid' });
    const told = await callbacks();
    const answered = await ask(order);
    // Believed at once, the callback has to bring the card along.
    const card = told.some((each) => each.isConclusive)
      ? told.flatMap(({ event }) => event?.card ?? [])[0]
      : answered?.card;
    // However many tell of it, none may bring less of the card than another.
    for (const { event, isConclusive: isBelieved } of told) {
      if (isBelieved && event?.kind === 'paid') expect(event.card).toEqual(card);
    }
    if (answered?.card) expect(answered.card).toEqual(card);
    expect(card?.label).toMatch(/^([A-Z]\w+ )?••••( \d{2,4})?$/);
    const later = newOrder();
    const { charge } = world.provider;
    if (!charge || !card) throw new Error('cannot charge');
    const first = await charge.call(world.provider, later, card.token, patient());
    expect(first).toMatchObject({ kind: 'paid', orderNumber: later.number, amount: TOTAL, isOurMerchant: true });
    const again = await charge.call(world.provider, later, card.token, patient());
    expect(again.eventRef).toBe(first.eventRef);
    expect(await ask(later)).toMatchObject({ kind: 'paid', eventRef: first.eventRef });
    expect(await world.counterpart.moved(later.number)).toEqual({ taken: TOTAL, givenBack: 0n });
    const twice = newOrder();
    const both = await Promise.all([1, 2].map(() => charge.call(world.provider, twice, card.token, patient())));
    expect(new Set(both.map(({ eventRef }) => eventRef)).size).toBe(1);
    expect(await world.counterpart.moved(twice.number)).toEqual({ taken: TOTAL, givenBack: 0n });
    const unknown = charge.call(world.provider, newOrder(), `${card.token}0`, patient());
    await expect(unknown).rejects.toThrow(ProviderRefused);
  });
}
