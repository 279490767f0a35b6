import type { CalendarDate } from './calendar.js';
import type { Decimal } from './decimal.js';
import { type OrdinaryUse, ordinaryUse } from './plausibility.js';
import { checkReading, type ReadingToCheck, type ReadingVerdict, type RegisterToCheck } from './reading-check.js';
import { parseReadingInput, plainDigits } from './reading-input.js';

/** What likely went wrong between the dial and the fingers. */
export type SlipKind =
  | 'red_digits'
  | 'digit_missing'
  | 'digit_doubled'
  | 'digits_swapped'
  | 'zones_exchanged'
  | 'waters_exchanged'
  | 'other_meter'
  | 'rolled_over'
  | 'meter_replaced';

/** A meter with what a reading of it is judged by, and what was typed for it. */
export interface CoachedMeter extends Omit<ReadingToCheck, 'registers' | 'readOn'> {
  readonly id: string;
  readonly serviceKind: string;
  readonly registers: readonly Omit<RegisterToCheck, 'value'>[];
  /** What was typed in this visit, by register, as it was typed. */
  readonly typed: Readonly<Record<string, string>>;
}

export interface ProposedReading {
  readonly meterId: string;
  readonly values: readonly { readonly registerId: string; readonly value: Decimal }[];
}

/** A likely slip, and the reading that was probably meant. */
export interface SlipAdvice {
  readonly slip: SlipKind;
  /** The registers whose numbers it is about. */
  readonly registerIds: readonly string[];
  /** What to put in instead, each a plausible reading of its meter; empty where the number may be right as it is. */
  readonly fix: readonly ProposedReading[];
}

/**
 * How likely each slip is where it explains the number, before looking at how well it fits the customer's use. What leaves less to
 * chance comes first: hardly a number fits another place by accident, nor has the same digit twice, while some digit can nearly
 * always be put in somewhere, and any low number may be a new meter's.
 */
const LIKELIHOOD: Readonly<Record<SlipKind, number>> = {
  rolled_over: 4,
  zones_exchanged: 4,
  waters_exchanged: 4,
  other_meter: 4,
  digit_doubled: 3,
  digits_swapped: 2,
  red_digits: 2,
  digit_missing: 2,
  meter_replaced: 1,
};

const FINGERS: readonly SlipKind[] = ['digit_missing', 'digit_doubled', 'digits_swapped'];

type Register = CoachedMeter['registers'][number];
type Values = ReadonlyMap<string, Decimal>;

/** More digits than any dial and its red ones: not a slip of one digit. */
const TOO_LONG = 20;

/**
 * Names the slips that may explain a reading that is out of the ordinary, the likeliest first, each with the reading that was
 * probably meant. Says nothing of a reading that checks out, and forbids nothing: the person knows what the dial shows.
 */
export function coachReading({
  meter,
  others = [],
  readOn,
}: {
  meter: CoachedMeter;
  /** The account's other meters in use. */
  others?: readonly CoachedMeter[];
  readOn: CalendarDate;
}): SlipAdvice[] {
  const typed = meter.registers.map((register) => {
    const input = parseReadingInput(meter.typed[register.id] ?? '', register);
    return { register, input };
  });
  if (typed.some(({ input }) => input.kind === 'not_a_number' || input.kind === 'too_many_digits')) return [];
  const values = valuesOf(meter, meter.registers);
  const { findings, use } = check(meter, values, readOn);
  const slipped = typed
    .filter(({ register: { id } }) =>
      findings.length > 0 && findings.every((each) => each.registerId === null)
        ? values.has(id)
        : findings.some((each) => each.registerId === id),
    )
    .map(({ register }) => register)
    .filter((register) => !isBelowEstimateOnly(meter, register, values, readOn));
  if (slipped.length === 0) return [];

  const likely: Likely[] = [
    ...slipsOfDigits(meter, slipped, values, readOn),
    ...exchangedZones(meter, values, readOn),
    ...others.flatMap((other) => readingOfAnother(meter, other, readOn)),
  ];
  const registerIds = slipped.map((each) => each.id);
  if (registerIds.every((id) => use.some((each) => each.registerId === id && each.rolledOver))) {
    likely.push({ slip: 'rolled_over', registerIds, fix: [], fit: 1 });
  }
  if (looksReplaced(meter, values, readOn)) likely.push({ slip: 'meter_replaced', registerIds, fix: [], fit: 1 });
  // Whoever copies the red digits does so in every register; a finger slips in one.
  const weight = ({ slip, fit }: Likely) => (LIKELIHOOD[slip] * fit) / (FINGERS.includes(slip) ? slipped.length : 1);
  return likely.sort((a, b) => weight(b) - weight(a)).map(({ fit: _fit, ...advice }) => advice);
}

