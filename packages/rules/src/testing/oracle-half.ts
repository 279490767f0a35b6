import { afterAll, describe, expect, it } from 'vitest';
import { compareWithOracle } from './compare-with-oracle.js';
import { oracleCases } from './oracle-cases.js';

const CASES = 100_000;
/** Two test files take a half each, so that they run side by side; short tests say where one goes wrong. */
const HALVES = 2;
const PARTS = 50;

/** Compares half of the random bills with the oracle: in lines, total, VAT, gaps, chosen tariffs and formulas. */
export function describeOracleHalf(half: 0 | 1): void {
  describe(`bills against an independent implementation, half ${half + 1} of ${HALVES}`, () => {
    const cases = oracleCases(half, HALVES);
    let compared = 0;
    let mismatches = 0;

    it.each(Array.from({ length: PARTS }, (_, part) => part + 1))('part %i: no mismatch', () => {
      const found: string[] = [];
      for (let number = 0; number < CASES / HALVES / PARTS; number++) {
        const { seed, request } = cases.next().value;
        const differences = compareWithOracle(request);
        compared += 1;
        if (differences.length === 0) continue;
        mismatches += 1;
        found.push(`seed ${seed}, ${request.tariffs[0]?.serviceKind}:`, ...differences);
      }
      expect(found.slice(0, 30)).toEqual([]);
    });

    afterAll(() => console.log(`${compared} of ${CASES} cases, ${mismatches} mismatches`));
  });
}
