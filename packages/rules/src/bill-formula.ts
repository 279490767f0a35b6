import type { Decimal } from './decimal.js';
import { exact, type ExactText, over, times } from './exact.js';
import { toMinorUnits } from './money.js';

/**
 * How the amount of a bill's line comes about, as data: to be written for people ("100 кВт·год × 0,90 грн = 90,00 грн") and to be worked out
 * again by anyone. quantity × price / per × coefficient × percent / 100 × share, rounded to minor units, no more than `atMost`.
 */
export interface BillFormula {
  /** How many units. A fraction where the use of several months or tariffs was divided by days. */
  readonly quantity: ExactText;
  /** Null where a month is charged, or residents or the like are. */
  readonly unit: string | null;
  /** Major units of money, VAT included, for `per` units. */
  readonly price: Decimal;
  readonly per: Decimal;
  /** The zone's coefficient; null where the price is the zone's own or there are no zones. */
  readonly coefficient: Decimal | null;
  /** Of a benefit: how much of the price it takes off. */
  readonly percent: Decimal | null;
  /** Of what is charged or granted by the month: the days of the month it is for. Null where it does not matter or is the whole month. */
  readonly share: { readonly days: number; readonly of: number } | null;
  /** -1 lowers the bill. */
  readonly sign: 1 | -1;
  /** Minor units: what a benefit could lower, where that is less than it grants. */
  readonly atMost: number | null;
  /** Digits of the currency after the point. */
  readonly digits: number;
}

/** The amount in minor units of money that the formula says. */
export function evaluateFormula(formula: BillFormula): number {
  const { quantity, price, per, coefficient, percent, share, sign, atMost, digits } = formula;
  let major = over(times(exact(quantity), exact(price)), exact(per));
  if (coefficient !== null) major = times(major, exact(coefficient));
  if (percent !== null) major = times(major, exact(`${percent}/100`));
  if (share) major = times(major, exact(`${share.days}/${share.of}`));
  const amount = toMinorUnits(major, digits);
  return sign * Math.min(amount, atMost ?? amount) || 0;
}
