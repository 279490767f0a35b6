import { addDays, addMonths, type CalendarDate, dayOfMonth, monthOf } from './calendar.js';
import { numbered } from './numbered.js';
import { NO_END } from './tariff-sense.js';
import type { ConsumptionNorm, Season, Tariff, TariffAnswers } from './tariff.js';

/** What is in force over days, in a season, for whom: a tariff, or a norm. */
export type Applicable = Pick<Tariff, 'id' | 'validFrom' | 'validTo' | 'season' | 'when'>;

/** A period of a series with the tariff in force throughout. */
export interface TariffPeriod<Each extends Tariff = Tariff> {
  readonly from: CalendarDate;
  /** The last day; null while no end is known. */
  readonly to: CalendarDate | null;
  readonly tariff: Each;
}

/** The season's day in the year: 29 February is 28 in years without it. */
function seasonDay(monthAndDay: string, year: string): CalendarDate {
  return dayOfMonth(`${year}-${monthAndDay.slice(0, 2)}`, Number(monthAndDay.slice(3)));
}

export function isInSeason({ from, to }: Season, on: CalendarDate): boolean {
  const day = on.slice(5);
  const begun = from <= day || (from === '02-29' && seasonDay(from, on.slice(0, 4)) === on);
  return from <= to ? begun && day <= to : begun || day <= to;
}

export function isValidOn(each: Pick<Applicable, 'validFrom' | 'validTo'>, on: CalendarDate): boolean {
  return each.validFrom <= on && (each.validTo === null || on <= each.validTo);
}

function isInForce(each: Applicable, on: CalendarDate): boolean {
  return isValidOn(each, on) && (each.season === null || isInSeason(each.season, on));
}

function questionsOf(each: Applicable): string[] {
  return Object.keys(each.when);
}

function isAnswered(each: Applicable, question: string, answers: TariffAnswers): boolean {
  const answer = answers[question];
  return answer !== undefined && (each.when[question] ?? []).includes(answer);
}

/** -1, 0 or 1 by code units: the same order in every browser and on the server, unlike localeCompare. */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The more special first: more questions, then a season, then the later beginning, then the id. */
function bySpeciality(a: Applicable, b: Applicable): number {
  return (
    questionsOf(b).length - questionsOf(a).length ||
    Number(b.season !== null) - Number(a.season !== null) ||
    compareText(b.validFrom, a.validFrom) ||
    compareText(a.id, b.id)
  );
}

/** The one that applies to the answers on the day: of several the most special. Null when none does. */
export function applicableOn<Each extends Applicable>(
  all: readonly Each[],
  answers: TariffAnswers,
  on: CalendarDate,
): Each | null {
  let best: Each | null = null;
  for (const each of all) {
    if (
      isInForce(each, on) &&
      questionsOf(each).every((question) => isAnswered(each, question, answers)) &&
      (best === null || bySpeciality(each, best) < 0)
    ) {
      best = each;
    }
  }
  return best;
}

/** The items by what `keyOf` says of them, ordered by that key. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return new Map([...groups].sort(([a], [b]) => compareText(a, b)));
}

export interface TariffQuestion<Each extends Tariff = Tariff> {
  readonly tariffs: readonly Each[];
  readonly answers: TariffAnswers;
  readonly on: CalendarDate;
}

/** Of each series the tariff that applies on the day; a series in which none does is left out. Ordered by series. */
export function tariffsOn<Each extends Tariff>({ tariffs, answers, on }: TariffQuestion<Each>): Each[] {
  return [...groupBy(tariffs, (each) => each.series).values()].flatMap(
    (series) => applicableOn(series, answers, on) ?? [],
  );
}

/**
 * The questions without an answer whose answer can still change which tariffs apply on the day, and which of the norms of a service, in
 * alphabetical order. Ask only these; ask again after each answer, since it may settle others.
 */
