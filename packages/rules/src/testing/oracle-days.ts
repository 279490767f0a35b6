import type { Tariff, TariffAnswers } from '../tariff.js';

/** A day of the calendar, counted by hand: the oracle shares no arithmetic of days with what it checks. */
export interface Day {
  readonly text: string;
  readonly month: string;
  readonly monthDay: string;
  readonly leap: boolean;
  readonly daysInMonth: bigint;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const two = (number: number) => (number < 10 ? `0${number}` : `${number}`);

export function* daysOf(period: { readonly from: string; readonly to: string }): Generator<Day> {
  let [year, month, day] = period.from.split('-').map(Number) as [number, number, number];
  for (;;) {
    const leap = isLeap(year);
    const length = month === 2 && leap ? 29 : LENGTHS[month - 1]!;
    const monthDay = `${two(month)}-${two(day)}`;
    const text = `${year}-${monthDay}`;
    if (text > period.to) return;
    yield { text, month: text.slice(0, 7), monthDay, leap, daysInMonth: BigInt(length) };
    day += 1;
    if (day > length) [month, day] = [month + 1, 1];
    if (month > 12) [year, month] = [year + 1, 1];
  }
}

function inSeason(season: Tariff['season'], day: Day): boolean {
  if (!season) return true;
  const edge = (monthDay: string) => (monthDay === '02-29' && !day.leap ? '02-28' : monthDay);
  const afterStart = day.monthDay >= edge(season.from);
  const beforeEnd = day.monthDay <= edge(season.to);
  return season.to < season.from ? afterStart || beforeEnd : afterStart && beforeEnd;
}

function applies(tariff: Tariff, answers: TariffAnswers, day: Day): boolean {
  if (day.text < tariff.validFrom) return false;
  if (tariff.validTo !== null && day.text > tariff.validTo) return false;
  if (!inSeason(tariff.season, day)) return false;
  for (const question of Object.keys(tariff.when)) {
    if (!Object.hasOwn(answers, question)) return false;
    if (!tariff.when[question]!.includes(answers[question]!)) return false;
  }
  return true;
}

/** Whether `a` goes before `b` where both apply: more questions, then a season, then the later start, then the id. */
function outranks(a: Tariff, b: Tariff): boolean {
  const questionsOfA = Object.keys(a.when).length;
  const questionsOfB = Object.keys(b.when).length;
  if (questionsOfA !== questionsOfB) return questionsOfA > questionsOfB;
  if ((a.season === null) !== (b.season === null)) return a.season !== null;
  if (a.validFrom !== b.validFrom) return a.validFrom > b.validFrom;
  return a.id < b.id;
}

/** The tariff of each series on a day. */
export function oracleTariffsOn(
  tariffs: readonly Tariff[],
  answers: TariffAnswers,
  date: string,
): ReadonlyMap<string, Tariff> {
  for (const day of daysOf({ from: date, to: date })) return chooseOn(tariffs, answers, day);
  return new Map();
}

export function chooseOn(tariffs: readonly Tariff[], answers: TariffAnswers, day: Day): Map<string, Tariff> {
  const chosen = new Map<string, Tariff>();
  for (const tariff of tariffs) {
    if (!applies(tariff, answers, day)) continue;
    const rival = chosen.get(tariff.series);
    if (!rival || outranks(tariff, rival)) chosen.set(tariff.series, tariff);
  }
  return chosen;
}
