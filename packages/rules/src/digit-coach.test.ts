import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals } from './decimal.js';
import { type CoachedMeter, coachReading } from './digit-coach.js';
import { checkReading } from './reading-check.js';
import { parseReadingInput } from './reading-input.js';
import type { UsePeriod } from './recent-use.js';

const READ_ON = '2026-11-02';

/** Twelve months of some 45 units each in a register. */
function year(registerId: string, monthly = 45): UsePeriod[] {
  return Array.from({ length: 12 }, (_, index) => {
    const day = (month: number) => new Date(Date.UTC(2026, month, 2)).toISOString().slice(0, 10);
    const consumption = String(monthly + (index % 3));
    return { from: day(8 - index), to: day(9 - index), quality: 'actual', use: [{ registerId, consumption }] };
  });
}

function water(overrides: Partial<CoachedMeter> = {}): CoachedMeter {
  return {
    id: 'cold',
    serviceKind: 'cold_water',
    registers: [{ id: 'total', integerDigits: 5, decimalDigits: 3, previous: '1234' }],
    multiplier: '1',
    maxDailyUse: '25',
    plausibility: { timesUsual: '3', neverBelow: '0.5', seasonal: false },
    recentUse: year('total'),
    previousReadOn: '2026-10-02',
    typed: {},
    ...overrides,
  };
}

const typing = (text: string, overrides: Partial<CoachedMeter> = {}) => water({ typed: { total: text }, ...overrides });

const hot = (text = '') =>
  water({
    id: 'hot',
    serviceKind: 'hot_water',
    registers: [{ id: 'hot-total', integerDigits: 5, decimalDigits: 3, previous: '40700' }],
    recentUse: year('hot-total'),
    typed: { 'hot-total': text },
  });

const zones = (day: string, night: string): CoachedMeter => ({
  ...water({ id: 'power', serviceKind: 'electricity', recentUse: [] }),
  registers: [
    { id: 'day', integerDigits: 5, decimalDigits: 1, previous: '18400' },
    { id: 'night', integerDigits: 5, decimalDigits: 1, previous: '7000' },
  ],
  typed: { day, night },
});

/** The first advice as one line: the slip, and what to put in. */
function first(meter: CoachedMeter, others: readonly CoachedMeter[] = []): string {
  const [advice] = coachReading({ meter, others, readOn: READ_ON });
  if (!advice) return 'nothing';
  const fix = advice.fix.flatMap((each) => each.values.map(({ registerId, value }) => `${registerId} ${value}`));
  return [advice.slip, ...fix].join(', ');
}

