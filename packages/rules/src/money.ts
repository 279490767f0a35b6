import { type Exact, exact, roundHalfUp, times } from './exact.js';

/**
 * Major units of money (hryvnias) as whole minor units (kopecks), halves away from zero. The one place where a bill is rounded: once for
 * each line, and once for the VAT of each rate.
 *
 * @param digits How many digits the currency has after the point: 2 for hryvnias and roubles.
 */
export function toMinorUnits(major: Exact, digits: number): number {
  return Number(roundHalfUp(times(major, exact(10 ** digits))));
}