/** An advice with how well the proposed use fits the customer's habit, from 0 to 1. */
interface Likely extends SlipAdvice {
  readonly fit: number;
}

/** What was typed for a meter as values of the given registers (its own, or another meter's in the same order). */
function valuesOf({ registers, typed }: CoachedMeter, as: readonly Register[]): Values {
  const values = new Map<string, Decimal>();
  registers.forEach(({ id }, index) => {
    const register = as[index];
    const input = register && parseReadingInput(typed[id] ?? '', register);
    if (register && input?.kind === 'value') values.set(register.id, input.value);
  });
  return values;
}

/** The rules' verdict on the registers that have a value. */
function check(meter: CoachedMeter, values: Values, readOn: CalendarDate): ReadingVerdict {
  const registers = meter.registers.flatMap((each) => {
    const value = values.get(each.id);
    return value === undefined ? [] : [{ ...each, value }];
  });
  return checkReading({ ...meter, registers, readOn });
}

/** Whether the values may be proposed: nobody would ask about them. */
function isOrdinary(meter: CoachedMeter, values: Values, readOn: CalendarDate): boolean {
  return check(meter, values, readOn).findings.length === 0;
}

function proposed({ id: meterId, registers }: CoachedMeter, values: Values): ProposedReading {
  return {
    meterId,
    values: registers.flatMap(({ id: registerId }) => {
      const value = values.get(registerId);
      return value === undefined ? [] : [{ registerId, value }];
    }),
  };
}

/** What the customer ordinarily uses of the register until the day. */
function habitOf(meter: CoachedMeter, { id: registerId }: Register, readOn: CalendarDate): OrdinaryUse {
  const { recentUse = [], plausibility: thresholds = null } = meter;
  return ordinaryUse({ ...meter, registerId, recentUse, thresholds, readOn });
}

/** How well a value fits the customer's habit, from 0 to 1; half-heartedly where there is none to compare with. */
function fitOf(meter: CoachedMeter, { previous }: Register, value: Decimal, { expected }: OrdinaryUse): number {
  if (previous === null || expected === null) return 0.5;
  const use = (Number(value) - Number(previous)) * Number(meter.multiplier);
  return (1 + expected) / (1 + expected + Math.abs(use - expected));
}

/** An estimate that was too high makes a right number look like a step back: there is nothing to coach. */
function isBelowEstimateOnly(meter: CoachedMeter, register: Register, values: Values, readOn: CalendarDate): boolean {
  const [value, { guessed }] = [values.get(register.id), habitOf(meter, register, readOn)];
  if (value === undefined || guessed === 0) return false;
  const stepsBack = (Number(register.previous) - Number(value)) * Number(meter.multiplier);
  return stepsBack > 0 && stepsBack <= guessed;
}

/** The texts that may have been meant, by the slip that makes what was typed out of them. */
function textsMeant(typed: string, { integerDigits, decimalDigits }: Register): (readonly [SlipKind, string])[] {
  const [whole = '', red = ''] = plainDigits(typed).split('.');
  if (whole.length > TOO_LONG) return [];
  const meant: [SlipKind, string][] = [];
  // Red digits typed as if they were black, the point left out. The supplier's record may not know of the red ones.
  const reds = red !== '' ? 0 : decimalDigits > 0 ? decimalDigits : whole.length > integerDigits ? 3 : 0;
  for (let count = reds; count > 0; count -= 1) {
    meant.push(['red_digits', `${whole.slice(0, -count) || '0'}.${whole.slice(-count)}`]);
  }
  for (let place = 0; place <= whole.length; place += 1) {
    const [before, digit = '', next = ''] = [whole.slice(0, place), whole[place], whole[place + 1]];
    // A key that was pressed twice.
    if (digit !== '' && digit === next) meant.push(['digit_doubled', `${before}${whole.slice(place + 1)}.${red}`]);
    // Two neighbours that changed places.
    if (next !== '') meant.push(['digits_swapped', `${before}${next}${digit}${whole.slice(place + 2)}.${red}`]);
    // A digit that was passed over: any, anywhere.
    for (const missing of '0123456789')
      meant.push(['digit_missing', `${before}${missing}${whole.slice(place)}.${red}`]);
  }
  return meant;
}

