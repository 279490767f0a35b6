import { describe, expect, it } from 'vitest';
import { distanceToNextBlock } from './block-distance.js';
import { blocks, tariff, UKRAINE } from './testing/published-tariffs.js';

const of = (id: string) => UKRAINE.find((each) => each.id === id)!;

describe('how far it is to the next block', () => {
  it.each([
    // 12 kWh more at 1.44; then 1.68 for the whole volume
    ['ua-2022', '238', '12', '1.44', '1.68', 'whole_volume'],
    // The edge itself still belongs to the block
    ['ua-2022', '250', '0', '1.44', '1.68', 'whole_volume'],
    ['ua-2017', '0', '100', '0.90', '1.68', 'marginal'],
    ['ua-2015-town', '99.75', '0.25', '0.366', '0.630', 'marginal'],
    ['ua-2015-town', '100.001', '499.999', '0.630', '1.407', 'marginal'],
    ['ua-2015-village', '120', '30', '0.366', '0.630', 'marginal'],
  ])('%s at %s: %s more', (id, quantity, left, price, next, rule) => {
    expect(distanceToNextBlock({ tariff: of(id), quantity })).toMatchObject({
      left,
      unit: 'kWh',
      block: { price },
      next: { price: next },
      rule,
    });
  });

  it('is none in the last block, without blocks, or for what is charged by the month', () => {
    expect(distanceToNextBlock({ tariff: of('ua-2022'), quantity: '251' })).toBeNull();
    expect(distanceToNextBlock({ tariff: of('ua-2024'), quantity: '5' })).toBeNull();
    const fee = tariff({ id: 'fee', basis: 'month', blocks: blocks('1', 2, '3') });
    expect(distanceToNextBlock({ tariff: fee, quantity: '1' })).toBeNull();
  });
});
