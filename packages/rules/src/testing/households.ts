import { addDays, type CalendarDate, daysBetween } from '../calendar.js';
import type { CoachedMeter } from '../digit-coach.js';
import { defaultPlausibility } from '../plausibility.js';
import { type ReadingInHistory, recentUseOf } from '../recent-use.js';
import type { Chance } from './chance.js';
import { type HouseholdKind, householdKinds, type Trait, TRAITS } from './household-traits.js';

/**
 * Households as they live: day by day what each register truly counts, with seasons, frosts, holidays and empty months, and what
 * was read of it. What the customer will use next is known here, and only here: tests judge the product by it.
 */

export interface RegisterTruth {
  readonly id: string;
  /** What the dial shows at the new reading, with all its digits: whole ones and red ones. */
  readonly whole: string;
  readonly red: string;
  readonly previous: string | null;
  /** Units used since the last actual reading, and what a person of this habit uses in such days, without chance and holidays. */
  readonly used: number;
  readonly habitual: number;
  /** Units that the last actual reading already had: from there the truth is counted. */
  readonly lastActual: number | null;
  readonly integerDigits: number;
  readonly decimalDigits: number;
}

/** A meter with its history as the supplier knows it, a reading to come, and the truth about it. */
export interface Household {
  readonly kind: HouseholdKind;
  readonly meter: Omit<CoachedMeter, 'typed'>;
  readonly readOn: CalendarDate;
  readonly registers: readonly RegisterTruth[];
  /** Days since the last actual reading. */
  readonly days: number;
  readonly multiplier: number;
  /** What anybody may use in these days. */
  readonly anybodys: number;
  readonly isRolledOver: boolean;
}

const FIRST_DAY = '2020-01-01';
const LAST_DAY = '2026-12-31';
/** The month of each day in between, January being 0: looked up a million times. */
const MONTHS = Array.from(
  { length: daysBetween(FIRST_DAY, LAST_DAY) + 1 },
  (_, day) => Number(addDays(FIRST_DAY, day).slice(5, 7)) - 1,
);

