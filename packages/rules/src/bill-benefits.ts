import { type BillFormula, evaluateFormula } from './bill-formula.js';
import { type BillLine, type BlockCharges, partOfMonth, sumOf } from './bill-charges.js';
import type { BillSegment } from './bill-segments.js';
import { exact, type Exact, exactText, least, minus, times } from './exact.js';
import type { Benefit } from './tariff.js';
import { compareText } from './tariff-choice.js';

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
export function lowerByUnits(blocks: readonly BlockCharges[], { benefits, allowance }: BillSegment): BillLine[] {
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
    let left = units === null ? null : times(exact(units), allowance);
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

/**
 * Lowers what is left of each series' lines, in their order, by the segment's part of a monthly sum, never below zero: adds lines to them.
 * Calls `unused` with what found nothing to lower.
 */
export function lowerByMoney(
  series: readonly BillLine[][],
  segment: BillSegment,
  digits: number,
  unused: (benefitId: string, amount: number) => void,
): void {
  for (const { id, value, components } of segment.benefits.filter(({ kind }) => kind === 'money').sort(byId)) {
    const granted: BillFormula = {
      quantity: '1',
      unit: null,
      price: value,
      per: '1',
      coefficient: null,
      percent: null,
      share: partOfMonth(segment),
      sign: -1,
      atMost: null,
      digits,
    };
    const sum = -evaluateFormula(granted);
    let rest = sum;
    for (const lines of series) {
      const [line] = lines;
      const amount = Math.min(rest, sumOf(lines));
      if (!line || amount === 0 || !components.includes(line.component)) continue;
      rest -= amount;
      const formula = amount < sum ? { ...granted, atMost: amount } : granted;
      lines.push({ ...line, kind: 'benefit', benefitId: id, zone: null, block: null, amount: -amount, formula });
    }
    if (rest > 0) unused(id, rest);
  }
}
