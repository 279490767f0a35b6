import type { Tariff } from '@kabinet/api/contract';
import { addDays, applicableOn, isInSeason, isValidOn } from '@kabinet/rules';
import { LOCALITY_QUESTION } from '../../domain/tariff-book.js';
import type { Places } from './read-parts.js';
import type { TariffOfFile } from './read-series.js';

/**
 * Refuses two tariffs of a series that would be for the same customers on the same days: which of them is meant cannot be told. One that
 * names more questions, or a season, is not that: it goes before the general one by the rule.
 */
export function refuseOverlaps(tariffs: readonly TariffOfFile[]): void {
  const told = new Set<Tariff>();
  for (const alike of groupsThatMayMeet(tariffs)) {
    for (const [index, { entry, tariff }] of alike.entries()) {
      const other = alike.slice(0, index).find((each) => meet(each.tariff, tariff))?.tariff;
      if (!other || told.has(tariff)) continue;
      told.add(tariff);
      entry.fault(
        'validFrom',
        `"${tariff.id}" and "${other.id}" are for the same customers on the same days, from ` +
          `${tariff.validFrom > other.validFrom ? tariff.validFrom : other.validFrom}: ` +
          'end the earlier one with validTo, or say in "when" whom each is for',
      );
    }
  }
}

/** Tariffs that name the same questions. Those that name places are looked at place by place: a country has thousands of them. */
function groupsThatMayMeet(tariffs: readonly TariffOfFile[]): Iterable<TariffOfFile[]> {
  const groups = new Map<string, TariffOfFile[]>();
  for (const each of tariffs) {
    const { when, season } = each.tariff;
    const questions = JSON.stringify([Object.keys(when).sort(), season !== null]);
    for (const place of when[LOCALITY_QUESTION] ?? ['']) {
      const key = `${place} ${questions}`;
      const group = groups.get(key);
      if (group) group.push(each);
      else groups.set(key, [each]);
    }
  }
  return groups.values();
}

function meet(one: Tariff, other: Tariff): boolean {
  const customersMeet = Object.entries(one.when).every(([question, answers]) =>
    answers.some((answer) => other.when[question]?.includes(answer)),
  );
  return daysMeet(one, other) && customersMeet && seasonsMeet(one.season, other.season);
}

function daysMeet(one: Tariff, other: Tariff): boolean {
  return one.validFrom <= (other.validTo ?? '9999') && other.validFrom <= (one.validTo ?? '9999');
}

/** Both are given, or neither is: see the groups above. */
function seasonsMeet(one: Tariff['season'], other: Tariff['season']): boolean {
  if (one === null || other === null) return true;
  // Two seasons that meet have the first day of one of them in common; a leap year has every such day.
  return isInSeason(other, `2024-${one.from}`) || isInSeason(one, `2024-${other.from}`);
}

/**
 * Tariffs that name different questions, as many each, may be for the same customer at different prices. The rule then takes the later one, which nobody
 * may have meant: a price for villages and one for electric stoves do not say what an electric stove in a village costs. Of all pairs with
 * the same questions the first is told: places alone may make thousands.
 */
