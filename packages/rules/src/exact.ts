import { type Decimal, scaledDecimal, unscaledDecimal } from './decimal.js';

/**
 * A number as text without loss: a plain decimal where it ends (`"116.5"`), else a fraction in lowest terms (`"350/3"`). Every
 * {@link Decimal} is one.
 */
export type ExactText = string;

/** A number as a fraction in lowest terms; `under` is positive. A third of a month's allowance has no end as a decimal. */
export interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

function lowest(over: bigint, under: bigint): Exact {
  if (under === 1n) return { over, under };
  let a = over < 0n ? -over : over;
  let b = under;
  while (b) [a, b] = [b, a % b];
  return a > 1n ? { over: over / a, under: under / a } : { over, under };
}

/** The number that the text, or the whole number, says. */
export function exact(value: ExactText | number): Exact {
  const [decimal = '', under = 1] = String(value).split('/');
  const { units, scale } = scaledDecimal(decimal);
  return lowest(units, 10n ** BigInt(scale) * BigInt(under));
}

export const ZERO: Exact = { over: 0n, under: 1n };
export const ONE: Exact = { over: 1n, under: 1n };

export function plus(a: Exact, b: Exact): Exact {
  return lowest(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function minus(a: Exact, b: Exact): Exact {
  return lowest(a.over * b.under - b.over * a.under, a.under * b.under);
}

export function times(a: Exact, b: Exact): Exact {
  return lowest(a.over * b.over, a.under * b.under);
}

/** `a / b`, for a positive `b`. */
export function over(a: Exact, b: Exact): Exact {
  return lowest(a.over * b.under, a.under * b.over);
}

export function isLess(a: Exact, b: Exact): boolean {
  return a.over * b.under < b.over * a.under;
}

export function least(a: Exact, b: Exact): Exact {
  return isLess(b, a) ? b : a;
}

export function exactText({ over, under }: Exact): ExactText {
  let rest = under;
  for (const prime of [2n, 5n]) while (rest % prime === 0n) rest /= prime;
  if (rest > 1n) return `${over}/${under}`;
  let scale = 0;
  while (10n ** BigInt(scale) % under) scale++;
  return unscaledDecimal({ units: (over * 10n ** BigInt(scale)) / under, scale });
}

/** The number as a decimal of at most so many digits after the point, half away from zero: for quantities; money has its own. */
export function exactToDecimal(value: Exact, digits: number): Decimal {
  return exactText(over(exact(String(roundHalfUp(times(value, exact(10 ** digits))))), exact(10 ** digits)));
}

/** The nearest whole number; halves go away from zero. */
export function roundHalfUp({ over, under }: Exact): bigint {
  const half = over < 0n ? -under : under;
  return (2n * over + half) / (2n * under);
}
