import type { ConsumptionNorm, ServiceKind, Tariff, TariffQuestion } from '@kabinet/api';
import {
  addDays,
  applicableOn,
  type Bill,
  type CalendarDate,
  type Decimal,
  heatingCost,
  normParts,
  type Season,
  tariffsOn,
  type TariffAnswers,
  turningDays,
} from '@kabinet/rules';
import { type CostBook, type CostEntry, type CostField, LIMITS, questionsOf } from './cost-calculator.model.js';
import type { CostMonth } from './cost-of-months.js';
import type { Judged } from './judge.js';

/** How heat is counted: by a heat meter, or by the area. */
export type HeatWay = 'meter' | 'area';

/** Where the book does not say when there is heating: as it is mostly ordered in Ukraine. What is assumed is shown. */
const USUAL_SEASON: Season = { from: '10-15', to: '04-15' };

const GCAL = { integerDigits: 5, decimalDigits: 4 };
const NORM = { integerDigits: 3, decimalDigits: 6 };
const MONEY = { integerDigits: 6, decimalDigits: 2 };

/** What the heating mode asks. */
export interface HeatingPlan {
  readonly tariffs: readonly Tariff[];
  readonly norms: readonly ConsumptionNorm[];
  readonly questions: readonly TariffQuestion[];
  readonly answers: TariffAnswers;
  readonly ways: readonly HeatWay[];
  readonly way: HeatWay;
  readonly fields: readonly (CostField & { readonly asked: 'heat-use' | 'heat-area' | 'norm' | 'subsidy' })[];
  readonly season: Season;
  readonly startYear: number;
  /** The norm of the book for the area; null where the person has to say it or it is not needed. */
  readonly norm: ConsumptionNorm | null;
  /** What applies when the season begins. */
  readonly prices: readonly Tariff[];
}

/** The year in which the season begins that is on, or comes next. */
function startYearOf({ from, to }: Season, today: CalendarDate): number {
  const year = Number(today.slice(0, 4));
  const day = today.slice(5);
  if (from <= to) return day <= to ? year : year + 1;
  return day <= to ? year - 1 : year;
}

export function planHeating(options: {
  readonly book: CostBook;
  readonly entry: CostEntry;
  readonly service: ServiceKind;
  readonly today: CalendarDate;
}): HeatingPlan {
  const { book, entry, service, today } = options;
  const tariffs = book.tariffs.filter((each) => each.serviceKind === service);
  const ownNorms = book.norms.filter((each) => each.serviceKind === service && each.per === 'area');
  const season = [...ownNorms, ...tariffs].find((each) => each.season !== null)?.season ?? USUAL_SEASON;
  const startYear = startYearOf(season, today);
  const begins = `${startYear}-${season.from}`;
  const ends = `${startYear + (season.from <= season.to ? 0 : 1)}-${season.to}`;
  const on = begins < today ? today : begins;
  const days = turningDays([...tariffs, ...ownNorms], begins, ends);
  const ofPrices = questionsOf(book, { tariffs }, entry.given, days);
  const prices = tariffsOn({ tariffs, answers: ofPrices.answers, on }) as readonly Tariff[];
  const hasUse = prices.some(({ basis }) => basis === 'use');
  const hasArea = prices.some(({ basis }) => basis === 'area');
  const ways: HeatWay[] = hasUse ? ['area', 'meter'] : ['area'];
  const way: HeatWay = ways.find((each) => each === entry.way) ?? 'area';
  // Whether the norm counts, and what it asks, depends on the prices; they do not depend on what it alone asks.
  const countsNorm = way === 'area' && hasUse;
  const { questions, answers } = countsNorm
    ? questionsOf(book, { tariffs, norms: ownNorms }, entry.given, days)
    : ofPrices;
  const normOn = (day: CalendarDate) => applicableOn(ownNorms, answers, day);
  const [norm = null] = [on, ...days].flatMap((day) => normOn(day) ?? []);
  // One that is not published for all of the season is the person's to say, once no answer can find another.
  const isPublished = days.every((day) => normOn(day) !== null);
  const needsNorm = countsNorm && !isPublished && questions.every(({ id }) => answers[id] !== undefined);
  return {
    tariffs,
    norms: ownNorms,
    questions,
    answers,
    ways,
    way,
    fields: [
      ...(way === 'meter' ? [{ id: 'heat-use', asked: 'heat-use' as const, known: null, limits: GCAL }] : []),
      ...(way === 'area' || hasArea
        ? [{ id: 'area', asked: 'heat-area' as const, known: book.measures.area, limits: LIMITS.area }]
        : []),
      ...(needsNorm ? [{ id: 'norm', asked: 'norm' as const, known: norm?.quantity ?? null, limits: NORM }] : []),
      { id: 'subsidy', asked: 'subsidy' as const, known: null, limits: MONEY, isOptional: true },
    ],
    season,
    startYear,
    norm: countsNorm && isPublished ? norm : null,
    prices,
  };
}

/** A season's cost, and how each month's use came about. */
export interface SeasonCost {
  readonly months: readonly CostMonth[];
  readonly total: number;
}

/** The season's cost by what was typed. */
export function costOfSeason({
  plan,
  service,
  values,
  benefits,
  currencyDigits,
}: {
  readonly plan: HeatingPlan;
  readonly service: ServiceKind;
  readonly values: Judged['values'];
  readonly benefits: CostBook['benefits'];
  readonly currencyDigits: number;
}): SeasonCost {
  const { tariffs, answers, season, startYear, way } = plan;
  const norms = values['norm'] === undefined ? plan.norms : [typedNorm(service, values['norm'])];
  const area = values['area'] ?? null;
  const monthlyUse = way === 'meter' ? (values['heat-use'] ?? null) : null;
  const cost = heatingCost({
    serviceKind: service,
    tariffs,
    norms,
    answers,
    area,
    monthlyUse,
    season,
    startYear,
    subsidy: values['subsidy'] ?? null,
    benefits,
    currencyDigits,
  });
  const counted = monthlyUse === null ? norms : [{ ...typedNorm(service, monthlyUse), per: 'household' as const }];
  const measures = { area, residents: null, capacity: null };
  const partsOf = ({ period }: Bill) => normParts({ norms: counted, serviceKind: service, answers, measures, period });
  return { ...cost, months: cost.months.map((each) => ({ ...each, parts: partsOf(each.bill) })) };
}

function typedNorm(serviceKind: ServiceKind, quantity: Decimal): ConsumptionNorm {
  return {
    id: 'typed',
    serviceKind,
    unit: 'Gcal',
    per: 'area',
    quantity,
    validFrom: '0000-01-01',
    validTo: null,
    season: null,
    when: {},
    source: null,
  };
}

/** The whole months of the season: those that a month's sum is told of. */
export function wholeMonths({ months }: SeasonCost): SeasonCost['months'] {
  const isWhole = ({ from, to }: { from: string; to: string }) =>
    from.endsWith('-01') && addDays(to, 1).endsWith('-01');
  const whole = months.filter(({ bill }) => isWhole(bill.period));
  return whole.length > 0 ? whole : months;
}
