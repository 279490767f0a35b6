import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar.js';
import type { ConsumptionNorm, Tariff, TariffAnswers } from './tariff.js';
import { applicableOn, isInSeason, openQuestions, tariffsOn, tariffTimeline } from './tariff-choice.js';
import { tariff, TVER, TVER_GAS, UKRAINE } from './testing/published-tariffs.js';
import { randomBillRequest } from './testing/random-tariffs.js';

const RUNS = { numRuns: 300, seed: 220_2015 };
const request = fc.nat(2 ** 31 - 1).map(randomBillRequest);

function on(tariffs: readonly Tariff[], day: string, answers: TariffAnswers = {}) {
  return tariffsOn({ tariffs, answers, on: day }).map(({ id }) => id);
}

describe('the tariff that applies', () => {
  it.each([
    ['2015-03-31', {}, []],
    ['2015-04-01', {}, ['ua-2015-town']],
    ['2015-08-31', { settlement: 'village' }, ['ua-2015-village']],
    ['2015-09-01', { settlement: 'village' }, []],
    ['2017-02-28', { family: 'large', settlement: 'village' }, ['ua-2016-autumn-large-family']],
    ['2017-03-01', { family: 'usual' }, ['ua-2017']],
    ['2023-05-31', {}, ['ua-2022']],
    ['2023-06-01', {}, ['ua-2023']],
    ['2024-09-30', { heating: 'electric' }, ['ua-2024']],
    ['2024-10-01', { heating: 'electric' }, ['ua-2024-electric-heating']],
    ['2025-04-30', { heating: 'electric' }, ['ua-2024-electric-heating']],
    ['2025-05-01', { heating: 'electric' }, ['ua-2024']],
  ])('on %s for %o', (day, answers, ids) => {
    expect(on(UKRAINE, day, answers)).toEqual(ids);
  });

  it('is the more special one, then the seasonal, then the later, then the first by id', () => {
    const usual = tariff({ id: 'd', validFrom: '2020-01-01' });
    const later = { ...usual, id: 'c', validFrom: '2021-01-01' };
    const seasonal = { ...usual, id: 'b', season: { from: '10-01', to: '04-30' } };
    const special = { ...usual, id: 'z', when: { stove: ['electric'] } };
    const twin = { ...special, id: 'y' };
    const answers = { stove: 'electric' };
    expect(on([usual, later], '2022-01-01')).toEqual(['c']);
    expect(on([usual, later, seasonal], '2022-01-01')).toEqual(['b']);
    expect(on([usual, later, seasonal], '2022-06-01')).toEqual(['c']);
    expect(on([usual, later, seasonal, special], '2022-01-01', answers)).toEqual(['z']);
    expect(on([special, seasonal, twin, usual], '2022-01-01', answers)).toEqual(['y']);
    expect(on([special], '2022-01-01', { stove: 'gas' })).toEqual([]);
    expect(on([special], '2022-01-01')).toEqual([]);
  });

  it('is one of each series', () => {
    const fee = tariff({ id: 'fee', series: 'a-fee' });
    expect(on([...UKRAINE, fee], '2024-07-01')).toEqual(['fee', 'ua-2024']);
  });

  it.each([
    [
      { from: '10-01', to: '04-30' },
      ['2023-10-01', '2023-12-31', '2024-01-01', '2024-04-30'],
      ['2023-09-30', '2024-05-01'],
    ],
    [{ from: '05-01', to: '09-30' }, ['2024-05-01', '2024-09-30'], ['2024-04-30', '2024-10-01', '2024-01-15']],
    [{ from: '12-01', to: '02-29' }, ['2023-02-28', '2024-02-29'], ['2023-03-01', '2024-03-01']],
    [
      { from: '02-29', to: '03-05' },
      ['2023-02-28', '2024-02-29', '2024-03-05'],
      ['2023-02-27', '2024-02-28', '2024-03-06'],
    ],
  ])('season %o', (season, inside, outside) => {
    for (const day of inside) expect([day, isInSeason(season, day)]).toEqual([day, true]);
    for (const day of outside) expect([day, isInSeason(season, day)]).toEqual([day, false]);
  });
});

