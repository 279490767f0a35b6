import { beginnings, type NamedLocality, nameWords, readQuery, runsOf, spellingsOf } from './locality-name.js';
import { slipKeysOfName, slipKeysOfQuery, slipsForgiven } from './locality-slips.js';

/** What a database keeps of a locality, so that a search reads a handful of rows instead of all names. */
export interface LocalityIndex {
  /**
   * What a name, or one of its words, begins with when it is typed right: looked up by prefix. `rank` tells what to take first: 0 a
   * present name, 1 a former one, 2 a word within a present name, 3 within a former one.
   */
  readonly starts: readonly { readonly key: string; readonly rank: number }[];
  /**
   * What is left of a name, or of some of its words, where only slips are between it and what was typed: looked up as it is, together
   * with the letters the name has.
   */
  readonly slips: readonly { readonly key: string; readonly letters: number }[];
}

/** The rows by which {@link searchLocalities} would find this locality. */
export function localityIndex(locality: NamedLocality): LocalityIndex {
  const starts = new Map<string, number>();
  const slips = new Map<string, { readonly key: string; readonly letters: number }>();
  for (const { text, formerName } of spellingsOf(locality)) {
    const name = nameWords(text);
    name.forEach((_, index) => {
      const key = name.slice(index).join('');
      const rank = (index === 0 ? 0 : 2) + (formerName === null ? 0 : 1);
      starts.set(key, Math.min(rank, starts.get(key) ?? rank));
    });
    for (const { length: letters, keys } of runsOf(name).map((run) => ({
      length: run.length,
      keys: slipKeysOfName(run),
    }))) {
      for (const key of keys) slips.set(`${letters} ${key}`, { key, letters });
    }
  }
  return { starts: [...starts].map(([key, rank]) => ({ key, rank })), slips: [...slips.values()] };
}

/** What to look up for a query: every locality that {@link searchLocalities} finds has a row in its {@link localityIndex} that fits. */
export interface LocalityLookup {
  /** What was typed, by sound: the start that is this very key goes first. */
  readonly typed: string;
  /** Rows of `starts` that begin with one of these. */
  readonly starts: readonly string[];
  /** Rows of `slips` that are one of these and have so many letters; null where no slip is forgiven. */
  readonly slips: { readonly keys: readonly string[]; readonly fewest: number; readonly most: number } | null;
}

/** See {@link LocalityLookup}. */
export function localityLookup(query: string): LocalityLookup {
  const { typed, beforeKind } = readQuery(query);
  const forgiven = slipsForgiven(typed);
  return {
    typed,
    starts: beforeKind === null ? beginnings(typed) : [...beginnings(typed), beforeKind],
    slips:
      forgiven === 0
        ? null
        : { keys: slipKeysOfQuery(typed), fewest: typed.length - forgiven, most: typed.length + forgiven },
  };
}
