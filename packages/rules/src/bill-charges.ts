import type { BillFormula } from './bill-formula.js';
import { evaluateFormula } from './bill-formula.js';
import type { BillSegment } from './bill-segments.js';
import type { CalendarDate } from './calendar.js';
import type { Decimal } from './decimal.js';
import { exact, type Exact, exactText, isLess, least, minus, ONE, over, times, ZERO } from './exact.js';
import type { AccountMeasures, Tariff, TariffBlock, Zone } from './tariff.js';

/** One line of a bill. */
export interface BillLine {
  readonly serviceKind: string;
  readonly component: Tariff['component'];
  readonly series: string;
  readonly tariffId: string;
  readonly basis: Tariff['basis'];
  /** `use`: by what was used; `standing`: by the month; `benefit`: lowers those. */
  readonly kind: 'use' | 'standing' | 'benefit';
  /** Of a benefit's line. */
  readonly benefitId: string | null;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Null where it is not for a zone. */
  readonly zone: Zone | null;
  /** Which of the tariff's blocks, from 0; null where it is not for one. */
  readonly block: number | null;
  /** The VAT in the amount, in percent; null where there is none. */
  readonly vatRate: Decimal | null;
  /** Minor units of money; negative lowers the bill. */
  readonly amount: number;
  readonly formula: BillFormula;
}

/** A meter's zone with its part of the use; a meter without zones, and a standing charge, has one that is everything. */
export interface ZonePart {
  readonly zone: Zone | null;
  readonly part: Exact;
}

/** A line before benefits, its zone's part of the block, and what is left of its amount as benefits lower it. */
export interface Charge {
  readonly line: BillLine;
  readonly part: Exact;
  left: number;
}

/** For a formula: null where the segment is the whole month. */
export function partOfMonth({ share }: BillSegment): BillFormula['share'] {
  return share.days === share.of ? null : share;
}

/** What the lines come to together. */
export function sumOf(lines: readonly { readonly amount: number }[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

/** What falls into one block: its volume, and a charge for each zone. */
export interface BlockCharges {
  readonly block: TariffBlock;
  readonly volume: Exact;
  readonly charges: readonly Charge[];
}

/** How much of the quantity each block gets, with edges of so much of a month's. Blocks that get nothing are left out. */
function blockVolumes(tariff: Tariff, quantity: Exact, allowance: Exact): { index: number; volume: Exact }[] {
  const edges = tariff.blocks.map(({ upTo }, index) =>
    upTo === null || index === tariff.blocks.length - 1 ? quantity : least(quantity, times(exact(upTo), allowance)),
  );
  if (tariff.blockRule === 'whole_volume') {
    // Until 31.05.2023: up to 250 kWh a month 1.44 for the whole volume, above 1.68 for the whole volume.
    return [{ index: edges.findIndex((edge) => !isLess(edge, quantity)), volume: quantity }];
  }
  // Resolution 220 of 26.02.2015: each block's price is for that block's volume.
  let below = ZERO;
  return edges.flatMap((edge, index) => {
    const volume = minus(edge, below);
    if (!volume.over) return [];
    below = edge;
    return [{ index, volume }];
  });
}

/** A zone's own published price goes before the zone's coefficient (Tver: 4.46 by day, 3.03 by night; Ukraine: 0.5 by night). */
function zonePrice(tariff: Tariff, block: TariffBlock, zones: readonly ZonePart[], zone: Zone | null) {
  const own = block.zonePrices.find((each) => each.zone === zone);
  if (own) return { price: own.price, coefficient: null };
  const set = tariff.touSets.find(
    (periods) =>
      new Set(periods.map((each) => each.zone)).size === zones.length &&
      zones.every((each) => periods.some((period) => period.zone === each.zone)),
  );
  return { price: block.price, coefficient: set?.find((each) => each.zone === zone)?.coefficient ?? null };
}

/** Which measure of the account a tariff counts; one by use or by the month counts none. */
export function measureOf(basis: Tariff['basis']): keyof AccountMeasures | null {
  return basis === 'resident' ? 'residents' : basis === 'area' || basis === 'capacity' ? basis : null;
}

/** What a tariff that is not by use is counted for in a month; nothing where that is not known. */
function standingQuantity(basis: Tariff['basis'], measures: AccountMeasures): Exact {
  const measure = measureOf(basis);
  if (measure === null) return ONE;
  // Gas networks, from 2019-04-01: a twelfth of the capacity ordered for the year.
  return over(exact(measures[measure] ?? 0), exact(basis === 'capacity' ? 12 : 1));
}

/** What a segment's charges are worked out from. */
export interface ChargeBase {
  readonly segment: BillSegment;
  /** The service's use in the segment. */
  readonly use: Exact;
  readonly zones: readonly ZonePart[];
  readonly measures: AccountMeasures;
  readonly digits: number;
}

/** The charges of one tariff in a segment, by block. */
export function chargesOf(tariff: Tariff, { segment, use, zones, measures, digits }: ChargeBase): BlockCharges[] {
  const isUse = tariff.basis === 'use';
  const quantity = isUse ? use : standingQuantity(tariff.basis, measures);
  if (!quantity.over) return [];
  const parts = isUse ? zones : [{ zone: null, part: ONE }];
  // Of use the segment's own is charged, with its part of the month's blocks; else a whole month is, and then its part taken.
  return blockVolumes(tariff, quantity, isUse ? segment.allowance : ONE).flatMap(({ index, volume }) => {
    const block = tariff.blocks[index];
    if (!block) return [];
    const charges = parts.flatMap(({ zone, part }): Charge[] => {
      if (!part.over) return [];
      const formula: BillFormula = {
        quantity: exactText(times(volume, part)),
        unit: tariff.unit,
        ...zonePrice(tariff, block, zones, zone),
        per: tariff.perUnits,
        percent: null,
        share: isUse ? null : partOfMonth(segment),
        sign: 1,
        atMost: null,
        digits,
      };
      const line: BillLine = {
        serviceKind: tariff.serviceKind,
        component: tariff.component,
        series: tariff.series,
        tariffId: tariff.id,
        basis: tariff.basis,
        kind: isUse ? 'use' : 'standing',
        benefitId: null,
        from: segment.from,
        to: segment.to,
        zone,
        block: index,
        vatRate: tariff.vatRate,
        amount: evaluateFormula(formula),
        formula,
      };
      return [{ line, part, left: line.amount }];
    });
    return [{ block, volume, charges }];
  });
}
