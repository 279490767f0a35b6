import type { BillFormula } from '../bill-formula.js';
import { oracleRound, parse, ten } from './oracle-numbers.js';

/**
 * A line's amount worked out again from its formula alone, by whoever distrusts the bill:
 * quantity × price / per × coefficient × percent / 100 × days / days of the month, rounded once, no more than `atMost`.
 */
export function oracleFormula(formula: BillFormula): bigint {
  const numbers = [formula.quantity, formula.price, formula.coefficient ?? '1', formula.percent ?? '1'].map(parse);
  let numerator = ten(formula.digits) * BigInt(formula.share?.days ?? 1);
  let denominator = BigInt(formula.share?.of ?? 1) * (formula.percent === null ? 1n : 100n);
  for (const { int, places, divisor } of numbers) {
    numerator *= int;
    denominator *= ten(places) * divisor;
  }
  const per = parse(formula.per);
  const size = oracleRound(numerator * ten(per.places), denominator * per.int);
  const most = formula.atMost === null ? size : BigInt(formula.atMost);
  return BigInt(formula.sign) * (size < most ? size : most);
}
