import type {
  AccountTariff,
  Benefit,
  ConsumptionNorm,
  Locality,
  ServiceKind,
  Tariff,
  TariffBook,
  TariffQuestion,
  Unit,
} from '@kabinet/api';
import {
  type AccountMeasures,
  addMonths,
  type CalendarDate,
  type CalendarMonth,
  dayOfMonth,
  type Decimal,
  isValidOn,
  monthOf,
  openQuestions,
  type QuantityLimits,
  type TariffAnswers,
  tariffsOn,
  turningDays,
  type Zone,
  ZONES,
} from '@kabinet/rules';

/** Everything a sum is worked out from, whether it is the supplier's book or a customer's own tariff. */
export interface CostBook {
  readonly tariffs: readonly Tariff[];
  readonly norms: readonly ConsumptionNorm[];
  readonly questions: readonly TariffQuestion[];
  /** What is known of the customer; nothing without one. */
  readonly answers: TariffAnswers;
  readonly measures: AccountMeasures;
  readonly benefits: readonly Benefit[];
  /** Some prices come only when a locality is named, and none is. */
  readonly lacksLocality: boolean;
}

const NOTHING_KNOWN: AccountMeasures = { area: null, residents: null, capacity: null };

/** The place that a page names: what living there answers. */
export type Place = Pick<Locality, 'id' | 'answers'>;

/** The supplier's book; with the prices of the place where the page names one. */
export function publicBook({ tariffs, norms, questions, variesByLocality }: TariffBook, place: Place | null): CostBook {
  const answers: TariffAnswers = place ? { ...place.answers, locality: place.id } : {};
  const lacksLocality = variesByLocality && !place;
  return { tariffs, norms, questions, answers, measures: NOTHING_KNOWN, benefits: [], lacksLocality };
}

export function ownBook(own: AccountTariff): CostBook {
  return { ...own, lacksLocality: false };
}

/** How use is counted: by the zones of a meter (`total`, `day+night`), or by the norm where there is none. */
export type Way = string;
export const BY_NORM: Way = 'norm';
const ONE_RATE: Way = 'total';

/** More digits than these are a slip, not a home. */
export const LIMITS = {
  use: { integerDigits: 7, decimalDigits: 3 },
  area: { integerDigits: 5, decimalDigits: 2 },
  residents: { integerDigits: 3, decimalDigits: 0 },
  capacity: { integerDigits: 9, decimalDigits: 3 },
} as const satisfies Readonly<Record<string, QuantityLimits>>;

/** What the person has said so far. What is not said follows from what is known. */
export interface CostEntry {
  readonly service: string | null;
  readonly way: Way | null;
  readonly given: TariffAnswers;
  /** By id of the field; it stays when the field goes, so that nothing is typed twice. */
  readonly typed: Readonly<Record<string, string>>;
  readonly from: CalendarMonth | null;
  readonly monthCount: number;
}

export const NOTHING_SAID: CostEntry = { service: null, way: null, given: {}, typed: {}, from: null, monthCount: 1 };

/** What a field asks for. */
export type Asked = { readonly zone: Zone } | { readonly measure: keyof AccountMeasures };

export interface CostField {
  readonly id: string;
  /** What is known of it, until something else is typed. */
  readonly known: Decimal | null;
  readonly limits: QuantityLimits;
  /** It may stay empty. */
  readonly isOptional?: boolean;
}

/** A field of the use mode. */
export interface UseField extends CostField {
  readonly asked: Asked;
}

/** What is asked, and for what. */
export interface CostPlan {
  readonly service: ServiceKind;
  readonly unit: Unit;
  readonly tariffs: readonly Tariff[];
  readonly norms: readonly ConsumptionNorm[];
  readonly questions: readonly TariffQuestion[];
  readonly answers: TariffAnswers;
  readonly ways: readonly Way[];
  readonly way: Way | null;
  readonly fields: readonly UseField[];
  readonly months: readonly CalendarMonth[];
}

/** The services that have prices, in the supplier's order. */
export function servicesOf({ tariffs }: CostBook, order: readonly ServiceKind[]): ServiceKind[] {
  const priced = new Set(tariffs.map(({ serviceKind }) => serviceKind));
  return [...order.filter((each) => priced.delete(each)), ...priced];
}

/**
 * The questions to ask, answered ones among them, and the answers that count. A question is asked when its answer matters on any of the
 * days: a price for winter alone does in a year that begins in May. An answer may settle other questions.
 */
export function questionsOf(
  book: CostBook,
  chosenAmong: { readonly tariffs: readonly Tariff[]; readonly norms?: readonly ConsumptionNorm[] },
  given: TariffAnswers,
  days: readonly CalendarDate[],
): { questions: TariffQuestion[]; answers: TariffAnswers } {
  const shown = new Set<string>();
  let answers = book.answers;
  for (;;) {
    const open = new Set(days.flatMap((on) => openQuestions({ ...chosenAmong, answers, on })));
    const next = book.questions.find(({ id }) => open.has(id) && !shown.has(id));
    if (!next) return { questions: book.questions.filter(({ id }) => shown.has(id)), answers };
    shown.add(next.id);
    const answer = given[next.id];
    if (answer !== undefined) answers = { ...answers, [next.id]: answer };
  }
}

