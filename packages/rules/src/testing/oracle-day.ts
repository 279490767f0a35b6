import type { AccountMeasures, Benefit, Tariff, Zone } from '../tariff.js';
import type { Day } from './oracle-days.js';
import { type Denominators, exactly, least, over, parse, type ServiceUse, ten } from './oracle-numbers.js';

// One day's charge by one tariff. All quantities are numerators over the common denominators.

interface Part {
  readonly zone: Zone | null;
  /** The zone's share of the block is `units / total`. */
  readonly units: bigint;
  readonly total: bigint;
  readonly price: bigint;
}

interface BlockOfDay {
  readonly block: number;
  readonly volume: bigint;
  /** The block's own price, which says how cheap it is. */
  readonly price: bigint;
  readonly parts: readonly Part[];
  /** The block's units in a row, with what part of their price benefits have taken already. */
  relieved: { readonly volume: bigint; readonly percent: bigint }[];
}

/** What one unit costs in the block and zone. */
function priceOf(
  tariff: Tariff,
  index: number,
  zone: Zone | null,
  set: Tariff['touSets'][number] | undefined,
  denominator: bigint,
): bigint {
  const block = tariff.blocks[index]!;
  const own = block.zonePrices.find((each) => each.zone === zone);
  const price = parse(own ? own.price : block.price);
  const coefficient = parse((!own && set?.find((period) => period.zone === zone)?.coefficient) || '1');
  const perUnits = parse(tariff.perUnits);
  return exactly(
    price.int * coefficient.int * ten(perUnits.places) * denominator,
    ten(price.places + coefficient.places) * perUnits.int,
  );
}

/** The day's volume in the blocks: a day has its part of each block's allowance of the month. */
function blocksOfDay(tariff: Tariff, volume: bigint, use: ServiceUse | null, day: Day, of: Denominators): BlockOfDay[] {
  const last = tariff.blocks.length - 1;
  const ceilings = tariff.blocks.map(({ upTo }, index) =>
    upTo === null || index === last ? null : exactly(over(upTo, of.volume), day.daysInMonth),
  );
  const whole = ceilings.findIndex((ceiling) => ceiling === null || volume <= ceiling);
  const set = tariff.touSets.find(
    (periods) => use && periods.length === use.zones.size && periods.every(({ zone }) => use.zones.has(zone)),
  );
  const blocks: BlockOfDay[] = [];
  for (let block = 0; block <= last; block++) {
    let inBlock: bigint;
    if (tariff.blockRule === 'whole_volume') inBlock = block === whole ? volume : 0n;
    else inBlock = least(volume, ceilings[block] ?? volume) - least(volume, ceilings[block - 1] ?? 0n);
    if (inBlock === 0n) continue;
    const price = priceOf(tariff, block, null, undefined, of.price);
    const parts = use
      ? [...use.zones].map(([zone, units]) => {
          return { zone, units, total: use.total, price: priceOf(tariff, block, zone, set, of.price) };
        })
      : [{ zone: null, units: 1n, total: 1n, price }];
    blocks.push({ block, volume: inBlock, price, parts, relieved: [{ volume: inBlock, percent: 0n }] });
  }
  return blocks;
}

/** What a month is charged for besides use, in units a month; or the measure that is not known. */
function standingQuantity(
  basis: Tariff['basis'],
  { area, residents, capacity }: AccountMeasures,
  of: Denominators,
): bigint | keyof AccountMeasures {
  if (basis === 'area') return area === null ? 'area' : over(area, of.volume);
  if (basis === 'resident') return residents === null ? 'residents' : BigInt(residents) * of.volume;
  if (basis === 'capacity') return capacity === null ? 'capacity' : exactly(over(capacity, of.volume), 12n);
  return of.volume;
}

export const isOn = ({ validFrom, validTo }: Benefit, day: Day) =>
  validFrom <= day.text && (validTo === null || day.text <= validTo);

export const concerns = (benefit: Benefit, tariff: Tariff) =>
  benefit.serviceKind === tariff.serviceKind && benefit.components.includes(tariff.component);

