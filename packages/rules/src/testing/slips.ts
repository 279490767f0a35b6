import type { CoachedMeter, ProposedReading, SlipKind } from '../digit-coach.js';
import type { Chance } from './chance.js';
import { type HouseholdKind, householdKinds } from './household-traits.js';
import { household, type Household, type RegisterTruth } from './households.js';

/** What people type, right and wrong, over the households of this folder; the oracle knows what they truly used. */

export interface TypedCase {
  readonly slip: SlipKind | null;
  readonly here: Household;
  readonly others: readonly Household[];
  readonly typed: Readonly<Record<string, string>>;
  readonly typedElsewhere: Readonly<Record<string, string>>;
}

export const slipKinds: readonly SlipKind[] = [
  'red_digits',
  'digit_missing',
  'digit_doubled',
  'digits_swapped',
  'zones_exchanged',
  'waters_exchanged',
  'other_meter',
  'rolled_over',
  'meter_replaced',
];

/** As the dial shows it, or without the zeros in front; the red digits after a comma or left out. */
function typedRight(random: Chance, { whole, red, integerDigits }: RegisterTruth): string {
  const black = random.chance(0.3) ? whole.padStart(integerDigits, '0') : whole;
  return red !== '' && random.chance(0.2) ? `${black}${random.pick([',', '.'])}${red}` : black;
}

export function typedAll(random: Chance, { registers }: Household): Record<string, string> {
  return Object.fromEntries(registers.map((each) => [each.id, typedRight(random, each)]));
}

const ZONED: readonly HouseholdKind[] = ['two_zones', 'three_zones'];

function withOneSlipped(
  random: Chance,
  here: Household,
  spoil: (text: string, register: RegisterTruth) => string | null,
): Record<string, string> | null {
  const register = random.pick(here.registers);
  const right = typedRight(random, register);
  const wrong = spoil(right, register);
  return wrong === null || wrong === right ? null : { ...typedAll(random, here), [register.id]: wrong };
}

/** The places of a text that hold a digit that counts: before the comma, after zeros in front. */
function placesOf(text: string): number[] {
  const whole = text.split(/[.,]/)[0] ?? '';
  const first = whole.search(/[1-9]/);
  return first < 0 ? [] : Array.from({ length: whole.length - first }, (_, index) => first + index);
}

function spoiled(random: Chance, slip: SlipKind, here: Household): Record<string, string> | null {
  switch (slip) {
    case 'red_digits': {
      // Whoever copies the red digits copies them in every zone, mostly all of them.
      if (here.registers.every((each) => each.red === '')) return null;
      const count = random.chance(0.8) ? 9 : 1;
      return Object.fromEntries(
        here.registers.map(({ id, whole, red, integerDigits }) => [
          id,
          (random.chance(0.5) ? whole.padStart(integerDigits, '0') : whole) + red.slice(0, count),
        ]),
      );
    }
    case 'digit_missing':
      return withOneSlipped(random, here, (text) => {
        const places = placesOf(text);
        if (places.length < 2) return null;
        const place = random.pick(places);
        return text.slice(0, place) + text.slice(place + 1);
      });
    case 'digit_doubled':
      return withOneSlipped(random, here, (text) => {
        const places = placesOf(text);
        if (places.length < 2) return null;
        const place = random.pick(places);
        return text.slice(0, place + 1) + text.slice(place);
      });
    case 'digits_swapped':
      return withOneSlipped(random, here, (text) => {
        const places = placesOf(text).slice(0, -1);
        if (places.length === 0) return null;
        const place = random.pick(places);
        return text.slice(0, place) + text.charAt(place + 1) + text.charAt(place) + text.slice(place + 2);
      });
    default:
      return null;
  }
}