/** The zones as a way, in the order in which they are told. */
function wayOf(zones: readonly { readonly zone: Zone }[]): Way {
  return ZONES.filter((each) => zones.some(({ zone }) => zone === each)).join('+');
}

/** The ways that the prices know, a meter without zones first. */
function waysOf(tariffs: readonly Tariff[], hasNorm: boolean): Way[] {
  const byUse = tariffs.filter(({ basis }) => basis === 'use');
  if (byUse.length === 0) return [];
  const sets = byUse.flatMap(({ touSets }) => touSets.map((set) => wayOf(set)));
  return [...new Set([ONE_RATE, ...sets, ...(hasNorm ? [BY_NORM] : [])])];
}

/** What has to be known to work the sum out, besides the use. */
function measuresFor(tariffs: readonly Tariff[], norms: readonly ConsumptionNorm[], way: Way | null) {
  const needed = new Set<keyof AccountMeasures>();
  for (const { per } of way === BY_NORM ? norms : []) {
    if (per === 'resident') needed.add('residents');
    if (per === 'area') needed.add('area');
  }
  for (const { basis } of tariffs) {
    if (basis === 'resident') needed.add('residents');
    if (basis === 'area' || basis === 'capacity') needed.add(basis);
  }
  return [...needed];
}

/** The zones of the meters that measure the service, as a way; null where they are not known or differ. */
export function wayOfMeters(
  meters: readonly { serviceKind: string; removedOn: string | null; registers: readonly { zone: Zone }[] }[],
  service: string,
): Way | null {
  const own = meters.filter((each) => each.serviceKind === service && each.removedOn === null);
  const [way, ...others] = new Set(own.map(({ registers }) => wayOf(registers)));
  return others.length === 0 ? (way ?? null) : null;
}

/** What to ask for the service: only what is not known and matters to the sum. */
export function planUse(options: {
  readonly book: CostBook;
  readonly entry: CostEntry;
  readonly service: ServiceKind;
  readonly today: string;
  /** The customer's own meter, where it is known. */
  readonly ownWay: Way | null;
}): CostPlan {
  const { book, entry, service, today, ownWay } = options;
  const tariffs = book.tariffs.filter((each) => each.serviceKind === service);
  const norms = book.norms.filter((each) => each.serviceKind === service);
  const from = entry.from ?? monthOf(today);
  const months = [...Array(entry.monthCount).keys()].map((index) => addMonths(from, index));
  const days = turningDays([...tariffs, ...norms], `${from}-01`, dayOfMonth(months.at(-1) ?? from, -1));
  const ways = waysOf(
    tariffs.filter((each) => days.some((on) => isValidOn(each, on))),
    days.every((on) => norms.some((each) => isValidOn(each, on))),
  );
  const way = [entry.way, ownWay].find((each) => each !== null && ways.includes(each)) ?? ways[0] ?? null;
  const chosenAmong = { tariffs, norms: way === BY_NORM ? norms : [] };
  const { questions, answers } = questionsOf(book, chosenAmong, entry.given, days);
  const zones = way === null || way === BY_NORM ? [] : (way.split('+') as Zone[]);
  const applying = days.flatMap((on) => tariffsOn({ tariffs, answers, on }) as readonly Tariff[]);
  return {
    service,
    unit: tariffs.find(({ unit }) => unit !== null)?.unit ?? 'm3',
    tariffs,
    norms,
    questions,
    answers,
    ways,
    way,
    fields: [
      ...zones.map((zone) => ({ id: `use-${service}-${zone}`, asked: { zone }, known: null, limits: LIMITS.use })),
      ...measuresFor(applying, norms, way).map((measure): UseField => {
        const known = book.measures[measure];
        return {
          id: measure,
          asked: { measure },
          known: known === null ? null : String(known),
          limits: LIMITS[measure],
        };
      }),
    ],
    months,
  };
}

/** The id of a question's first answer in the page. */
export function questionId(id: string): string {
  return `question-${id}`;
}

/** The years that prices are known for, the next one, and the chosen one, newest last. */
export function yearsOf({ tariffs, months }: Pick<CostPlan, 'tariffs' | 'months'>, today: string): number[] {
  const year = (date: string) => Number(date.slice(0, 4));
  const starts = [...tariffs.map(({ validFrom }) => year(validFrom)), year(months[0] ?? today)];
  const first = Math.min(year(today), ...starts);
  const last = Math.max(year(today) + 1, ...starts);
  return [...Array(last - first + 1).keys()].map((index) => first + index);
}
