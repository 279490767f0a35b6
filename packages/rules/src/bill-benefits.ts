import { type BillFormula, evaluateFormula } from './bill-formula.js';
import type { BillLine, BlockCharges } from './bill-charges.js';
import type { BillSegment } from './bill-segments.js';
import { exact, type Exact, exactText, least, minus, times } from './exact.js';
import type { Benefit } from './tariff.js';
import { compareText } from './tariff-choice.js';

/** One series in a segment: its charges, and the lines that benefits add. */
export interface SeriesCharges {
  /** A charge, the first: what the lines of money benefits are about. */
  readonly blocks: readonly BlockCharges[];
  readonly lines: BillLine[];
}

/** Units of one block, all lowered alike so far. */
interface Portion {
  readonly of: BlockCharges;
  readonly volume: Exact;
  /** How much of the price, in percent, is still to pay. */
  readonly unpaid: Exact;
}

function byId(a: Benefit, b: Benefit): number {
  return compareText(a.id, b.id);
}

/** The benefit's line against a charge, for so many of its units; null when nothing is left to lower. */
function lowering({ of: { charges }, volume }: Portion, benefitId: string, percent: Exact): BillLine[] {
  return charges.flatMap((charge) => {
    const granted: BillFormula = {
      ...charge.line.formula,
      quantity: exactText(times(volume, charge.part)),
      percent: exactText(percent),
      sign: -1,
    };
    // Roundings of several benefits may come to a minor unit more than the charge.
    const formula = -evaluateFormula(granted) > charge.left ? { ...granted, atMost: charge.left } : granted;
    const amount = evaluateFormula(formula);
    charge.left += amount;
    return amount === 0 ? [] : [{ ...charge.line, kind: 'benefit', benefitId, amount, formula }];
  });
}

function cheapestFirst(a: BlockCharges, b: BlockCharges): number {
  const difference = minus(exact(a.block.price), exact(b.block.price)).over;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Lowers the price of units, the cheapest block's first: free volumes are units lowered by the whole price. */
export function lowerByUnits(blocks: readonly BlockCharges[], { benefits, share }: BillSegment): BillLine[] {
  const line = blocks[0]?.charges[0]?.line;
  if (!line) return [];
  const isUse = line.kind === 'use';
  const lines: BillLine[] = [];
  let portions: Portion[] = [...blocks]
    .sort(cheapestFirst)
    .map((of) => ({ of, volume: of.volume, unpaid: exact(100) }));
  const ofKind = (kind: Benefit['kind']) =>
    benefits.filter((each) => each.kind === kind && each.components.includes(line.component)).sort(byId);
  for (const { id, kind, value, upTo } of [...(isUse ? ofKind('volume') : []), ...ofKind('percent')]) {
    const isVolume = kind === 'volume';
    const percent = exact(isVolume ? 100 : value);
    const units = isVolume ? value : isUse ? upTo : null;
    let left = units === null ? null : times(exact(units), exact(`${share.days}/${share.of}`));
    portions = portions.flatMap((portion) => {
      const volume = left ? least(left, portion.volume) : portion.volume;
      const taken = least(percent, portion.unpaid);
      if (!volume.over || !taken.over) return [portion];
      left = left && minus(left, volume);
      lines.push(...lowering({ ...portion, volume }, id, taken));
      return [
        { ...portion, volume, unpaid: minus(portion.unpaid, taken) },
        { ...portion, volume: minus(portion.volume, volume) },
      ];
    });
  }
  return lines;
}

/** What is left of the charges after their benefits so far. */
function leftOf(blocks: readonly BlockCharges[]): number {
  return blocks.reduce((sum, { charges }) => charges.reduce((each, { left }) => each + left, sum), 0);
}

/**
 * Lowers what is left of the series' charges, in their order, by the segment's part of a monthly sum, never below zero. Calls `unused` with
 * what found nothing to lower.
 */
export function lowerByMoney(
  series: readonly SeriesCharges[],
  segment: BillSegment,
  digits: number,
  unused: (benefitId: string, amount: number) => void,
): void {
  const { days, of } = segment.share;
  const left = new Map(series.map((each) => [each, leftOf(each.blocks)]));
  for (const benefit of segment.benefits.filter((each) => each.kind === 'money').sort(byId)) {
    const granted: BillFormula = {
      quantity: '1',
      unit: null,
      price: benefit.value,
      per: '1',
      coefficient: null,
      percent: null,
      share: days === of ? null : segment.share,
      sign: -1,
      atMost: null,
      digits,
    };
    const sum = -evaluateFormula(granted);
    let rest = sum;
    for (const each of series) {
      const line = each.blocks[0]?.charges[0]?.line;
      const taken = Math.min(rest, left.get(each) ?? 0);
      if (!line || taken === 0 || !benefit.components.includes(line.component)) continue;
      rest -= taken;
      left.set(each, (left.get(each) ?? 0) - taken);
      const formula = taken < sum ? { ...granted, atMost: taken } : granted;
      each.lines.push({
        ...line,
        kind: 'benefit',
        benefitId: benefit.id,
        zone: null,
        block: null,
        amount: -taken,
        formula,
      });
    }
    if (rest > 0) unused(benefit.id, rest);
  }
}