/** What a benefit takes off units of a block that benefits before it had lowered alike: so much of the price of so many units. */
interface Taken {
  readonly block: BlockOfDay;
  /** What had been taken before. */
  readonly before: bigint;
  readonly percent: bigint;
  readonly volume: bigint;
}

/**
 * Takes a percentage off so many units (null: all) that are not yet free, the cheapest block's first. A volume free of charge is a
 * hundred percent.
 */
function relieve(blocks: readonly BlockOfDay[], limit: bigint | null, percent: bigint, full: bigint): Taken[] {
  const all: Taken[] = [];
  let left = limit;
  for (const block of [...blocks].sort((a, b) => (a.price < b.price ? -1 : a.price > b.price ? 1 : 0))) {
    block.relieved = block.relieved.flatMap((row) => {
      const volume = left === null ? row.volume : least(left, row.volume);
      const more = least(percent, full - row.percent);
      if (volume === 0n || more === 0n) return [row];
      if (left !== null) left -= volume;
      all.push({ block, before: row.percent, percent: more, volume });
      const lowered = { volume, percent: row.percent + more };
      const rest = { volume: row.volume - volume, percent: row.percent };
      return rest.volume === 0n ? [lowered] : [lowered, rest];
    });
  }
  return all;
}

/** What a day adds to a line, or to what a benefit takes from it. */
export interface Share {
  readonly key: string;
  readonly block: number;
  readonly zone: Zone | null;
  /** Of what a benefit takes: whose it is, and a key that tells apart its percentages. */
  readonly relief: { readonly benefit: Benefit; readonly key: string } | null;
  readonly sum: bigint;
}

/** What the charges of a case are worked out from. */
export interface Base {
  readonly measures: AccountMeasures;
  readonly services: ReadonlyMap<string, ServiceUse>;
  /** Days of the period. */
  readonly days: bigint;
  /** Of which the use is a whole number. */
  readonly unit: bigint;
  readonly of: Denominators;
}

/** The volume that the day is charged for; or the measure that nobody knows. */
function volumeOfDay(
  tariff: Tariff,
  day: Day,
  { measures, services, days, unit, of }: Base,
): bigint | keyof AccountMeasures {
  if (tariff.basis === 'use') {
    const use = services.get(tariff.serviceKind);
    return use ? exactly(use.total * of.volume, unit * days) : 0n;
  }
  const aMonth = standingQuantity(tariff.basis, measures, of);
  return typeof aMonth === 'string' ? aMonth : exactly(aMonth, day.daysInMonth);
}

/** What a day costs by a tariff, and what the benefits in units and in percent take off; or the measure that nobody knows. */
export function sharesOfDay(
  tariff: Tariff,
  day: Day,
  benefits: readonly Benefit[],
  base: Base,
): readonly Share[] | keyof AccountMeasures {
  const { services, of } = base;
  const volume = volumeOfDay(tariff, day, base);
  if (typeof volume === 'string') return volume;
  if (volume === 0n) return [];
  const isUse = tariff.basis === 'use';
  const blocks = blocksOfDay(tariff, volume, (isUse && services.get(tariff.serviceKind)) || null, day, of);
  const sharesOf = ({ block, parts }: BlockOfDay, volume: bigint, relief: Share['relief']): Share[] =>
    parts
      .filter(({ units }) => units !== 0n)
      .map(({ zone, units, total, price }) => {
        return { key: `${block} ${zone}`, block, zone, relief, sum: exactly(volume * units, total) * price };
      });
  const shares = blocks.flatMap((block) => sharesOf(block, block.volume * of.percent, null));
  for (const benefit of benefits) {
    if (benefit.kind === 'money' || !concerns(benefit, tariff)) continue;
    const isVolume = benefit.kind === 'volume';
    if (isVolume && !isUse) continue;
    const limit = isVolume ? benefit.value : isUse ? benefit.upTo : null;
    const units = limit === null ? null : exactly(over(limit, of.volume), day.daysInMonth);
    const percent = isVolume ? of.percent : exactly(over(benefit.value, of.percent), 100n);
    for (const taken of relieve(blocks, units, percent, of.percent)) {
      const relief = { benefit, key: `${benefit.id} after ${taken.before}` };
      shares.push(...sharesOf(taken.block, taken.volume * taken.percent, relief));
    }
  }
  return shares;
}
