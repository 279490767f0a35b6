import type { Tariff } from '@kabinet/api/contract';
import { addDays, applicableOn, isInSeason } from '@kabinet/rules';
import { LOCALITY_QUESTION } from '../../domain/tariff-book.js';
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
  const daysMeet = one.validFrom <= (other.validTo ?? '9999') && other.validFrom <= (one.validTo ?? '9999');
  const customersMeet = Object.entries(one.when).every(([question, answers]) =>
    answers.some((answer) => other.when[question]?.includes(answer)),
  );
  return daysMeet && customersMeet && seasonsMeet(one.season, other.season);
}

/** Both are given, or neither is: see the groups above. */
function seasonsMeet(one: Tariff['season'], other: Tariff['season']): boolean {
  if (one === null || other === null) return true;
  // Two seasons that meet have the first day of one of them in common; a leap year has every such day.
  return isInSeason(other, `2024-${one.from}`) || isInSeason(one, `2024-${other.from}`);
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
