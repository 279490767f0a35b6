import type { Zone } from '../tariff.js';
import type { OracleInput } from './oracle.js';
import type { Day } from './oracle-days.js';

// Whole numbers over common denominators: a quantity, a price or a percentage is a numerator over one number for the whole case.

interface Digits {
  readonly int: bigint;
  /** Digits after the point. */
  readonly places: number;
  /** What the decimal is divided by, in a fraction such as `350/3`. */
  readonly divisor: bigint;
}

const parsed = new Map<string, Digits>();

export function parse(text: string): Digits {
  let digits = parsed.get(text);
  if (!digits) {
    const [decimal = '', divisor = '1'] = text.split('/');
    const [whole = '', fraction = ''] = decimal.split('.');
    digits = { int: BigInt(whole + fraction), places: fraction.length, divisor: BigInt(divisor) };
    if (parsed.size > 5000) parsed.clear();
    parsed.set(text, digits);
  }
  return digits;
}

export const ten = (places: number) => 10n ** BigInt(places);

/** Division that must come out even: else the common denominator was chosen too small. */
export function exactly(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  if (quotient * divisor !== dividend) throw new Error('The common denominator does not hold this number');
  return quotient;
}

/** The number as a numerator over the denominator. */
export const over = (text: string, denominator: bigint) => {
  const { int, places, divisor } = parse(text);
  return exactly(int * denominator, ten(places) * divisor);
};

const mostPlaces = (decimals: readonly string[]) => Math.max(0, ...decimals.map((decimal) => parse(decimal).places));
export const least = (a: bigint, b: bigint) => (a < b ? a : b);

export interface Denominators {
  readonly volume: bigint;
  readonly price: bigint;
  readonly percent: bigint;
}

/** A service's use in the period, by zone of the meter: whole numbers of the case's smallest unit. */
export interface ServiceUse {
  readonly zones: Map<Zone, bigint>;
  total: bigint;
}

/** How many of the case's smallest unit of use make one. */
export function unitOf(use: OracleInput['use']): bigint {
  let unit = ten(mostPlaces(use.map(({ quantity }) => quantity)));
  for (const divisor of new Set(use.map(({ quantity }) => parse(quantity).divisor))) unit *= divisor;
  return unit;
}

export function useByService(use: OracleInput['use'], unit: bigint): Map<string, ServiceUse> {
  const services = new Map<string, ServiceUse>();
  for (const { serviceKind, zone, quantity } of use) {
    const service = services.get(serviceKind) ?? { zones: new Map(), total: 0n };
    const units = over(quantity, unit);
    service.zones.set(zone, (service.zones.get(zone) ?? 0n) + units);
    service.total += units;
    services.set(serviceKind, service);
  }
  return services;
}

/** Denominators over which everything in the case is a whole number: each is the product of all that anything is divided by. */
export function denominatorsOf(
  { tariffs, benefits, measures }: OracleInput,
  days: readonly Day[],
  unit: bigint,
  services: ReadonlyMap<string, ServiceUse>,
): Denominators {
  const blocks = tariffs.flatMap((tariff) => tariff.blocks);
  const monthly = [
    ...blocks.flatMap(({ upTo }) => upTo ?? []),
    ...benefits.flatMap(({ value, upTo }) => [value, upTo ?? '0']),
    measures.area ?? '0',
    measures.capacity ?? '0',
  ];
  let volume = unit * ten(mostPlaces(monthly)) * BigInt(days.length) * 12n;
  for (const length of new Set(days.map(({ daysInMonth }) => daysInMonth))) volume *= length;
  for (const { total } of services.values()) if (total !== 0n) volume *= total;

  const prices = blocks.flatMap((block) => [block.price, ...block.zonePrices.map((each) => each.price)]);
  const coefficients = tariffs.flatMap(({ touSets }) => touSets.flat().map((period) => period.coefficient));
  let price = ten(mostPlaces(prices) + mostPlaces(coefficients));
  for (const perUnits of new Set(tariffs.map((tariff) => tariff.perUnits))) price *= parse(perUnits).int;

  return { volume, price, percent: 100n * ten(mostPlaces(benefits.map(({ value }) => value))) };
}

/** A half away from zero. */
export function oracleRound(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}