/** One and the same slip in each of the registers, its likeliest values: the ones that fit the customer's habit best. */
function slipsOfDigits(
  meter: CoachedMeter,
  slipped: readonly Register[],
  values: Values,
  readOn: CalendarDate,
): Likely[] {
  const bySlip = new Map<SlipKind, { values: Map<string, Decimal>; fit: number }>();
  for (const register of slipped) {
    const habit = habitOf(meter, register, readOn);
    const best = new Map<SlipKind, { value: Decimal; fit: number }>();
    for (const [slip, text] of textsMeant(meter.typed[register.id] ?? '', register)) {
      const input = parseReadingInput(text, register);
      if (input.kind !== 'value' || input.value === values.get(register.id)) continue;
      const fit = fitOf(meter, register, input.value, habit);
      if (fit <= (best.get(slip)?.fit ?? 0)) continue;
      if (isOrdinary(meter, new Map([[register.id, input.value]]), readOn)) best.set(slip, { value: input.value, fit });
    }
    for (const [slip, { value, fit }] of best) {
      const so = bySlip.get(slip) ?? { values: new Map(values), fit: 1 };
      so.values.set(register.id, value);
      bySlip.set(slip, { values: so.values, fit: Math.min(so.fit, fit) });
    }
  }
  const registerIds = slipped.map((each) => each.id);
  return [...bySlip].flatMap(([slip, { values: meant, fit }]) =>
    isOrdinary(meter, meant, readOn) ? [{ slip, registerIds, fix: [proposed(meter, meant)], fit }] : [],
  );
}

/** Day's number typed for night and night's for day: any two registers whose numbers are ordinary once exchanged. */
function exchangedZones(meter: CoachedMeter, values: Values, readOn: CalendarDate): Likely[] {
  const { registers } = meter;
  return registers.flatMap((one, index) =>
    registers.slice(index + 1).flatMap((two): Likely[] => {
      const [first, second] = [values.get(one.id), values.get(two.id)];
      if (first === undefined || second === undefined || first === second) return [];
      const meant = new Map(values).set(one.id, second).set(two.id, first);
      if (!isOrdinary(meter, meant, readOn)) return [];
      return [{ slip: 'zones_exchanged', registerIds: [one.id, two.id], fix: [proposed(meter, meant)], fit: 1 }];
    }),
  );
}

/** What was typed is ordinary for another meter of the account: cold and hot water exchanged, or the wrong meter chosen. */
function readingOfAnother(meter: CoachedMeter, other: CoachedMeter, readOn: CalendarDate): Likely[] {
  const here = valuesOf(meter, other.registers);
  if (here.size === 0 || here.size < other.registers.length || meter.registers.length !== other.registers.length)
    return [];
  if (other.registers.some((each) => each.previous === null) || !isOrdinary(other, here, readOn)) return [];
  const typedThere = valuesOf(other, other.registers);
  if ([...here].every(([id, value]) => typedThere.get(id) === value)) return [];
  // What was typed for the other one belongs here, if it is ordinary here.
  const there = valuesOf(other, meter.registers);
  const isExchange = there.size === meter.registers.length && isOrdinary(meter, there, readOn);
  const isWaters =
    [meter, other]
      .map((each) => each.serviceKind)
      .sort()
      .join() === 'cold_water,hot_water';
  return [
    {
      slip: isWaters ? 'waters_exchanged' : 'other_meter',
      registerIds: meter.registers.map((each) => each.id),
      fix: [...(isExchange ? [proposed(meter, there)] : []), proposed(other, here)],
      fit: 1,
    },
  ];
}

/** Every register far below the earlier reading, and no more on it than can have been used since: a meter that began at zero. */
function looksReplaced(meter: CoachedMeter, values: Values, readOn: CalendarDate): boolean {
  const known = meter.registers.filter((each) => each.previous !== null);
  const asNew = { ...meter, registers: known.map((each) => ({ ...each, previous: '0' })) };
  return (
    known.length > 0 &&
    known.every(({ id, previous }) => {
      const value = values.get(id);
      return value !== undefined && Number(value) * 3 <= Number(previous);
    }) &&
    isOrdinary(asNew, values, readOn)
  );
}
