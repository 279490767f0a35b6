import {
  beginnings,
  type LocalityQuery,
  type NamedLocality,
  type Names,
  nameWords,
  readQuery,
  runsOf,
  spellingsOf,
  words,
} from './locality-name.js';
import { forgivenSlips } from './locality-slips.js';

/**
 * How well a name answers what was typed, the best first: all of it; its beginning; the beginning of one of its words; all of it, or of
 * some of its words, but for a slip.
 */
export type LocalityMatchKind = 'exact' | 'prefix' | 'word' | 'slip';

/** A locality that was found, and by which of its names. */
export interface LocalityMatch<Locality> {
  readonly locality: Locality;
  readonly kind: LocalityMatchKind;
  /** The spelling that answered; among equals the present name in the locality's first language. */
  readonly name: string;
  /** The former name, in all its languages, where the locality was found by one. */
  readonly formerName: Names | null;
}

interface Found {
  readonly kind: LocalityMatchKind;
  /** Smaller is better. */
  readonly rank: number;
}

/** How a name of these words answers what was typed. */
function compare({ typed, beforeKind }: LocalityQuery, name: readonly string[]): Found | null {
  const whole = name.join('');
  if (whole === typed) return { kind: 'exact', rank: 0 };
  const beginsRight = (text: string) => beginnings(typed).some((each) => text.startsWith(each));
  if (beginsRight(whole)) return { kind: 'prefix', rank: 1 };
  if (name.some((_, index) => beginsRight(name.slice(index).join('')))) return { kind: 'word', rank: 2 };
  // No more than that: the kind of place may be a part of another name.
  if (beforeKind !== null && runsOf(name).includes(beforeKind)) return { kind: 'word', rank: 2 };
  let best: number | null = null;
  for (const run of runsOf(name)) {
    const slips = forgivenSlips(typed, run);
    if (slips !== null && (best === null || slips < best)) best = slips;
  }
  return best === null ? null : { kind: 'slip', rank: 2 + best };
}

interface RankedMatch<Locality> extends LocalityMatch<Locality> {
  readonly rank: number;
  readonly key: string;
}

function bestMatch<Locality extends NamedLocality>(
  query: LocalityQuery,
  locality: Locality,
): RankedMatch<Locality> | null {
  let best: RankedMatch<Locality> | null = null;
  for (const { text, formerName } of spellingsOf(locality)) {
    const name = nameWords(text);
    const found = compare(query, name);
    // Of equals the earlier one: present names stand first.
    if (found && (best === null || found.rank < best.rank)) {
      best = { locality, ...found, name: text, formerName, key: name.join('') };
    }
  }
  return best;
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Better answers first; then those by a present name; then shorter names, so that `Дніпро` stands before `Дніпряни`. */
function inOrder<L>(typed: string, a: RankedMatch<L>, b: RankedMatch<L>): number {
  return (
    a.rank - b.rank ||
    Number(a.formerName !== null) - Number(b.formerName !== null) ||
    (typed === '' ? 0 : a.key.length - b.key.length) ||
    byText(a.key, b.key)
  );
}

function isInDistrict({ district }: NamedLocality, typed: readonly string[]): boolean {
  const known = Object.values(district ?? {}).flatMap(words);
  return typed.every((word) => known.some((each) => each.startsWith(word)));
}

/**
 * The localities that a person may mean, the likeliest first, at most `limit`. Forgives what keyboards, languages, history and haste do
 * to names: ґ/г, і/ї/и/ы/й, е/є/э/ё, apostrophes, hyphens, doubled letters, soft signs, Latin letters, `м.` and `село` before or
 * after the name, names in other languages, former names, and a slip (one from four letters, two from eight). Nothing typed: all in their
 * alphabetical order.
 */
export function searchLocalities<Locality extends NamedLocality>(
  query: string,
  localities: Iterable<Locality>,
  limit = 20,
): LocalityMatch<Locality>[] {
  const read = readQuery(query);
  const found: RankedMatch<Locality>[] = [];
  for (const locality of localities) {
    const match = bestMatch(read, locality);
    if (match) found.push(match);
  }
  const there = found.filter(({ locality }) => isInDistrict(locality, read.district));
  return (there.length > 0 ? there : found)
    .sort((a, b) => inOrder(read.typed, a, b))
    .slice(0, limit)
    .map(({ locality, kind, name, formerName }) => ({ locality, kind, name, formerName }));
}

/**
 * The localities that a text of a billing base may name (`м. Чернігів`): those of exactly that name, in the district where it says one;
 * those of a former name only where none has it now. Whoever finds several cannot tell which is meant: a price is nothing to guess.
 */
export function localitiesNamed<Locality extends NamedLocality>(
  text: string,
  localities: Iterable<Locality>,
): Locality[] {
  const exact = searchLocalities(text, localities, Infinity).filter(({ kind }) => kind === 'exact');
  const present = exact.filter(({ formerName }) => formerName === null);
  return (present.length > 0 ? present : exact).map(({ locality }) => locality);
}
