import type { Locality, Meter, Tariff, TariffQuestion } from '@kabinet/api';
import {
  addDays,
  type CalendarDate,
  isInSeason,
  openQuestions,
  type TariffAnswers,
  type TariffPeriod as RulesTariffPeriod,
  tariffTimeline,
  type Zone,
} from '@kabinet/rules';

/** Days with the tariff in force on them, as the contract has it. */
export type TariffPeriod = RulesTariffPeriod<Tariff>;

/** What one thing costs: at the time asked for, before it and after. Newest last. */
export interface SeriesAnswer {
  readonly series: string;
  readonly current: TariffPeriod | null;
  readonly earlier: readonly TariffPeriod[];
  readonly later: readonly TariffPeriod[];
}

export interface Inquiry {
  /** Of one service, of all dates. */
  readonly tariffs: readonly Tariff[];
  readonly questions: readonly TariffQuestion[];
  /** What the place or the account says. */
  readonly known: TariffAnswers;
  /** What the person said, also about what is not asked at the moment. */
  readonly given: TariffAnswers;
  readonly on: CalendarDate;
}

/** The zones that the account's meters of the service tell apart; null where there are none, or they differ among each other. */
export function zonesOf(meters: readonly Meter[], service: string | null): readonly Zone[] | null {
  const own = meters
    .filter(({ serviceKind, removedOn }) => serviceKind === service && removedOn === null)
    .map(({ registers }) => registers.map(({ zone }) => zone).sort());
  const [first = []] = own;
  return first.length > 0 && own.every((each) => each.join() === first.join()) ? first : null;
}

/** Whether a page has written a day of our times. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return '1900' < text && text < '2200' && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** What the rules make of it; null where the service has told days or numbers that they cannot reckon with. */
export function reckon<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}

/**
 * The days on which an answer may begin to matter within a year: a question about a heating season is worth asking in summer, since the
 * person is told what comes next.
 */
function daysAhead(tariffs: readonly Tariff[], on: CalendarDate): CalendarDate[] {
  const lastDay = addDays(on, 365);
  const year = Number(on.slice(0, 4));
  const begins = tariffs.flatMap(({ validFrom, season }) => [
    validFrom,
    ...(season ? [`${year}-${season.from}`, `${year + 1}-${season.from}`] : []),
  ]);
  return [on, ...new Set(begins.filter((day) => on < day && day <= lastDay))];
}

/** The questions whose answers can change what is told of the days, in the supplier's order. */
function openOn(
  days: readonly CalendarDate[],
  { tariffs, questions }: Inquiry,
  answers: TariffAnswers,
): readonly TariffQuestion[] {
  const open = new Set(days.flatMap((day) => openQuestions({ tariffs, answers, on: day })));
  return questions.filter(({ id }) => open.has(id));
}

export interface Survey {
  /** What to ask, with those that are answered. */
  readonly asked: readonly TariffQuestion[];
  readonly answers: TariffAnswers;
  readonly isComplete: boolean;
}

/** What has to be asked for the days, one answer after the other: each may settle others. Without days: for now and what comes next. */
export function survey(inquiry: Inquiry, days = daysAhead(inquiry.tariffs, inquiry.on)): Survey {
  const asked: TariffQuestion[] = [];
  let answers = inquiry.known;
  for (;;) {
    const open = openOn(days, inquiry, answers).filter((each) => !asked.includes(each));
    const next = open.find(({ id }) => inquiry.given[id] !== undefined);
    if (!next) {
      asked.push(...open);
      const inOrder = inquiry.questions.filter((each) => asked.includes(each));
      return { asked: inOrder, answers, isComplete: open.length === 0 };
    }
    asked.push(next);
    answers = { ...answers, [next.id]: inquiry.given[next.id] as string };
  }
}

/** The tariffs of those things whose price does not depend on what is still to be answered. */
export function settledTariffs(inquiry: Inquiry): readonly Tariff[] {
  const ofSeries = (name: string) => inquiry.tariffs.filter(({ series }) => series === name);
  const settled = [...new Set(inquiry.tariffs.map(({ series }) => series))].map(ofSeries);
  return settled.filter((tariffs) => survey({ ...inquiry, tariffs }).isComplete).flat();
}

/** Whether choosing a place would answer some of it. */
export function isAnsweredByPlace(inquiry: Inquiry, places: readonly Locality[]): boolean {
  return openOn(daysAhead(inquiry.tariffs, inquiry.on), inquiry, {}).some(({ id }) =>
    places.some(({ answers }) => id in answers),
  );
}

/**
 * Whether a time follows the other one, so that a difference between them is one: there are no days between them of which nothing is
 * known. Between two heating seasons nothing is missing.
 */
export function follows(before: TariffPeriod, after: TariffPeriod): boolean {
  if (before.to === null) return true;
  const next = addDays(before.to, 1);
  const rests = ({ season }: Tariff, day: CalendarDate) => season !== null && !isInSeason(season, day);
  return (
    next === after.from ||
    (rests(before.tariff, next) && rests(after.tariff, addDays(after.from, -1)) && after.from < addDays(next, 365))
  );
}

const COMPONENTS: readonly Tariff['component'][] = ['supply', 'network', 'service'];

/** What each thing of the service costs: the commodity first, then its delivery, then the rest. */
export function answersOf({ tariffs, on }: Inquiry, answers: TariffAnswers): SeriesAnswer[] {
  const componentOf = (name: string) => tariffs.find(({ series }) => series === name)?.component ?? 'service';
  return [...new Set(tariffs.map(({ series }) => series))]
    .sort((a, b) => COMPONENTS.indexOf(componentOf(a)) - COMPONENTS.indexOf(componentOf(b)) || (a < b ? -1 : 1))
    .map((series) => {
      const periods = tariffTimeline({ tariffs, series, answers, on });
      return {
        series,
        current: periods.find(({ from, to }) => from <= on && (to === null || on <= to)) ?? null,
        earlier: periods.filter(({ to }) => to !== null && to < on),
        later: periods.filter(({ from }) => on < from),
      };
    })
    .filter(({ current, earlier, later }) => current !== null || earlier.length + later.length > 0);
}