describe('the digit coach', () => {
  it.each([
    ['a usual reading', '1279', 'nothing'],
    ['no use at all', '1234', 'nothing'],
    ['three times the usual', '1370', 'nothing'],
    ['with its red digits', '01279,345', 'nothing'],
    ['nothing typed', ' ', 'nothing'],
    ['no number', 'двадцять', 'nothing'],
    ['red digits typed as black ones', '01279345', 'red_digits, total 1279.345'],
    ['red digits, without the zeros in front', '1279345', 'red_digits, total 1279.345'],
    ['a digit passed over', '179', 'digit_missing, total 1279'],
    ['the first digit passed over', '279', 'digit_missing, total 1279'],
    ['a digit typed twice', '12279', 'digit_doubled, total 1279'],
    ['two digits swapped', '2179', 'digits_swapped, total 1279'],
    ['two digits swapped, with red ones', '2179,345', 'digits_swapped, total 1279.345'],
    ['a dial that begins at zero', '7', 'meter_replaced'],
  ])('%s: %s', (_, typed, expected) => {
    expect(first(typing(typed))).toBe(expected);
  });

  it('sees that the dial went past zero', () => {
    const registers = [{ id: 'total', integerDigits: 5, decimalDigits: 3, previous: '99980' }];
    expect(first(typing('00025', { registers }))).toBe('rolled_over');
    expect(first(typing('25', { registers }))).toBe('rolled_over');
  });

  it('sees day and night exchanged, and red digits in both', () => {
    expect(first(zones('18500', '7040'))).toBe('nothing');
    expect(first(zones('7040', '18500'))).toBe('zones_exchanged, day 18500, night 7040');
    expect(first(zones('185003', '70409'))).toBe('red_digits, day 18500.3, night 7040.9');
  });

  it('sees another meter’s reading, and cold and hot water exchanged', () => {
    expect(first(typing('40745'), [hot()])).toBe('waters_exchanged, hot-total 40745');
    expect(first(typing('40745'), [hot('1279')])).toBe('waters_exchanged, total 1279, hot-total 40745');
    expect(first(typing('40745'), [{ ...hot(), serviceKind: 'cold_water' }])).toBe('other_meter, hot-total 40745');
    expect(first(typing('1279'), [hot('40745')])).toBe('nothing');
  });

  describe('of several slips that explain a number, names first', () => {
    const monthly = (previous: string, registerId = 'total') => [
      { id: registerId, integerDigits: 5, decimalDigits: 1, previous },
    ];
    const power = (day: string, night: string, previous: readonly [string, string]): CoachedMeter => ({
      ...zones(day, night),
      registers: zones(day, night).registers.map((each, at) => ({ ...each, previous: previous[at] ?? null })),
      recentUse: year('day').map((period) => ({
        ...period,
        use: ['day', 'night'].flatMap((registerId) => period.use.map((each) => ({ ...each, registerId }))),
      })),
    });
    const all = (meter: CoachedMeter, others: readonly CoachedMeter[] = []) =>
      coachReading({ meter, others, readOn: READ_ON }).map(({ slip }) => slip);

    it.each([
      [
        'numbers that changed places, before two digits swapped in one of them',
        power('12090', '12200', ['12080', '11974']),
        [],
        ['zones_exchanged', 'digits_swapped'],
      ],
      [
        'the other water, before a digit typed twice',
        typing('12279'),
        [{ ...hot(), registers: [{ ...hot().registers[0]!, previous: '12240' }] }],
        ['waters_exchanged', 'digit_doubled'],
      ],
      [
        'another meter, before a digit typed twice',
        typing('12279'),
        [
          {
            ...hot(),
            serviceKind: 'cold_water',
            registers: [{ ...hot().registers[0]!, previous: '12240' }],
          },
        ],
        ['other_meter', 'digit_doubled'],
      ],
      [
        'a dial that went past zero, before a digit passed over just in front of it',
        typing('999', {
          registers: [{ id: 'total', integerDigits: 4, decimalDigits: 0, previous: '9980' }],
          maxDailyUse: '50',
          recentUse: year('total', 400),
        }),
        [],
        ['rolled_over', 'digit_missing'],
      ],
      [
        'a digit typed twice, before the red digit, where both fit',
        typing('184455', { registers: monthly('18400') }),
        [],
        ['digit_doubled', 'red_digits'],
      ],
      [
        'the red digit, before a digit typed twice that fits much less',
        typing('184478', { registers: monthly('18400') }),
        [],
        ['red_digits', 'digit_doubled'],
      ],
      [
        'a digit typed twice, before two swapped to the same number',
        typing('10002', { registers: monthly('960') }),
        [],
        ['digit_doubled', 'digits_swapped'],
      ],
      [
        'two digits swapped, before one passed over in the same number',
        typing('01079', { registers: monthly('10034') }),
        [],
        ['digits_swapped', 'digit_missing'],
      ],
      [
        'the red digit of both zones, before a finger that slipped twice',
        zones('185003', '70449'),
        [],
        ['red_digits', 'digit_doubled'],
      ],
      ['a digit passed over, before a new meter', typing('127'), [], ['digit_missing', 'meter_replaced']],
    ] as const)('%s', (_, meter, others, expected) => {
      expect(all(meter, others).slice(0, 2)).toEqual(expected);
    });
  });

  it('says nothing of a number below an estimate that was too high', () => {
    const recentUse: UsePeriod[] = [
      {
        from: '2026-09-02',
        to: '2026-10-02',
        quality: 'estimated',
        use: [{ registerId: 'total', consumption: '100' }],
      },
      ...year('total').slice(1),
    ];
    // 1134 was read on 2 September, 1234 guessed for October: 1224 is an ordinary use of 90 in two months.
    expect(first(typing('1224', { recentUse }))).toBe('nothing');
    expect(first(typing('2179', { recentUse }))).toBe('digits_swapped, total 1279');
  });

  it('proposes no number for a meter without an earlier reading but what its dial can show', () => {
    const registers = [{ id: 'total', integerDigits: 5, decimalDigits: 3, previous: null }];
    expect(first(typing('99999', { registers, previousReadOn: null, recentUse: [] }))).toBe('nothing');
    expect(first(typing('01279345', { registers, previousReadOn: null, recentUse: [] }))).toBe(
      'red_digits, total 1279.345',
    );
  });
});

