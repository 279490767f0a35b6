/**
 * Exact decimals for readings and quantities, as strings: `"123.450"`. Never floats: 0.1 + 0.2 on a bill is somebody's kopeck.
 *
 * A decimal is an optional minus, digits, and optionally a point with digits. Results carry no leading zeros, no trailing
 * zeros after the point and no minus zero, so equal numbers are equal strings.
 */
export type Decimal = string;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A decimal as a whole number and where its point stands. */
export interface ScaledDecimal {
  /** The number times 10 to the power of `scale`. */
  readonly units: bigint;
  /** Digits after the point. */
  readonly scale: number;
}

/** Whether the text is a decimal in the form this module reads. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** The decimal's digits as one whole number. */
export function scaledDecimal(decimal: Decimal): ScaledDecimal {
  const match = DECIMAL.exec(decimal);
  if (!match) throw new RangeError('not a decimal');
  const [, minus = '', whole = '', fraction = ''] = match;
  return { units: BigInt(minus + whole + fraction), scale: fraction.length };
}

/** The canonical text of a whole number with its point so many digits from the right. */
export function unscaledDecimal({ units, scale }: ScaledDecimal): Decimal {
  const minus = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return minus + whole + (fraction && `.${fraction}`);
}

function aligned(a: Decimal, b: Decimal): { a: bigint; b: bigint; scale: number } {
  const left = scaledDecimal(a);
  const right = scaledDecimal(b);
  const scale = Math.max(left.scale, right.scale);
  return {
    a: left.units * 10n ** BigInt(scale - left.scale),
    b: right.units * 10n ** BigInt(scale - right.scale),
    scale,
  };
}

/** The decimal in its one canonical form: `"007.50"` is `"7.5"`. */
export function canonicalDecimal(decimal: Decimal): Decimal {
  return unscaledDecimal(scaledDecimal(decimal));
}

/** -1, 0 or 1, as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const pair = aligned(a, b);
  return pair.a < pair.b ? -1 : pair.a > pair.b ? 1 : 0;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const pair = aligned(a, b);
  return unscaledDecimal({ units: pair.a + pair.b, scale: pair.scale });
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  const pair = aligned(a, b);
  return unscaledDecimal({ units: pair.a - pair.b, scale: pair.scale });
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  const left = scaledDecimal(a);
  const right = scaledDecimal(b);
  return unscaledDecimal({ units: left.units * right.units, scale: left.scale + right.scale });
}

/** `a / b` to so many digits after the point, halves away from zero: for what is shown, not for what is charged. `b` is positive. */
export function divideDecimals(a: Decimal, b: Decimal, digits: number): Decimal {
  const pair = aligned(a, b);
  const over = pair.a * 10n ** BigInt(digits);
  const half = over < 0n ? -pair.b : pair.b;
  return unscaledDecimal({ units: (2n * over + half) / (2n * pair.b), scale: digits });
}

/** The decimal with digits after the point beyond `digits` cut off, not rounded: a dial never shows a digit it has not reached. */
export function truncateDecimal(decimal: Decimal, digits: number): Decimal {
  const { units, scale } = scaledDecimal(decimal);
  return scale <= digits
    ? unscaledDecimal({ units, scale })
    : unscaledDecimal({ units: units / 10n ** BigInt(scale - digits), scale: digits });
}
