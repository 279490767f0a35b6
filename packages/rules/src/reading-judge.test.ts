import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReadingInput } from './reading-input.js';
import { dialValues, judgeReading, type ReadingToJudge } from './reading-judge.js';

// What page, mock and server judge alike is in packages/server/src/domain/one-judgement.test.ts; here is what only corrections meet, and what
// holds for any number.

/** Of October's window with ten days of grace, which run into November's. */
const handedInLate: ReadingToJudge = {
  meter: {
    registers: [{ id: 'total', integerDigits: 5, decimalDigits: 0 }],
    multiplier: '1',
    maxDailyUse: null,
    plausibility: null,
    removedOn: null,
  },
  isAccountOpen: true,
  values: new Map([['total', '1250']]),
  earlier: [],
  later: null,
  rule: { opensOnDay: 25, closesOnDay: 20, graceDays: 10, countsFor: 'opening_month', lateReadings: 'refuse' },
  timeZone: 'Europe/Kyiv',
  readAt: new Date('2026-11-22T10:00:00Z'),
  now: new Date('2026-11-22T10:00:00Z'),
  isConfirmed: false,
  correctedMonth: null,
};

describe('a correction', () => {
  it('counts for the month of what it corrects, though the next window has opened', () => {
    const correctedLater = { ...handedInLate, now: new Date('2026-11-26T10:00:00Z') };
    expect(judgeReading(handedInLate).countsFor).toBe('2026-10');
    expect(judgeReading(correctedLater).countsFor).toBe('2026-11');
    expect(judgeReading({ ...correctedLater, correctedMonth: '2026-10' }).countsFor).toBe('2026-10');
  });

  it('is not refused for a window that is closed by now', () => {
    const rule = { ...handedInLate.rule, closesOnDay: 26, graceDays: 0 };
    const closed = { ...handedInLate, rule };
    expect(judgeReading(closed)).toMatchObject({ outcome: 'rejected', opensOn: '2026-11-25' });
    expect(judgeReading({ ...closed, correctedMonth: '2026-10' })).toMatchObject({
      outcome: 'accepted',
      opensOn: null,
    });
  });
});

describe('any number that a person may read from a dial', () => {
  const upTo12Digits = fc
    .tuple(fc.stringMatching(/^\d{1,12}$/), fc.option(fc.stringMatching(/^\d{0,4}$/)))
    .map(([whole, red]) => (red === null ? whole : `${whole},${red}`));
  const read = fc.stringMatching(/^(0|[1-9]\d{0,11})(\.\d{0,2}[1-9])?$/);
  const situation = fc.record({
    typed: fc.array(upTo12Digits, { minLength: 2, maxLength: 2 }),
    dials: fc.array(fc.record({ integerDigits: fc.integer({ min: 1, max: 12 }), decimalDigits: fc.nat(3) }), {
      minLength: 2,
      maxLength: 2,
    }),
    known: fc.array(fc.array(read, { minLength: 2, maxLength: 2 }), { maxLength: 4 }),
    later: fc.option(fc.array(read, { minLength: 2, maxLength: 2 })),
    multiplier: fc.constantFrom('1', '40'),
    maxDailyUse: fc.option(fc.constantFrom('0', '25')),
    plausibility: fc.option(fc.constant({ timesUsual: '3', neverBelow: '0.5', seasonal: false })),
    correctedMonth: fc.option(fc.constant('2026-10')),
  });

  it('can be handed in: at once, or once the person says that it is right', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(situation, ({ typed, dials, known, later, correctedMonth, ...yardsticks }) => {
        const registers = dials.map((each, index) => ({ ...each, id: `register-${index}` }));
        const valuesOf = (values: readonly string[]) =>
          values.map((value, index) => ({ registerId: `register-${index}`, value, consumption: null }));
        const parsed = registers.map((each, index) => parseReadingInput(typed[index] ?? '', each));
        const shown = dialValues(
          registers,
          valuesOf(parsed.map((each) => (each.kind === 'value' ? each.value : each.kind))),
        );
        if ('fault' in shown) throw new Error(shown.fault);
        const reading: ReadingToJudge = {
          ...handedInLate,
          meter: { ...handedInLate.meter, ...yardsticks, registers },
          values: shown.values,
          earlier: known.map((values, index) => ({
            readAt: `2026-${10 - index}-20T10:00:00Z`.replace(/-(\d)-/, '-0$1-'),
            quality: 'actual',
            values: valuesOf(values),
          })),
          later: later && valuesOf(later),
          now: new Date('2026-11-22T11:00:00Z'),
          correctedMonth,
        };
        const { outcome } = judgeReading(reading);
        outcomes.add(outcome);
        expect(['accepted', 'needs_confirmation']).toContain(outcome);
        const confirmed = judgeReading({ ...reading, isConfirmed: true });
        expect(confirmed.outcome).toBe(outcome === 'accepted' ? 'accepted' : 'questioned');
        for (const { consumption } of confirmed.values) expect(consumption ?? '0').not.toMatch(/^-/);
      }),
      { numRuns: 1000 },
    );
    expect([...outcomes].sort()).toEqual(['accepted', 'needs_confirmation']);
  });
});