export function openQuestions({
  tariffs,
  norms = [],
  answers,
  on,
}: TariffQuestion & { readonly norms?: readonly ConsumptionNorm[] }): string[] {
  const open = new Set<string>();
  const isOpen = (question: string) => answers[question] === undefined;
  const alternatives: readonly (readonly Applicable[])[] = [
    ...groupBy(tariffs, (each) => each.series).values(),
    ...groupBy(norms, (each) => each.serviceKind).values(),
  ];
  for (const each of alternatives) {
    const possible = each
      .filter(
        (each) =>
          isInForce(each, on) &&
          questionsOf(each).every((question) => isOpen(question) || isAnswered(each, question, answers)),
      )
      .sort(bySpeciality);
    for (const [index, each] of numbered(possible)) {
      // Whoever gets this one would get a more special one instead: it can never apply, so what it asks does not matter.
      const neverApplies = possible.slice(0, index).some((better) =>
        questionsOf(better)
          .filter(isOpen)
          .every((question) => each.when[question]?.every((word) => better.when[question]?.includes(word)) ?? false),
      );
      if (!neverApplies)
        questionsOf(each)
          .filter(isOpen)
          .forEach((question) => open.add(question));
    }
  }
  return [...open].sort(compareText);
}

/** The days from `from` to `to`, the first included, on which a month begins or another one may begin to apply. In order. */
export function turningDays(
  all: readonly (Pick<Applicable, 'validFrom' | 'validTo'> & { readonly season?: Season | null })[],
  from: CalendarDate,
  to: CalendarDate,
): CalendarDate[] {
  const days = new Set([from]);
  for (let month = addMonths(monthOf(from), 1); month <= monthOf(to); month = addMonths(month, 1))
    days.add(`${month}-01`);
  for (const { validFrom, validTo, season } of all) {
    days.add(validFrom);
    if (validTo !== null && from <= validTo && validTo < to) days.add(addDays(validTo, 1));
    if (!season) continue;
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
      days.add(seasonDay(season.from, String(year)));
      days.add(addDays(seasonDay(season.to, String(year)), 1));
    }
  }
  return [...days].filter((day) => from <= day && day <= to).sort(compareText);
}

function yearsLater(date: CalendarDate, years: number): CalendarDate {
  return dayOfMonth(`${Number(date.slice(0, 4)) + years}-${date.slice(5, 7)}`, Number(date.slice(8)));
}

/**
 * The tariffs of a series that applied, apply and will apply to the answers, oldest first, each with its days; days without one are left
 * out. Seasons are told for a year after `on` and after what is announced, since they come back for ever.
 */
export function tariffTimeline<Each extends Tariff>({
  tariffs,
  series,
  answers,
  on,
}: TariffQuestion<Each> & { readonly series: string }): TariffPeriod<Each>[] {
  const all = tariffs.filter((each) => each.series === series);
  const begins = all.map((each) => each.validFrom).sort(compareText);
  const [first] = begins;
  const last = begins.at(-1);
  if (first === undefined || last === undefined) return [];
  const shownUntil = yearsLater(last > on ? last : on, 1);
  // Looking further than is shown tells when the last one that is shown ends.
  const ends = all.flatMap(({ validTo }) => (validTo !== null && validTo < NO_END ? validTo : []));
  const lookUntil = yearsLater([shownUntil, ...ends].sort(compareText).at(-1) ?? shownUntil, 2);
  const periods: { from: CalendarDate; to: CalendarDate | null; tariff: Each | null }[] = [];
  for (const day of turningDays(all, first, lookUntil)) {
    const tariff = applicableOn(all, answers, day);
    const before = periods.at(-1);
    if (before?.tariff === tariff) continue;
    if (before) before.to = addDays(day, -1);
    periods.push({ from: day, to: null, tariff });
  }
  return periods.flatMap(({ from, to, tariff }) => (tariff && from <= shownUntil ? { from, to, tariff } : []));
}
