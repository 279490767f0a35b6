import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar.js';
import { addDecimals, compareDecimals, multiplyDecimals, subtractDecimals } from './decimal.js';
import { checkReading, type ReadingToCheck, type RegisterToCheck, standingOf } from './reading-check.js';

function register(overrides: Partial<RegisterToCheck> = {}): RegisterToCheck {
  return { id: 'total', integerDigits: 5, decimalDigits: 3, value: '1279', previous: '1234', ...overrides };
}

function reading(overrides: Partial<ReadingToCheck> = {}, ...registers: Partial<RegisterToCheck>[]): ReadingToCheck {
  return {
    registers: (registers.length > 0 ? registers : [{}]).map(register),
    multiplier: '1',
    maxDailyUse: '25',
    previousReadOn: '2026-10-02',
    readOn: '2026-11-02',
    ...overrides,
  };
}

const codes = (toCheck: ReadingToCheck) =>
  checkReading(toCheck).findings.map(({ code, severity, registerId }) => [code, severity, registerId]);
const useOf = (toCheck: ReadingToCheck) => checkReading(toCheck).use[0];

describe('checking a reading', () => {
  it('finds nothing in a usual month and says what was used', () => {
    expect(checkReading(reading())).toEqual({
      findings: [],
      use: [{ registerId: 'total', consumption: '45', rolledOver: false }],
    });
  });

  it('takes the same reading again for no use', () => {
    expect(useOf(reading({}, { value: '1234' }))).toEqual({ registerId: 'total', consumption: '0', rolledOver: false });
    expect(codes(reading({}, { value: '1234' }))).toEqual([]);
  });

  it('has nothing to compare with on a new meter', () => {
    const first = reading({ previousReadOn: null }, { previous: null, value: '99999' });
    expect(checkReading(first)).toEqual({
      findings: [],
      use: [{ registerId: 'total', consumption: null, rolledOver: false }],
    });
  });

  it('multiplies what the dial counted, exactly', () => {
    expect(
      useOf(reading({ multiplier: '40', maxDailyUse: null }, { value: '1234.1', previous: '1233.9' }))?.consumption,
    ).toBe('8');
  });

  it.each([
    ['100000', [['too_many_digits', 'confirm', 'total']]],
    ['123456.7', [['too_many_digits', 'confirm', 'total']]],
    ['999999999999.999', [['too_many_digits', 'confirm', 'total']]],
    ['1000000000000', [['too_many_digits', 'reject', 'total']]],
    ['99999', [['implausible', 'confirm', 'total']]],
    // A value of another reader of the dial: zeros in front are no digits too many.
    ['001279', []],
  ])('judges %s on a dial of five digits', (value, expected) => {
    expect(codes(reading({}, { value }))).toEqual(expected);
  });

  it('shows a smaller reading back, and does not make a use of it', () => {
    const slip = reading({}, { value: '1229' });
    expect(codes(slip)).toEqual([['less_than_previous', 'confirm', 'total']]);
    expect(useOf(slip)).toEqual({ registerId: 'total', consumption: null, rolledOver: false });
  });

  it('sees that the dial began again at zero', () => {
    const turned = reading({}, { previous: '99987.5', value: '32.75' });
    expect(useOf(turned)).toEqual({ registerId: 'total', consumption: '45.25', rolledOver: true });
    expect(codes(turned)).toEqual([['less_than_previous', 'confirm', 'total']]);
  });

  describe('of a meter that the supplier’s record makes shorter than it is', () => {
    const use = (previous: string, value: string) => useOf(reading({}, { previous, value }));

    it('counts what was used, beyond the record’s last number too', () => {
      expect(use('99980', '100025')).toEqual({ registerId: 'total', consumption: '45', rolledOver: false });
      expect(use('123456', '123501.5')).toEqual({ registerId: 'total', consumption: '45.5', rolledOver: false });
      expect(codes(reading({}, { previous: '123456', value: '123501' }))).toEqual([
        ['too_many_digits', 'confirm', 'total'],
      ]);
    });

    it('lets the dial turn where it truly ends, and makes no use of a step back', () => {
      expect(use('999980', '25')).toEqual({ registerId: 'total', consumption: '45', rolledOver: true });
      // One that was confirmed by mistake: what comes after it is no turn of a dial of five digits.
      expect(use('123456', '23500')).toEqual({ registerId: 'total', consumption: null, rolledOver: false });
      expect(codes(reading({}, { previous: '123456', value: '23500' }))).toEqual([
        ['less_than_previous', 'confirm', 'total'],
      ]);
    });

    it('tells a step back on it as well', () => {
      expect(codes(reading({}, { previous: '654321', value: '123456' }))).toEqual([
        ['too_many_digits', 'confirm', 'total'],
        ['less_than_previous', 'confirm', 'total'],
      ]);
    });
  });

  it('allows a tenth of the dial for a turn where the supplier sets no limit', () => {
    const without = (value: string) => useOf(reading({ maxDailyUse: null }, { previous: '99990', value }))?.rolledOver;
    expect(without('9990')).toBe(true);
    expect(without('9990.001')).toBe(false);
  });

  it('does not take a slip for a turn of the dial after years without a reading', () => {
    const slip = reading({ previousReadOn: '2014-11-02' }, { value: '1229' });
    expect(useOf(slip)).toEqual({ registerId: 'total', consumption: null, rolledOver: false });
  });

  it.each([
    ['775 m³ in 31 days at 25 a day', '2009', []],
    ['a little more', '2009.001', [['implausible', 'confirm', 'total']]],
  ])('asks to look again above the limit of each day: %s', (_, value, expected) => {
    expect(codes(reading({}, { value }))).toEqual(expected);
  });

  it('allows one day for two readings of one day, and for days in the wrong order', () => {
    for (const readOn of ['2026-10-02', '2026-10-03', '2026-09-30']) {
      expect(codes(reading({ readOn }, { value: '1259' }))).toEqual([]);
      expect(codes(reading({ readOn }, { value: '1259.1' }))).toEqual([['implausible', 'confirm', 'total']]);
    }
  });

  it('measures the limit in units, after the multiplier', () => {
    expect(codes(reading({ multiplier: '40' }, { value: '1253' }))).toEqual([]);
    expect(codes(reading({ multiplier: '40' }, { value: '1254' }))).toEqual([['implausible', 'confirm', 'total']]);
  });

  it('takes a number without its red digits for the same number where nothing was used', () => {
    const left = reading({}, { previous: '1234.567', value: '1234' });
    expect(checkReading(left)).toEqual({
      findings: [],
      use: [{ registerId: 'total', consumption: '0', rolledOver: false }],
    });
    expect(standingOf({ previous: '1234.567', value: '01234' })).toBe('1234.567');
    expect(standingOf({ previous: '1234.567', value: '1234.5' })).toBe('1234.5');
    expect(standingOf({ previous: '1234.567', value: '1235' })).toBe('1235');
    expect(codes(reading({}, { previous: '1234.567', value: '1234.5' }))).toEqual([
      ['less_than_previous', 'confirm', 'total'],
    ]);
  });

  describe('with day and night', () => {
    const zones = (day: Partial<RegisterToCheck>, night: Partial<RegisterToCheck>) =>
      reading({ maxDailyUse: '10' }, { id: 'day', ...day }, { id: 'night', previous: '500', value: '520', ...night });

    it('tells the use of each', () => {
      expect(checkReading(zones({}, {}))).toEqual({
        findings: [],
        use: [
          { registerId: 'day', consumption: '45', rolledOver: false },
          { registerId: 'night', consumption: '20', rolledOver: false },
        ],
      });
    });

    it('says which one to look at', () => {
      expect(codes(zones({}, { value: '400' }))).toEqual([['less_than_previous', 'confirm', 'night']]);
      expect(codes(zones({ value: '123456' }, { value: '9999' }))).toEqual([
        ['too_many_digits', 'confirm', 'day'],
        ['implausible', 'confirm', 'night'],
      ]);
    });

    it('sees day and night exchanged', () => {
      expect(codes(zones({ value: '520' }, { value: '1279' }))).toEqual([
        ['less_than_previous', 'confirm', 'day'],
        ['implausible', 'confirm', 'night'],
      ]);
    });

    it('holds both together to the limit of a day', () => {
      expect(codes(zones({ value: '1434' }, { value: '610' }))).toEqual([]);
      expect(codes(zones({ value: '1434' }, { value: '610.1' }))).toEqual([['implausible', 'confirm', null]]);
    });
  });
});

