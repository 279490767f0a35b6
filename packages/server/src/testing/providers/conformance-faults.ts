import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, it, expect } from 'vitest';
import { ProviderUnavailable } from '../../payments/provider.js';
import { type ConformanceWorld, NOW, patient } from './conformance-world.js';
import type { ProviderUnderTest } from './counterpart.js';
import { startFaults } from './faults.js';

/** What comes of a provider that cannot be reached, is late, or answers with nonsense. */
export function tryFaults(world: ConformanceWorld, { kind }: ProviderUnderTest): void {
  const { newOrder, paid, now } = world;

  describe('where the provider does not answer as it should', () => {
    let faults: Awaited<ReturnType<typeof startFaults>>;
    beforeAll(async () => {
      faults = await startFaults();
    });
    afterAll(() => faults.close());

    it('says for every fault that it can be asked again, and nothing secret', { timeout: 30_000 }, async () => {
      const order = { ...(await paid()), refunded: null };
      const faulty = kind.create({ settings: world.settings, secrets: world.secrets, fetch: faults.fetch, now });
      const calls: readonly ((signal: AbortSignal) => Promise<unknown>)[] = [
        (signal) => faulty.ask(order, signal),
        async (signal) => {
          for await (const row of faulty.register({ from: NOW, to: world.moment }, signal)) return row;
          return 'empty';
        },
        ...(faulty.charge
          ? [(signal: AbortSignal) => faulty.charge?.(newOrder(), 'cus_1 pm_1', signal) ?? Promise.resolve()]
          : []),
        ...(faulty.refund
          ? [
              (signal: AbortSignal) =>
                faulty.refund?.(
                  { ...order, refunded: 0n },
                  { id: randomUUID(), amount: 100n, refundedBefore: 0n },
                  signal,
                ) ?? Promise.resolve(),
            ]
          : []),
      ];
      const texts: string[] = [];
      for (const fault of faults.kinds) {
        for (const call of calls) {
          faults.set(fault);
          const signal = fault === 'silent' ? AbortSignal.timeout(60) : patient();
          const error: unknown = await call(signal).then(
            (value) => new Error(`${fault} was believed: ${String(value)}`),
            (reason: unknown) => reason,
          );
          if (!(error instanceof ProviderUnavailable)) throw new Error(`at ${fault}`, { cause: error });
          if (fault === 'endless') expect(faults.taken()).toBeLessThan(48 * 1024 * 1024);
          texts.push(`${error.message} ${String(error.stack)} ${JSON.stringify(error)} ${String(error.cause)}`);
        }
      }
      for (const secret of [...Object.values(world.secrets), faults.canary])
        expect(texts.join('\n')).not.toContain(secret);
    });
  });
}
