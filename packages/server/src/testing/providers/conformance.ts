import { describe } from 'vitest';
import { tryFaults } from './conformance-faults.js';
import { tryMoney } from './conformance-money.js';
import { tryTrust } from './conformance-trust.js';
import { ConformanceWorld } from './conformance-world.js';
import type { ProviderUnderTest } from './counterpart.js';

/**
 * What every kind of provider has to hold, tried against its other side over real sockets. The kinds differ in what they can tell; what
 * they tell has to mean the same.
 */
export function describeProvider(name: string, underTest: ProviderUnderTest): void {
  describe(name, () => {
    const world = new ConformanceWorld(underTest);
    tryMoney(world, underTest);
    tryTrust(world, underTest);
    tryFaults(world, underTest);
  });
}