describe('the questions to ask', () => {
  const open = (tariffs: readonly Tariff[], day: string, answers: TariffAnswers = {}) =>
    openQuestions({ tariffs, answers, on: day });

  it('are those whose answer matters on the day', () => {
    expect(open(UKRAINE, '2015-05-01')).toEqual(['settlement']);
    expect(open(UKRAINE, '2016-10-01')).toEqual(['family']);
    expect(open(UKRAINE, '2024-07-01')).toEqual([]);
    expect(open(UKRAINE, '2024-11-01')).toEqual(['heating']);
    expect(open(TVER, '2021-03-01')).toEqual(['settlement', 'stove']);
    expect(open(TVER_GAS, '2009-02-01')).toEqual(['meter', 'purpose']);
  });

  it('become fewer with an answer that settles others', () => {
    // With a meter the purpose does not matter.
    expect(open(TVER_GAS, '2009-02-01', { meter: 'yes' })).toEqual([]);
    expect(open(TVER_GAS, '2009-02-01', { meter: 'no' })).toEqual(['purpose']);
    expect(open(UKRAINE, '2015-05-01', { settlement: 'town' })).toEqual([]);
  });

  it('leave out what only a tariff asks that can never apply', () => {
    const village = tariff({ id: 'village', when: { settlement: ['village'], stove: ['electric', 'gas'] } });
    const never = tariff({
      id: 'never',
      when: { stove: ['gas'], family: ['large'] },
      validFrom: '1999-01-01',
    });
    expect(open([village, never], '2020-01-01', { settlement: 'village' })).toEqual(['stove']);
    expect(open([village, never], '2020-01-01')).toEqual(['family', 'settlement', 'stove']);
  });

  it('are also those that choose between the norms of a service', () => {
    const norm = (id: string, when: Tariff['when'], serviceKind = 'heat'): ConsumptionNorm => ({
      id,
      serviceKind,
      unit: 'Gcal',
      per: 'area',
      quantity: '0.02',
      validFrom: '2020-01-01',
      validTo: null,
      season: { from: '10-15', to: '04-15' },
      when,
    });
    const norms = [norm('general', {}), norm('high', { storeys: ['high'] }), norm('cooking', {}, 'gas')];
    const openAmong = (day: string, answers: TariffAnswers) => openQuestions({ tariffs: [], norms, answers, on: day });
    expect(openAmong('2024-11-01', {})).toEqual(['storeys']);
    expect(openAmong('2024-11-01', { storeys: 'low' })).toEqual([]);
    expect(openAmong('2024-07-01', {}), 'no heating in summer').toEqual([]);
  });

  it('miss none: where nothing is open, no answer changes the tariffs', () => {
    const words: Record<string, readonly string[]> = {
      settlement: ['town', 'village', ''],
      stove: ['gas', 'electric', ''],
      heating: ['central', 'electric', 'gas', ''],
      family: ['usual', 'large', ''],
    };
    /** Every way to answer what has no answer yet. */
    const complete = (answers: TariffAnswers): TariffAnswers[] =>
      Object.entries(words).reduce<TariffAnswers[]>(
        (all, [question, each]) =>
          all.flatMap((some) => (question in some ? [some] : each.map((word) => ({ ...some, [question]: word })))),
        [answers],
      );
    fc.assert(
      fc.property(request, ({ tariffs, answers, period }) => {
        const day = period.to;
        const asked = openQuestions({ tariffs, answers, on: day });
        const all = complete(answers);
        const result = (some: TariffAnswers) => on(tariffs, day, some).join();
        for (const question of Object.keys(words)) {
          const matters = all.some((some) =>
            words[question]!.some(
              (word) => !(question in answers) && result(some) !== result({ ...some, [question]: word }),
            ),
          );
          expect([question, asked.includes(question)]).toEqual([question, matters]);
        }
      }),
      { ...RUNS, numRuns: 100 },
    );
  });
});

describe('the tariffs over time', () => {
  const timeline = (answers: TariffAnswers, day: string) =>
    tariffTimeline({ tariffs: UKRAINE, series: 'electricity', answers, on: day }).map(
      ({ from, to, tariff: { id } }) => `${from} ${to} ${id}`,
    );

  it('are told with the days without one left out, and the last without an end', () => {
    expect(timeline({}, '2016-01-01')).toEqual([
      '2015-04-01 2015-08-31 ua-2015-town',
      '2016-03-01 2016-08-31 ua-2016',
      '2016-09-01 2017-02-28 ua-2016-autumn',
      '2017-03-01 2017-12-31 ua-2017',
      '2022-01-01 2023-05-31 ua-2022',
      '2023-06-01 2024-05-31 ua-2023',
      '2024-06-01 null ua-2024',
    ]);
  });

  it('come back with the seasons, for a year on', () => {
    expect(timeline({ heating: 'electric' }, '2025-01-15').slice(-6)).toEqual([
      '2023-10-01 2024-04-30 ua-2023-electric-heating',
      '2024-05-01 2024-05-31 ua-2023',
      '2024-06-01 2024-09-30 ua-2024',
      '2024-10-01 2025-04-30 ua-2024-electric-heating',
      '2025-05-01 2025-09-30 ua-2024',
      '2025-10-01 2026-04-30 ua-2024-electric-heating',
    ]);
    expect(timeline({ heating: 'electric' }, '2026-06-15').at(-1)).toBe('2027-05-01 2027-09-30 ua-2024');
  });

  it('are none for a series that nobody sells', () => {
    expect(tariffTimeline({ tariffs: UKRAINE, series: 'gas', answers: {}, on: '2025-01-01' })).toEqual([]);
  });

  it('agree on every day with the tariff that applies', () => {
    fc.assert(
      fc.property(request, ({ tariffs, answers, period }) => {
        const series = tariffs[0]?.series ?? '';
        const own = tariffs.filter((each) => each.series === series);
        const periods = tariffTimeline({ tariffs, series, answers, on: period.from });
        for (let day = period.from; day <= addDays(period.from, 365); day = addDays(day, 1)) {
          const told = periods.find(({ from, to }) => from <= day && (to === null || day <= to));
          expect([day, told?.tariff.id]).toEqual([day, applicableOn(own, answers, day)?.id]);
        }
      }),
      { ...RUNS, numRuns: 150 },
    );
  });
});