/** A case of the slip; null where this household could not make it. */
export function slippedCase(random: Chance, slip: SlipKind): TypedCase | null {
  const alone = (here: Household, typed: Record<string, string> | null, others: Household[] = []) =>
    typed && { slip, here, others, typed, typedElsewhere: {} };
  switch (slip) {
    case 'zones_exchanged': {
      const here = household(random, { kind: random.pick(ZONED) });
      const typed = typedAll(random, here);
      const [one, two] = random.chance(0.5) ? here.registers : [...here.registers].reverse();
      if (!one || !two) return null;
      return alone(here, { ...typed, [one.id]: typed[two.id] ?? '', [two.id]: typed[one.id] ?? '' });
    }
    case 'waters_exchanged':
    case 'other_meter': {
      const kinds: readonly HouseholdKind[] =
        slip === 'waters_exchanged'
          ? random.pick([
              ['cold_water', 'hot_water'],
              ['hot_water', 'cold_water'],
            ])
          : random.pick([
              ['cold_water', 'cold_water'],
              ['hot_water', 'hot_water'],
              ['gas_heating', 'electricity'],
              ['electricity', 'gas_cooking'],
              ['gas_heating', 'gas_cooking'],
              ['cold_water', 'electricity'],
            ]);
      const here = household(random, { kind: kinds[0] ?? 'cold_water' });
      const { readOn } = here;
      const other = household(random, { kind: kinds[1] ?? 'hot_water', id: 'other', readOn });
      const own = typedAll(random, here);
      const [hereRegister, otherRegister] = [here.registers[0], other.registers[0]];
      if (!hereRegister || !otherRegister) return null;
      const typed = { [hereRegister.id]: typedAll(random, other)[otherRegister.id] ?? '' };
      const both = slip === 'waters_exchanged' && random.chance(0.5);
      const typedElsewhere = both ? { [otherRegister.id]: own[hereRegister.id] ?? '' } : {};
      return { slip, here, others: [other], typed, typedElsewhere };
    }
    case 'rolled_over': {
      const here = household(random, { rollsOver: true });
      return here.isRolledOver ? alone(here, typedAll(random, here)) : null;
    }
    case 'meter_replaced': {
      const here = household(random);
      // The new meter began at zero on some day since the last reading; the supplier has not heard of it.
      const share = random.between(0.05, 1);
      return alone(
        here,
        Object.fromEntries(
          here.registers.map((each) => {
            const counted = (each.used / here.multiplier) * share + random.whole(0, 2);
            return [each.id, typedRight(random, { ...each, whole: String(Math.floor(counted)), red: '' })];
          }),
        ),
      );
    }
    default: {
      const here = household(random);
      return alone(here, spoiled(random, slip, here));
    }
  }
}

/** Water meters hang in pairs; other accounts have one meter or several. */
export function rightCase(random: Chance, kind: HouseholdKind): TypedCase {
  const here = household(random, { kind });
  const { readOn } = here;
  const pair = { cold_water: 'hot_water', hot_water: 'cold_water' } as const;
  const second = kind === 'cold_water' || kind === 'hot_water' ? pair[kind] : random.pick(householdKinds);
  const others = random.chance(0.5) ? [household(random, { kind: second, id: 'other', readOn })] : [];
  return { slip: null, here, others, typed: typedAll(random, here), typedElsewhere: {} };
}

/**
 * Whether what was typed is an ordinary reading of this customer: then nobody could know that it is a slip. Judged by the truth, not
 * by the product: no register may go back or past its digits, and none may count more than four times what a person of this habit
 * uses in these days, or what anybody may use.
 */
export function isOrdinaryReading({ here, typed }: TypedCase): boolean {
  return here.registers.every(({ id, lastActual, habitual, integerDigits }) => {
    const [whole = '', red = ''] = (typed[id] ?? '').replace(',', '.').split('.');
    if (whole.replace(/^0+/, '').length > integerDigits) return false;
    const use = (Number(`${whole}.${red}`) - (lastActual ?? 0)) * here.multiplier;
    return use >= 0 && use <= Math.max(4 * habitual, here.anybodys);
  });
}

export function coached({ meter }: Household, typed: Readonly<Record<string, string>>): CoachedMeter {
  return { ...meter, typed };
}

/** Whether it is the reading that was meant, by its black digits: of this meter, or of the other one whose number was typed here. */
export function isWhatWasMeant({ slip, here, others }: TypedCase, { meterId, values }: ProposedReading): boolean {
  const [other] = others;
  const isOthers = slip === 'waters_exchanged' || slip === 'other_meter';
  const { meter, registers } = isOthers && other ? other : here;
  return (
    meterId === meter.id &&
    registers.every(({ id, whole }) =>
      values.some((each) => each.registerId === id && each.value.split('.')[0] === whole),
    )
  );
}