export function warnOfTies(tariffs: readonly Tariff[], places: Places): string[] {
  const groups = new Map<string, Tariff[]>();
  for (const each of tariffs) {
    const key = JSON.stringify([each.season !== null, ...Object.keys(each.when).sort()]);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  const warnings: string[] = [];
  const earlier: Tariff[][] = [];
  for (const group of groups.values()) {
    for (const before of earlier) {
      const tie = firstTie(before, group, { all: tariffs, places });
      if (!tie) continue;
      const [one, other] = tie;
      warnings.push(
        `"${one.id}" (${conditionsOf(one)}) and "${other.id}" (${conditionsOf(other)}) may be for the same customer and cost differently: ` +
          'whoever is both pays the one that begins later. If not, add a tariff that names the questions of both in "when".',
      );
    }
    earlier.push(group);
  }
  return warnings;
}

function firstTie(
  some: readonly Tariff[],
  others: readonly Tariff[],
  { all, places }: { all: readonly Tariff[]; places: Places },
): [Tariff, Tariff] | null {
  const [first] = some;
  const [second] = others;
  // One with a season, or with more questions, goes before the other on purpose.
  if (!first || !second || (first.season === null) !== (second.season === null)) return null;
  if (Object.keys(first.when).length !== Object.keys(second.when).length) return null;
  for (const one of some) {
    const other = others.find(
      (each) => mayMeet(one, each, places) && priceOf(one) !== priceOf(each) && !isSettled(one, each, all),
    );
    if (other) return [one, other];
  }
  return null;
}

function conditionsOf({ when }: Tariff): string {
  return Object.entries(when)
    .map(([question, [answer = '', ...more]]) => `${question}: ${answer}${more.length > 0 ? ', …' : ''}`)
    .join(', ');
}

/** What it costs, to compare. */
function priceOf({ blocks, blockRule, perUnits, touSets }: Tariff): string {
  return JSON.stringify([blocks, blocks.length > 1 && blockRule, perUnits, touSets]);
}

/** Whether some day and some customer have both: a question that only one of them names rules nobody out, but what a place answers does. */
function mayMeet(one: Tariff, other: Tariff, places: Places): boolean {
  const suits = (question: string, answer: string) =>
    [one, other].every(({ when }) => when[question]?.includes(answer) ?? true);
  const mayLiveIn = (place: string) =>
    suits(LOCALITY_QUESTION, place) &&
    Object.entries(places.get(place) ?? {}).every(([question, answer]) => suits(question, answer));
  return (
    daysMeet(one, other) &&
    seasonsMeet(one.season, other.season) &&
    Object.entries(one.when).every(([question, answers]) =>
      answers.some((answer) => (question === LOCALITY_QUESTION ? mayLiveIn(answer) : suits(question, answer))),
    ) &&
    (other.when[LOCALITY_QUESTION]?.some(mayLiveIn) ?? true)
  );
}

/** Whether one that names more questions goes before both, for all who are both and on all their days. */
function isSettled(one: Tariff, other: Tariff, all: readonly Tariff[]): boolean {
  const answersOfBoth = (question: string) => {
    const [own, theirs] = [one.when[question], other.when[question]];
    return own && theirs ? own.filter((answer) => theirs.includes(answer)) : (own ?? theirs);
  };
  const special = all.filter(
    ({ when, season }) =>
      Object.keys(when).length > Object.keys(one.when).length &&
      Object.entries(when).every(([question, answers]) =>
        answersOfBoth(question)?.every((answer) => answers.includes(answer)),
      ) &&
      (season === null || (season.from === one.season?.from && season.to === one.season.to)),
  );
  const from = one.validFrom > other.validFrom ? one.validFrom : other.validFrom;
  const ends = [one.validTo, other.validTo].flatMap((end) => end ?? []).sort();
  const afterEach = special.flatMap(({ validTo }) => (validTo === null ? [] : addDays(validTo, 1)));
  return [from, ...afterEach.filter((day) => day > from && day <= (ends[0] ?? day))].every((day) =>
    special.some((each) => isValidOn(each, day)),
  );
}

/** Days between two versions of a tariff on which its customers have none: probably a slip in a date. */
export function warnOfHoles(tariffs: readonly Tariff[]): string[] {
  const versions = new Map<string, Tariff[]>();
  for (const tariff of tariffs) {
    if (tariff.season !== null) continue;
    const conditions = Object.entries(tariff.when).map(([question, answers]) => [question, [...answers].sort()]);
    const key = JSON.stringify(conditions.sort());
    versions.set(key, [...(versions.get(key) ?? []), tariff]);
  }
  return [...versions.values()].flatMap((each) =>
    [...each]
      .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
      .flatMap((tariff, index, sorted) => {
        const before = sorted[index - 1];
        if (!before || before.validTo === null) return [];
        const from = addDays(before.validTo, 1);
        const to = addDays(tariff.validFrom, -1);
        const answers = Object.fromEntries(
          Object.entries(tariff.when).map(([question, [first = '']]) => [question, first]),
        );
        if (from > to || applicableOn(tariffs, answers, from) !== null) return [];
        return [`From ${from} to ${to} there is none of "${before.id}" and "${tariff.id}": are the dates right?`];
      }),
  );
}
