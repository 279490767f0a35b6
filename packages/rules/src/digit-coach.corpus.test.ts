import { describe, expect, it } from 'vitest';
import { coachReading, type SlipAdvice } from './digit-coach.js';
import { checkReading } from './reading-check.js';
import { parseReadingInput } from './reading-input.js';
import { chanceFrom } from './testing/chance.js';
import { householdKinds } from './testing/household-traits.js';
import {
  coached,
  isOrdinaryReading,
  isWhatWasMeant,
  rightCase,
  slipKinds,
  slippedCase,
  type TypedCase,
} from './testing/slips.js';

const RIGHT_READINGS = 5000;
const SLIPS_OF_A_KIND = 250;
/** A few seconds; a machine that is busy otherwise must not turn it red. */
const PATIENCE = { timeout: 60_000 };

function coach({ here, others, typed, typedElsewhere }: TypedCase): SlipAdvice[] {
  return coachReading({
    meter: coached(here, typed),
    others: others.map((each) => coached(each, typedElsewhere)),
    readOn: here.readOn,
  });
}

function findingsOf({ here: { meter, readOn }, typed }: TypedCase) {
  const registers = meter.registers.map((each) => {
    const input = parseReadingInput(typed[each.id] ?? '', each);
    return { ...each, value: input.kind === 'value' ? input.value : '0' };
  });
  return checkReading({ ...meter, registers, readOn }).findings.map((each) => each.code);
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

describe('the digit coach on readings of made-up households', () => {
  it('names the right slip first', PATIENCE, () => {
    const chance = chanceFrom(7);
    const sum = { made: 0, detectable: 0, named: 0 };
    for (const slip of slipKinds) {
      const of = { made: 0, detectable: 0, named: 0, fixed: 0 };
      while (of.detectable < SLIPS_OF_A_KIND) {
        const made = slippedCase(chance, slip);
        if (!made) continue;
        of.made += 1;
        if (isOrdinaryReading(made)) continue;
        of.detectable += 1;
        const [first] = coach(made);
        if (first?.slip === slip) of.named += 1;
        if (first?.fix.some((each) => isWhatWasMeant(made, each))) of.fixed += 1;
      }
      console.log(
        `${slip}: named first ${percent(of.named, of.detectable)}, the number right ${percent(of.fixed, of.detectable)}` +
          ` of ${of.detectable}; left out ${of.made - of.detectable}`,
      );
      expect(of.named / of.detectable, slip).toBeGreaterThanOrEqual(0.85);
      sum.made += of.made;
      sum.detectable += of.detectable;
      sum.named += of.named;
    }
    const leftOut = sum.made - sum.detectable;
    console.log(
      `the coach names the right slip first in ${percent(sum.named, sum.detectable)} of ${sum.detectable} slips; ` +
        `${leftOut} more (${percent(leftOut, sum.made)} of all) made an ordinary reading of the customer and are left out`,
    );
    expect(sum.detectable).toBeGreaterThanOrEqual(2000);
    expect(sum.named / sum.detectable).toBeGreaterThanOrEqual(0.9);
  });

  it('says nothing about correct readings', PATIENCE, () => {
    const chance = chanceFrom(11);
    const count = { silent: 0, implausible: 0, belowEstimate: 0 };
    for (let index = 0; index < RIGHT_READINGS; index += 1) {
      const right = rightCase(chance, householdKinds[index % householdKinds.length] ?? 'electricity');
      if (coach(right).length === 0) count.silent += 1;
      const findings = findingsOf(right);
      if (findings.includes('implausible')) count.implausible += 1;
      if (findings.includes('less_than_previous')) count.belowEstimate += 1;
    }
    console.log(
      `the coach is silent on ${percent(count.silent, RIGHT_READINGS)} of ${RIGHT_READINGS} correct readings; ` +
        `${percent(count.implausible, RIGHT_READINGS)} are asked about as implausible, ` +
        `${percent(count.belowEstimate, RIGHT_READINGS)} as lower than an estimate`,
    );
    expect(count.silent / RIGHT_READINGS).toBeGreaterThanOrEqual(0.99);
    expect(count.implausible / RIGHT_READINGS).toBeLessThanOrEqual(0.01);
  });
});
