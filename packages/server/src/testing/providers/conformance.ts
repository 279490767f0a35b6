import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  CallbackRefused,
  type IncomingCallback,
  type OrderForProvider,
  type PaymentProvider,
  ProviderRefused,
  ProviderUnavailable,
  type ProviderEvent,
  type ReadCallback,
  type RegisterRow,
} from '../../payments/provider.js';
import type { Counterpart, ProviderUnderTest } from './counterpart.js';
import { changedCallbacks } from './changed-callbacks.js';
import { startFaults } from './faults.js';
import { serve } from './http-counterpart.js';

const NOW = new Date('2026-11-20T12:05:00Z');
const MINUTE_MS = 60_000;
const TOTAL = 35_820n;

const never = () => new AbortController().signal;

/**
 * What every kind of provider has to hold, tried against its other side over real sockets. The kinds differ in what they can tell; what
 * they tell has to mean the same.
 */
export function describeProvider(name: string, underTest: ProviderUnderTest): void {
  const { kind, currencies, isConclusive, keepsTrying, differences, signatureHeaders } = underTest;

  describe(name, () => {
    let counterpart: Counterpart;
    let provider: PaymentProvider;
    let settings: Readonly<Record<string, unknown>>;
    let secrets: Readonly<Record<string, string>>;
    let inbox: Awaited<ReturnType<typeof serve>>;
    let taken: IncomingCallback[];
    let moment = NOW;
    let orders = 0;
    const now = () => moment;

    beforeAll(async () => {
      inbox = await serve(({ url, headers, body }) => {
        const list = Object.entries(headers).map(([header, value]): [string, string] => [header, String(value)]);
        taken.push({ rawBody: body, headers: new Headers(list), query: url.searchParams });
        return { status: 200, contentType: 'text/plain', body: 'ok' };
      });
      ({ counterpart, settings, secrets } = await underTest.start({ callbackUrl: `${inbox.url}/callback`, now }));
      provider = kind.create({ settings, secrets, fetch, now });
    });
    afterAll(async () => {
      await counterpart.close();
      await inbox.close();
    });
    beforeEach(() => {
      taken = [];
      moment = NOW;
    });

    const newOrder = (more: Partial<OrderForProvider> = {}): OrderForProvider => ({
      id: randomUUID(),
      number: `5${String(++orders).padStart(3, '0')}-0004`,
      total: TOTAL,
      currency: currencies[0],
      description: 'Газ; рахунок 0123, «Оселя»',
      language: 'uk',
      createdAt: moment,
      expiresAt: new Date(moment.getTime() + 90 * MINUTE_MS),
      keepsCard: false,
      reference: null,
      refunded: null,
      returnUrl: 'https://www.example.com/kabinet?tab=1&x=%D1%96',
      callbackUrl: `${inbox.url}/callback`,
      ...more,
    });

    /** Sends the payer to the provider as the browser does, and says how the order is known from then on. */
    const visit = async (order: OrderForProvider): Promise<OrderForProvider> => {
      const { url, method, fields, reference } = await provider.depart(order, never());
      const response = await fetch(url, method === 'GET' ? {} : { method, body: new URLSearchParams(fields) });
      expect(response.status).toBe(200);
      await response.body?.cancel();
      return { ...order, reference: reference ?? order.reference };
    };
    /** Reads the callbacks that came since. */
    const callbacks = async (): Promise<ReadCallback[]> => {
      const read = await Promise.all(taken.map((callback) => provider.readCallback(callback)));
      taken = [];
      return read;
    };
    const events = async () => (await callbacks()).flatMap(({ event }) => event ?? []);
    const ask = (order: OrderForProvider) => provider.ask(order, never());
    const known = (order: OrderForProvider, event: ProviderEvent | null | undefined): OrderForProvider => ({
      ...order,
      reference: event?.reference ?? order.reference,
      refunded: event?.kind === 'refunded' ? (event.refundedInAll ?? (order.refunded ?? 0n) + event.amount) : 0n,
    });
    const paid = async (more: Partial<OrderForProvider> = {}): Promise<OrderForProvider> => {
      const order = await visit(newOrder(more));
      await counterpart.pay(order.number, { outcome: 'paid' });
      taken = [];
      return known(order, await ask(order));
    };
    const rowsOf = async (from: Date, to: Date): Promise<RegisterRow[]> => {
      const rows: RegisterRow[] = [];
      for await (const row of provider.register({ from, to }, never())) rows.push(row);
      return rows;
    };

    it('sends payers to the site that it names, in the same way for every try of an order', async () => {
      const order = newOrder();
      const departure = await provider.depart(order, never());
      moment = new Date(NOW.getTime() + 80 * MINUTE_MS);
      expect(await provider.depart(order, never())).toEqual(departure);
      expect(kind.site({})).toMatch(/^[\w.-]+(:\d+)?$/);
      expect(new URL(departure.url).host).toBe(kind.site(settings));
    });

    it('knows nothing of an order that nobody went with, nor of one whose page was only opened', async () => {
      expect(await ask(newOrder())).toBeNull();
      expect(await ask(await visit(newOrder()))).toBeNull();
    });

    it.each(currencies)(
      'tells a payment of %s to the last minor unit, by callback and when asked',
      async (currency) => {
        const order = await visit(newOrder({ currency }));
        moment = new Date(NOW.getTime() + MINUTE_MS);
        await counterpart.pay(order.number, { outcome: 'paid' });
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
        expect(Math.abs(Number(answered?.happenedAt) - moment.getTime())).toBeLessThan(2 * MINUTE_MS);
        expect(counterpart.moved(order.number)).toEqual({ taken: TOTAL, givenBack: 0n });
      },
    );

    it('names what it tells twice the same way, and answers the provider each time', async () => {
      const order = await visit(newOrder());
      await counterpart.pay(order.number, { outcome: 'paid' });
      const doubled = taken.flatMap((callback) => [callback, callback]);
      const read = await Promise.all(doubled.map((callback) => provider.readCallback(callback)));
      const names = read.flatMap(({ event }) => event?.eventRef ?? []);
      expect(names.length).toBeGreaterThan(1);
      expect(new Set(names).size).toBe(names.length / 2);
      for (const each of names) expect(each.length).toBeLessThanOrEqual(200);
      expect(read[1]?.answer(moment)).toEqual(read[0]?.answer(moment));
      expect((await ask(order))?.eventRef).toBe(names[0]);
    });

    it('tells of a card that was refused, or lets the payer try another one', async () => {
      const order = await visit(newOrder());
      await counterpart.pay(order.number, { outcome: 'declined' });
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
      expect(counterpart.moved(order.number)).toEqual({ taken: 0n, givenBack: 0n });
    });

    it.each(differences)('tells of another %s as it is', async (difference) => {
      const order = await visit(newOrder());
      const other = { amount: 100n, currency: 'EUR', isOtherMerchant: true };
      await counterpart.pay(order.number, { outcome: 'paid', [difference]: other[difference] });
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
      const { refund } = provider;
      if (!refund) throw new Error('cannot give back');
      const part = { id: randomUUID(), amount: 10_020n };
      const first = await refund.call(provider, order, part, never());
      expect(first).toMatchObject({
        kind: 'refunded',
        orderNumber: order.number,
        amount: 10_020n,
        isOurMerchant: true,
      });
      // The answer was lost: nothing of it is known here.
      const again = await refund.call(provider, order, part, never());
      expect(again).toMatchObject({ eventRef: first.eventRef, amount: 10_020n });
      expect(counterpart.moved(order.number)).toEqual({ taken: TOTAL, givenBack: 10_020n });
      order = known(order, first);
      expect(order.refunded).toBe(10_020n);

      const rest = { id: randomUUID(), amount: TOTAL - 10_020n };
      const second = await refund.call(provider, order, rest, never());
      expect(second.eventRef).not.toBe(first.eventRef);
      expect(second).toMatchObject({ kind: 'refunded', amount: TOTAL - 10_020n });
      expect(counterpart.moved(order.number)).toEqual({ taken: TOTAL, givenBack: TOTAL });
      order = known(order, second);
      expect(order.refunded).toBe(TOTAL);

      const more = refund.call(provider, order, { id: randomUUID(), amount: 1n }, never());
      await expect(more).rejects.toThrow(ProviderRefused);
      expect(counterpart.moved(order.number)).toEqual({ taken: TOTAL, givenBack: TOTAL });
    });

    it('gives nothing back of what was not paid', async () => {
      const order = await visit(newOrder());
      const refund = provider.refund?.(order, { id: randomUUID(), amount: 100n }, never());
      await expect(refund).rejects.toThrow(ProviderRefused);
    });

    it('tells of money that the provider gave back by itself, once under one name', async () => {
      let order = await paid();
      const seen: { eventRef: string; amount: bigint }[] = [];
      for (const amount of [1_000n, TOTAL - 1_000n]) {
        moment = new Date(moment.getTime() + MINUTE_MS);
        await counterpart.giveBack(order.number, amount);
        const told = await events();
        const answered = await ask(order);
        expect(answered).toMatchObject({ kind: 'refunded', orderNumber: order.number, amount, isOurMerchant: true });
        if (isConclusive) expect(told).toMatchObject([{ kind: 'refunded', eventRef: answered?.eventRef }]);
        order = known(order, answered);
        seen.push({ eventRef: answered?.eventRef ?? '', amount });
        // Once it is known, there is nothing new to tell.
        expect((await ask(order))?.kind ?? 'paid').toBe('paid');
      }
      expect(new Set(seen.map(({ eventRef }) => eventRef)).size).toBe(2);
      expect(order.refunded).toBe(TOTAL);
    });

    it('tells first that it was paid where that is not known yet, although it was given back since', async () => {
      const order = await visit(newOrder());
      await counterpart.pay(order.number, { outcome: 'paid' });
      await counterpart.giveBack(order.number, TOTAL);
      expect(await ask(order)).toMatchObject({ kind: 'paid', amount: TOTAL });
    });

    it('lists the payments and refunds of a day, and of no other', async () => {
      const from = new Date('2026-11-11T22:00:00Z');
      const to = new Date('2026-11-12T22:00:00Z');
      const numbers: string[] = [];
      for (const at of [
        '2026-11-11T21:59:58Z',
        '2026-11-11T22:00:00Z',
        '2026-11-12T21:59:58Z',
        '2026-11-12T22:00:00Z',
      ]) {
        moment = new Date(at);
        numbers.push((await paid()).number);
      }
      moment = new Date('2026-11-12T10:00:00Z');
      const givenBack = await paid();
      moment = new Date('2026-11-12T11:00:00Z');
      const refund = await provider.refund?.(givenBack, { id: randomUUID(), amount: 500n }, never());
      moment = NOW;
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

    it('keeps a card when asked to, and charges it once for an order however often it is tried', async () => {
      expect(kind.canKeepCards).toBe(true);
      const order = await visit(newOrder({ keepsCard: true }));
      await counterpart.pay(order.number, { outcome: 'paid' });
      const told = await callbacks();
      const answered = await ask(order);
      // Believed at once, the callback has to bring the card along.
      const card = told.some((each) => each.isConclusive)
        ? told.flatMap(({ event }) => event?.card ?? [])[0]
        : answered?.card;
      expect(card?.label).toMatch(/^(\w+ )?\*(\d{2,4})?$/);
      const later = newOrder();
      const { charge } = provider;
      if (!charge || !card) throw new Error('cannot charge');
      const first = await charge.call(provider, later, card.token, never());
      expect(first).toMatchObject({ kind: 'paid', orderNumber: later.number, amount: TOTAL, isOurMerchant: true });
      const again = await charge.call(provider, later, card.token, never());
      expect(again.eventRef).toBe(first.eventRef);
      expect(await ask(later)).toMatchObject({ kind: 'paid', eventRef: first.eventRef });
      expect(counterpart.moved(later.number)).toEqual({ taken: TOTAL, givenBack: 0n });
      const unknown = charge.call(provider, newOrder(), `${card.token}0`, never());
      await expect(unknown).rejects.toThrow(ProviderRefused);
    });

    it('refuses a callback of which a single byte was changed, wherever that is', async () => {
      const order = await visit(newOrder());
      await counterpart.pay(order.number, { outcome: 'paid' });
      const [callback] = taken;
      if (!callback) throw new Error('no callback came');
      const right = await provider.readCallback(callback);
      let [tried, believed] = [0, 0];
      const wrong: string[] = [];
      for (const { changed, where } of changedCallbacks(callback, signatureHeaders)) {
        tried++;
        const read = await provider.readCallback(changed).catch((error: unknown) => {
          if (error instanceof CallbackRefused && error.message === '') return null;
          throw error;
        });
        if (read === null) continue;
        believed++;
        // Where the signature does not cover a byte, nothing is believed for the callback alone, and what it tells is the same.
        if (read.isConclusive || isConclusive) wrong.push(where);
        expect(read.event).toEqual(right.event);
      }
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(2_000);
      if (isConclusive) expect(believed).toBe(0);
    });

    it('refuses a callback without a signature, one by another key, and rubbish', async () => {
      const order = await visit(newOrder());
      await counterpart.pay(order.number, { outcome: 'paid' });
      const [callback] = taken;
      if (!callback) throw new Error('no callback came');
      const without = { ...callback, headers: new Headers(), rawBody: Buffer.from(callback.rawBody) };
      const rubbish = [
        '',
        '{}',
        '[]',
        'null',
        'data=&signature=',
        '{"merchantSignature":""}',
        'a'.repeat(70_000),
        '\u0000\uffff',
      ];
      const all = [
        ...(signatureHeaders.length > 0 ? [without] : []),
        ...rubbish.map((text) => ({ ...callback, rawBody: Buffer.from(text) })),
      ];
      for (const each of all) await expect(provider.readCallback(each)).rejects.toThrow(CallbackRefused);
      const otherKeys = Object.fromEntries(
        Object.entries(secrets).map(([key, value]) => [
          key,
          value.slice(0, -6) + [...value.slice(-6)].reverse().join(''),
        ]),
      );
      expect(otherKeys).not.toEqual(secrets);
      const stranger = kind.create({ settings, secrets: otherKeys, fetch, now });
      await expect(stranger.readCallback(callback)).rejects.toThrow(CallbackRefused);
    });

    describe('where the provider does not answer as it should', () => {
      let faults: Awaited<ReturnType<typeof startFaults>>;
      beforeAll(async () => {
        faults = await startFaults();
      });
      afterAll(() => faults.close());

      it('says for every fault that it can be asked again, and nothing secret', { timeout: 30_000 }, async () => {
        const order = { ...(await paid()), refunded: null };
        const faulty = kind.create({ settings, secrets, fetch: faults.fetch, now });
        const calls: readonly ((signal: AbortSignal) => Promise<unknown>)[] = [
          (signal) => faulty.ask(order, signal),
          async (signal) => {
            for await (const row of faulty.register({ from: NOW, to: moment }, signal)) return row;
            return 'empty';
          },
          ...(faulty.charge
            ? [(signal: AbortSignal) => faulty.charge?.(newOrder(), 'cus_1 pm_1', signal) ?? Promise.resolve()]
            : []),
          ...(faulty.refund
            ? [
                (signal: AbortSignal) =>
                  faulty.refund?.({ ...order, refunded: 0n }, { id: randomUUID(), amount: 100n }, signal) ??
                  Promise.resolve(),
              ]
            : []),
        ];
        const texts: string[] = [];
        for (const fault of faults.kinds) {
          for (const call of calls) {
            faults.set(fault);
            const signal = fault === 'silent' ? AbortSignal.timeout(60) : never();
            const error: unknown = await call(signal).then(
              (value) => new Error(`${fault} was believed: ${String(value)}`),
              (reason: unknown) => reason,
            );
            if (!(error instanceof ProviderUnavailable)) throw new Error(`at ${fault}`, { cause: error });
            texts.push(`${error.message} ${String(error.stack)} ${JSON.stringify(error)} ${String(error.cause)}`);
          }
        }
        for (const secret of [...Object.values(secrets), faults.canary]) expect(texts.join('\n')).not.toContain(secret);
      });
    });

    it('names the setting or secret that is missing or wrong, and never its value', () => {
      const canary = 'canary \u0000 value';
      for (const name of Object.keys(secrets)) {
        const { [name]: _, ...rest } = secrets;
        expect(() => kind.create({ settings, secrets: rest, fetch, now })).toThrow(name);
        for (const value of [canary, '', 5, null]) {
          const create = () => kind.create({ settings, secrets: { ...secrets, [name]: value }, fetch, now });
          expect(create).toThrow(name);
          expect(create).not.toThrow(/canary/);
        }
      }
    });

    it('keeps keys and the right signature out of what it says', async () => {
      const order = await visit(newOrder());
      await counterpart.pay(order.number, { outcome: 'paid' });
      const [callback] = taken;
      if (!callback) throw new Error('no callback came');
      const said: string[] = [];
      const written = (value: unknown) =>
        JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? '';
      const body = Buffer.from(callback.rawBody);
      const forged = Buffer.from(
        body.toString('latin1').replace(/[1-9]/, (digit) => String(Number(digit) - 1)),
        'latin1',
      );
      const error: unknown = await provider
        .readCallback({ ...callback, rawBody: forged })
        .catch((reason: unknown) => reason);
      if (isConclusive) expect(error).toBeInstanceOf(CallbackRefused);
      if (error instanceof Error)
        said.push(`${error.message} ${String(error.stack)} ${written(error)} ${String(error.cause)}`);
      const read = await provider.readCallback(callback);
      said.push(written(read), written(read.answer(moment)), written(provider), String(provider));
      const log = said.join('\n');
      for (const secret of Object.values(secrets)) expect(log).not.toContain(secret);
      const departure = written(await provider.depart(newOrder(), never()));
      for (const secret of Object.values(secrets)) expect(departure).not.toContain(secret);
    });
  });
}
