import { compareDecimals, type Decimal, subtractDecimals } from './decimal.js';
import type { Tariff, TariffBlock } from './tariff.js';

/** How far a month's use is from where the price changes: "12 kWh more at 1.44; then 1.68 for the whole volume". */
export interface BlockDistance {
  /** Units until the block's edge; `"0"` on the edge itself, which still belongs to the block. */
  readonly left: Decimal;
  readonly unit: string | null;
  readonly block: TariffBlock;
  readonly next: TariffBlock;
  /** What the next price is for: the units above the edge, or all of the month's. */
  readonly rule: Tariff['blockRule'];
}

/** The distance from a calendar month's use to the next block. Null in the last block and where the price has no steps. */
export function distanceToNextBlock({
  tariff,
  quantity,
}: {
  readonly tariff: Tariff;
  readonly quantity: Decimal;
}): BlockDistance | null {
  const index = tariff.blocks.findIndex(({ upTo }) => upTo === null || compareDecimals(quantity, upTo) <= 0);
  const block = tariff.blocks[index];
  const next = tariff.blocks[index + 1];
  if (tariff.basis !== 'use' || !block || !next || block.upTo === null) return null;
  return {
    left: subtractDecimals(block.upTo, quantity),
    unit: tariff.unit,
    block,
    next,
    rule: tariff.blockRule,
  };
}