describe('checking any reading', () => {
  const integerDigits = fc.integer({ min: 1, max: 9 });
  const onDial = (digits: number) =>
    fc
      .tuple(fc.nat(10 ** digits - 1), fc.nat(999))
      .map(([whole, thousandths]) => addDecimals(String(whole), multiplyDecimals(String(thousandths), '0.001')));
  // Now and then a number that is longer than the dial is known to be.
  const shown = (digits: number) =>
    fc.oneof({ weight: 4, arbitrary: onDial(digits) }, { weight: 1, arbitrary: onDial(12) });
  /** The dial's end, as far as it is known: it has shown what was read before. */
  const lengthOf = ({ integerDigits: known, previous }: { integerDigits: number; previous: string | null }) =>
    Math.max(known, (previous ?? '').split('.')[0]!.length);
  const anyRegister = integerDigits.chain((digits) =>
    fc.record({
      integerDigits: fc.constant(digits),
      decimalDigits: fc.constant(3),
      value: shown(digits),
      previous: fc.option(shown(digits)),
    }),
  );
  const anyReading = fc
    .record({
      registers: fc.array(anyRegister, { minLength: 1, maxLength: 4 }),
      multiplier: fc.constantFrom('1', '40', '0.5', '1000'),
      maxDailyUse: fc.option(fc.constantFrom('0', '3', '25', '100000')),
      days: fc.option(fc.integer({ min: -10, max: 4000 })),
    })
    .map(({ registers, days, ...rest }): ReadingToCheck => ({
      ...rest,
      registers: registers.map((each, index) => ({ ...each, id: `register-${index}` })),
      previousReadOn: days === null ? null : addDays('2026-11-02', -days),
      readOn: '2026-11-02',
    }));

  it('never finds a negative use, and a turn of the dial adds up', () => {
    fc.assert(
      fc.property(anyReading, (toCheck) => {
        const { use } = checkReading(toCheck);
        expect(use.map((each) => each.registerId)).toEqual(toCheck.registers.map((each) => each.id));
        toCheck.registers.forEach((each, index) => {
          const { consumption, rolledOver } = use[index] ?? { consumption: 'missing', rolledOver: false };
          if (each.previous === null) expect(consumption).toBeNull();
          if (consumption === null) {
            expect(rolledOver).toBe(false);
            return;
          }
          expect(compareDecimals(consumption, '0')).toBeGreaterThanOrEqual(0);
          const turn = rolledOver ? `1${'0'.repeat(lengthOf(each))}` : '0';
          const steps = addDecimals(subtractDecimals(standingOf(each), each.previous ?? '0'), turn);
          expect(consumption).toBe(multiplyDecimals(steps, toCheck.multiplier));
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('lets a turn of the dial only explain a step back, within what is plausible', () => {
    fc.assert(
      fc.property(anyReading, (toCheck) => {
        const { use } = checkReading(toCheck);
        toCheck.registers.forEach((each, index) => {
          if (!use[index]?.rolledOver) return;
          expect(compareDecimals(each.value, each.previous ?? '0')).toBe(-1);
          const half = multiplyDecimals(`5${'0'.repeat(lengthOf(each) - 1)}`, toCheck.multiplier);
          expect(compareDecimals(use[index].consumption ?? '', half)).toBe(-1);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('shows back every step back, and refuses nothing that any dial can show', () => {
    fc.assert(
      fc.property(anyReading, (toCheck) => {
        const { findings } = checkReading(toCheck);
        expect(findings.every((each) => each.severity === 'confirm')).toBe(true);
        const stepsBack = toCheck.registers.filter(
          (each) => each.previous !== null && compareDecimals(standingOf(each), each.previous) < 0,
        );
        expect(findings.filter((each) => each.code === 'less_than_previous').map((each) => each.registerId)).toEqual(
          stepsBack.map((each) => each.id),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same bytes for the same reading, and changes nothing in it', () => {
    fc.assert(
      fc.property(anyReading, (toCheck) => {
        const before = JSON.stringify(toCheck);
        const copy = JSON.parse(before) as ReadingToCheck;
        expect(JSON.stringify(checkReading(toCheck))).toBe(JSON.stringify(checkReading(copy)));
        expect(JSON.stringify(toCheck)).toBe(before);
      }),
    );
  });
});