/** A household that has lived with its meter for up to three years. */
export function household(
  random: Chance,
  {
    kind = random.pick(householdKinds),
    id = 'meter',
    rollsOver = false,
    readOn = addDays(LAST_DAY, -random.whole(0, 720)),
    start,
  }: {
    kind?: HouseholdKind;
    id?: string;
    /** The dial goes past zero between the last reading and the new one. */
    rollsOver?: boolean;
    readOn?: CalendarDate;
    /** What the dial showed at the beginning. */
    start?: number;
  } = {},
): Household {
  const trait = TRAITS[kind];
  const [integerDigits, decimalDigits] = random.pick(trait.digits);
  const months = random.chance(0.2) ? random.whole(1, 11) : random.whole(14, 30);
  const days = lifeOf(random, trait, readOn, months);
  // The readings: one a month, on a day that wanders; some months are missed, now and then half a year or a whole one.
  const readDays: number[] = [days.length];
  for (let day = days.length; ;) {
    const missed = random.chance(0.03) ? random.whole(5, 13) : random.chance(0.12) ? random.whole(1, 4) : 0;
    day -= 30 * (1 + missed) + random.whole(-4, 4);
    if (day < 0) break;
    readDays.push(day);
  }
  readDays.reverse();
  if (readDays.length < 2) readDays.unshift(0);

  const range = 10 ** integerDigits;
  const showsReds = random.chance(0.25);
  const counted = trait.zones.map(([zone, share]) => {
    const zoneShare = share * random.between(0.8, 1.2);
    const sums = [0];
    for (const { use } of days)
      sums.push((sums.at(-1) ?? 0) + (use * zoneShare * random.between(0.93, 1.07)) / trait.multiplier);
    const [before = 0, after = 0] = [sums[readDays.at(-2) ?? 0], sums.at(-1)];
    // Somewhere on the dial, mostly well used; else so that it passes zero in the last gap.
    const turned = range - before - (after - before) * random.between(0.1, 0.9);
    const free = Math.max(0, range - after - 1);
    const begins = rollsOver ? Math.max(0, turned) : Math.min(free, start ?? random.between(0, 1) ** 2 * free);
    return { zone, share: zoneShare, shown: sums.map((sum) => begins + sum) };
  });
  const truncated = (value: number, digits: number) => {
    const [whole = '0', red = ''] = (value % range).toFixed(decimalDigits + 2).split('.');
    return red.slice(0, digits) === '' ? whole : `${whole}.${red.slice(0, digits)}`;
  };

  const history: (ReadingInHistory & { readonly day: number })[] = readDays.slice(0, -1).map((day, index) => {
    const isEstimate = index > 0 && random.chance(0.06);
    const reds = showsReds && random.chance(0.7) ? decimalDigits : 0;
    const guess = isEstimate ? random.between(0.5, 2) : 1;
    return {
      day,
      readAt: `${dayOf(readOn, days.length, day)}T09:00:00Z`,
      quality: isEstimate ? 'estimated' : 'actual',
      values: counted.map(({ zone, shown }) => {
        const before = shown[readDays[index - 1] ?? 0] ?? 0;
        const value = before + ((shown[day] ?? 0) - before) * guess;
        return { registerId: `${id}-${zone}`, value: truncated(value, reds), consumption: null };
      }),
    };
  });
  const newestFirst = [...history].reverse();
  const baseline = newestFirst[0];
  const lastActual = newestFirst.find((each) => each.quality === 'actual') ?? history[0];
  const since = lastActual?.day ?? 0;
  const habit = days.slice(since).reduce((sum, each) => sum + each.habitual, 0);
  const multiplier = String(trait.multiplier);
  const registers = counted.map(({ zone, share, shown }): RegisterTruth => {
    const [whole = '0', red = ''] = truncated(shown.at(-1) ?? 0, decimalDigits).split('.');
    const valueIn = (reading: ReadingInHistory | undefined) =>
      reading?.values.find((each) => each.registerId === `${id}-${zone}`)?.value ?? null;
    return {
      id: `${id}-${zone}`,
      whole,
      red,
      previous: valueIn(baseline),
      lastActual: Number(valueIn(lastActual)),
      used: ((shown.at(-1) ?? 0) - (shown[since] ?? 0)) * trait.multiplier,
      habitual: habit * share,
      integerDigits,
      decimalDigits,
    };
  });
  const dials = registers.map(({ id: registerId, previous }) => ({
    id: registerId,
    integerDigits,
    decimalDigits,
    previous,
  }));
  return {
    kind,
    readOn,
    registers,
    days: days.length - since,
    multiplier: trait.multiplier,
    anybodys: trait.anybodys * Math.max(7, days.length - since),
    isRolledOver: registers.some((each) => Number(each.whole) + 1 < Number(each.previous) && rollsOver),
    meter: {
      id,
      serviceKind: trait.serviceKind,
      registers: dials,
      multiplier,
      maxDailyUse: trait.maxDailyUse,
      plausibility: defaultPlausibility[trait.serviceKind] ?? null,
      recentUse: recentUseOf({ registers: dials, readings: newestFirst, multiplier, timeZone: 'Europe/Kyiv' }),
      previousReadOn: baseline ? dayOf(readOn, days.length, baseline.day) : null,
    },
  };
}

const dayOf = (readOn: CalendarDate, length: number, day: number) => addDays(readOn, day - length);

/** Each day's use and what habit alone would make it, up to the day of the reading. */
function lifeOf(random: Chance, trait: Trait, readOn: CalendarDate, months: number) {
  const length = months * 30 + random.whole(0, 20);
  const base = random.between(...trait.base);
  const peak = random.between(...trait.peak);
  // Away every summer, or only in one of the years; or a holiday of some weeks now and then.
  const leavesInSummer = random.chance(0.12);
  // Tenants come to a flat that stood empty, a child is born, a boiler or an air conditioner is put in.
  const changesOn = random.chance(0.12) ? random.whole(0, length) : -1;
  const before = random.pick([0, 0.4, 0.6, 0.8]);
  let holiday = 0;
  let frost = 1;
  let month = -1;
  let mood = 1;
  let isAway = false;
  const lastDay = daysBetween(FIRST_DAY, readOn);
  return Array.from({ length }, (_, index) => {
    const today = MONTHS[lastDay + index - length] ?? 0;
    if (today !== month) {
      month = today;
      mood = random.between(0.75, 1.3);
      // One winter is milder than another, and frosts of a month come and go.
      frost = random.between(0.7, 1.4);
      isAway = leavesInSummer && month >= 5 && month <= 7 && random.chance(0.7);
      if (random.chance(0.05)) holiday = random.whole(10, 45);
    }
    const level = index < changesOn ? before : 1;
    const habitual = base * (trait.baseSeason[month] ?? 1) + peak * (trait.season[month] ?? 0);
    const lived = base * (trait.baseSeason[month] ?? 1) * mood + peak * (trait.season[month] ?? 0) * frost;
    holiday -= 1;
    const use = (isAway || holiday > 0 ? random.between(0, 0.08) : random.between(0.8, 1.2)) * lived * level;
    return { use, habitual };
  });
}