describe('the digit coach on anything', () => {
  const text = fc.oneof(
    { weight: 4, arbitrary: fc.stringMatching(/^0{0,2}\d{1,8}([.,]\d{0,3})?$/) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'0123456789., -ОO１'), maxLength: 40 }) },
  );
  const decimal = fc.integer({ min: 0, max: 99_999_999 }).map((each) => String(each / 1000));
  const anyPeriod = (registerIds: readonly string[]) =>
    fc.record({
      from: fc.constantFrom('2024-11-01', '2025-10-02', '2026-08-01'),
      to: fc.constantFrom('2025-01-10', '2026-09-02', '2026-10-02'),
      quality: fc.constantFrom('actual' as const, 'estimated' as const),
      use: fc
        .array(fc.option(decimal), { minLength: registerIds.length, maxLength: registerIds.length })
        .map((all) => all.map((consumption, index) => ({ registerId: registerIds[index] ?? '', consumption }))),
    });
  const anyMeter = (id: string) =>
    fc.integer({ min: 1, max: 3 }).chain((count) => {
      const ids = Array.from({ length: count }, (_, index) => `${id}-${index}`);
      return fc.record({
        id: fc.constant(id),
        serviceKind: fc.constantFrom('cold_water', 'hot_water', 'electricity'),
        registers: fc
          .array(
            fc.record({
              integerDigits: fc.integer({ min: 1, max: 8 }),
              decimalDigits: fc.integer({ min: 0, max: 3 }),
              previous: fc.option(decimal),
            }),
            { minLength: count, maxLength: count },
          )
          .map((all) => all.map((each, index) => ({ ...each, id: ids[index] ?? '' }))),
        multiplier: fc.constantFrom('1', '40', '0.5'),
        maxDailyUse: fc.option(fc.constantFrom('3', '25', '1000')),
        plausibility: fc.option(
          fc.record({
            timesUsual: fc.constantFrom('1', '3'),
            neverBelow: fc.constantFrom('0', '2.5'),
            seasonal: fc.boolean(),
          }),
        ),
        recentUse: fc.array(anyPeriod(ids), { maxLength: 5 }),
        previousReadOn: fc.option(fc.constantFrom('2026-10-02', '2024-05-05', '2026-11-02')),
        typed: fc
          .array(text, { minLength: count, maxLength: count })
          .map((all) => Object.fromEntries(all.map((each, index) => [ids[index] ?? '', each]))),
      });
    });
  const situation = fc.tuple(anyMeter('one'), fc.array(anyMeter('two'), { maxLength: 1 }));

  it('never throws, repeats itself exactly, and proposes only ordinary readings that were not typed', () => {
    let proposals = 0;
    fc.assert(
      fc.property(situation, ([meter, others]) => {
        const ask = () => coachReading({ meter, others, readOn: READ_ON });
        const advice = ask();
        expect(JSON.stringify(ask())).toBe(JSON.stringify(advice));
        for (const { fix } of advice) {
          for (const { meterId, values } of fix) {
            proposals += 1;
            const of = [meter, ...others].find((each) => each.id === meterId)!;
            const registers = of.registers.flatMap((each) => {
              const value = values.find(({ registerId }) => registerId === each.id)?.value;
              return value === undefined ? [] : [{ ...each, value }];
            });
            const { findings, use } = checkReading({ ...of, registers, readOn: READ_ON });
            expect(findings).toEqual([]);
            expect(use.every((each) => each.consumption === null || compareDecimals(each.consumption, '0') >= 0)).toBe(
              true,
            );
            const isTyped = registers.every((each) => {
              const input = parseReadingInput(of.typed[each.id] ?? '', each);
              return input.kind === 'value' && input.value === each.value;
            });
            expect(isTyped).toBe(false);
          }
        }
      }),
      { numRuns: 1500 },
    );
    // The property would mean nothing on silence.
    expect(proposals).toBeGreaterThan(50);
  });

  it('says nothing where the rules find nothing', () => {
    fc.assert(
      fc.property(anyMeter('one'), (meter) => {
        const inputs = meter.registers.map((each) => parseReadingInput(meter.typed[each.id] ?? '', each));
        if (inputs.some((each) => each.kind !== 'value')) return;
        const registers = meter.registers.map((each, index) => {
          const input = inputs[index];
          return { ...each, value: input?.kind === 'value' ? input.value : '0' };
        });
        if (checkReading({ ...meter, registers, readOn: READ_ON }).findings.length > 0) return;
        expect(coachReading({ meter, readOn: READ_ON })).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
