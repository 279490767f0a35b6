import { expect, it, vi } from 'vitest';
import { CallbackRefused } from '../../payments/provider.js';
import { changedCallbacks } from './changed-callbacks.js';
import { type ConformanceWorld, patient } from './conformance-world.js';
import type { ProviderUnderTest } from './counterpart.js';

/** What is believed of a callback, and what is never said. */
export function tryTrust(world: ConformanceWorld, underTest: ProviderUnderTest): void {
  const { kind, isConclusive, signatureHeaders } = underTest;
  const { newOrder, visit, now } = world;

  it.each([
    ['a payment', { keepsCard: false, givesBack: false }],
    ['a payment whose card is kept', { keepsCard: true, givesBack: false }],
    ['a refund', { keepsCard: false, givesBack: true }],
  ])('refuses a callback of %s of which a single byte was changed, wherever that is', async (_, told) => {
    const order = await visit(newOrder({ keepsCard: told.keepsCard }));
    await world.counterpart.pay(order.number, { outcome: 'paid' });
    if (told.givesBack) {
      world.taken = [];
      await world.counterpart.giveBack(order.number, 1_000n);
    }
    const callback = world.taken.at(-1);
    if (!callback) throw new Error('no callback came');
    const right = await world.provider.readCallback(callback);
    if (isConclusive) expect(right.event?.kind).toBe(told.givesBack ? 'refunded' : 'paid');
    let [tried, believed] = [0, 0];
    const wrong: string[] = [];
    for (const { changed, where } of changedCallbacks(callback, signatureHeaders)) {
      tried++;
      const read = await world.provider.readCallback(changed).catch((error: unknown) => {
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
    await world.counterpart.pay(order.number, { outcome: 'paid' });
    const [callback] = world.taken;
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
    for (const each of all) await expect(world.provider.readCallback(each)).rejects.toThrow(CallbackRefused);
    const otherKeys = Object.fromEntries(
      Object.entries(world.secrets).map(([key, value]) => [
        key,
        value.slice(0, -6) + [...value.slice(-6)].reverse().join(''),
      ]),
    );
    expect(otherKeys).not.toEqual(world.secrets);
    const stranger = kind.create({ settings: world.settings, secrets: otherKeys, fetch, now });
    await expect(stranger.readCallback(callback)).rejects.toThrow(CallbackRefused);
  });

  it("takes none of our own signed words for the provider's", async () => {
    const order = await visit(newOrder());
    await world.counterpart.pay(order.number, { outcome: 'paid' });
    const [callback] = world.taken;
    if (!callback) throw new Error('no callback came');
    // What the payer's browser was given is signed with the same key.
    const { url, fields } = await world.provider.depart(newOrder(), patient());
    const forms = [new URLSearchParams(fields).toString(), JSON.stringify(fields), new URL(url).search.slice(1)];
    const answer = (await world.provider.readCallback(callback)).answer(world.moment).body;
    for (const body of [...forms, answer]) {
      const reflected = { ...callback, rawBody: Buffer.from(body) };
      await expect(world.provider.readCallback(reflected), body).rejects.toThrow(CallbackRefused);
    }
  });

  it('names the setting or secret that is missing or wrong, and never its value', () => {
    const canary = 'canary \u0000 value';
    for (const name of Object.keys(world.secrets)) {
      const { [name]: _, ...rest } = world.secrets;
      expect(() => kind.create({ settings: world.settings, secrets: rest, fetch, now })).toThrow(name);
      for (const value of [canary, '', 5, null]) {
        const create = () =>
          kind.create({ settings: world.settings, secrets: { ...world.secrets, [name]: value }, fetch, now });
        expect(create).toThrow(name);
        expect(create).not.toThrow(/canary/);
      }
    }
  });

  it('keeps keys and the right signature out of what it says', async () => {
    const order = await visit(newOrder());
    await world.counterpart.pay(order.number, { outcome: 'paid' });
    const [callback] = world.taken;
    if (!callback) throw new Error('no callback came');
    const said: string[] = [];
    const outputs = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    const written = (value: unknown) =>
      JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? '';
    const body = Buffer.from(callback.rawBody);
    const forged = Buffer.from(
      body.toString('latin1').replaceAll(/[1-9]/g, (digit) => String(Number(digit) - 1)),
      'latin1',
    );
    const error: unknown = await world.provider
      .readCallback({ ...callback, rawBody: forged })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CallbackRefused);
    // With nothing in it, not even the signature that would have been right is.
    if (error instanceof CallbackRefused) {
      expect([error.message, error.cause, Object.keys(error)]).toEqual(['', undefined, ['name']]);
    }
    const read = await world.provider.readCallback(callback);
    said.push(written(read), written(read.answer(world.moment)), written(world.provider), String(world.provider));
    const log = said.join('\n');
    for (const secret of Object.values(world.secrets)) expect(log).not.toContain(secret);
    const departure = written(await world.provider.depart(newOrder(), patient()));
    for (const secret of Object.values(world.secrets)) expect(departure).not.toContain(secret);
    for (const output of outputs) {
      expect(output).not.toHaveBeenCalled();
      output.mockRestore();
    }
  });
}
