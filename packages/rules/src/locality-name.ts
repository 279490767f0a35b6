/** The same name in several languages: BCP 47 code to text. */
type Names = Readonly<Record<string, string>>;

/** A town or village under every name people know it by. */
export interface NamedLocality {
  readonly name: Names;
  /** District or region; tells apart places of one name. */
  readonly district: Names | null;
  readonly formerNames: readonly Names[];
}

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

/** Cyrillic letters that stand for one another, or that a keyboard or a language lacks. What NFKD takes apart (й ї ё ў) is not here. */
const ALIKE: Readonly<Record<string, string>> = {
  ґ: 'г',
  і: 'и',
  ы: 'и',
  є: 'е',
  э: 'е',
  щ: 'ш',
  я: 'иа',
  ю: 'иу',
  ь: '',
  ъ: '',
};

/** Latin letters and groups as they are used to write Ukrainian and Russian names, official and homely ways alike. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ shch: 'ш', sch: 'ш', zgh: 'зг', zh: 'ж', kh: 'х', ts: 'ц', tz: 'ц', ch: 'ч', sh: 'ш', ye: 'е' },
  ...{ a: 'а', b: 'б', c: 'к', d: 'д', e: 'е', f: 'ф', g: 'г', h: 'г', i: 'и', j: 'и', k: 'к', l: 'л', m: 'м' },
  ...{ n: 'н', o: 'о', p: 'п', q: 'к', r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', w: 'в', x: 'кс', y: 'и', z: 'з' },
};
const LATIN_GROUPS = /shch|sch|zgh|zh|kh|ts|tz|ch|sh|ye|[a-z]/g;

/** Latin letters that slipped into a Cyrillic word because they look the same. */
const LOOKALIKES: Readonly<Record<string, string>> = { a: 'а', c: 'с', e: 'е', i: 'и', o: 'о', p: 'р', x: 'х', y: 'у' };

const APOSTROPHES = /['’‘ʼʹ′`´"ʺ*]/g;

/** One word by its sound, in plain Cyrillic letters: `Чернігів` and `Chernihiv` are `чернигив`; `Київ` is `кив`. */
function soundOf(word: string): string {
  const cyrillic = /[\u0400-\u04ff]/.test(word)
    ? word.replace(/[aceiopxy]/g, (letter) => LOOKALIKES[letter] ?? letter)
    : word.replace(LATIN_GROUPS, (group) => LATIN[group] ?? group);
  return (
    cyrillic
      .replace(/[ґіыєэщяюьъ]/g, (letter) => ALIKE[letter] ?? letter)
      // Вінниця, Винница, Vinnytsia; Мар'янівка, Марианивка.
      .replace(/и+([ау])/g, '$1')
      .replace(/(.)\1+/gu, '$1')
  );
}

/** The words of a text by their sound. */
function words(text: string): string[] {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(APOSTROPHES, '')
    .split(/[^\p{L}\p{N}]+/u)
    .map(soundOf)
    .filter((word) => word !== '');
}

/** What kind of place it is, as people and billing bases write it before the name. */
const KINDS_OF_PLACE = new Set(
  words(
    'м місто с село смт сел селище с-ще міського типу типа г гор город пгт рп п пос поселок посёлок городского д дер деревня ' +
      'х хутір хутор ст станиця станица city town village settlement of',
  ),
);

const KINDS_OF_DISTRICT = new Set(words('р-н район обл область district region oblast raion'));

/** The words of a place's name without the kind of place before it. */
function nameWords(text: string): readonly string[] {
  const all = words(text);
  const first = all.findIndex((word) => !KINDS_OF_PLACE.has(word));
  return first === -1 ? all.slice(-1) : all.slice(first);
}

/**
 * The form in which names of places are compared: by sound, without the kind of place, spaces, hyphens and apostrophes.
 * `localityKey('м. Чернігів') === localityKey('Chernihiv')`.
 */
export function localityKey(name: string): string {
  return nameWords(name).join('');
}

const consonants = (key: string) => key.replace(/[аеиоу]/g, '');

/** How many slips may be forgiven in a text of this length: short names are too much like one another. */
function slipsForgiven(key: string): number {
  return key.length < 4 ? 0 : key.length < 8 ? 1 : 2;
}

/**
 * Letters wrong, missing, too many, or two exchanged, that make one text of the other (optimal string alignment); anything above
 * `most` is `most + 1`.
 */
function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let fewest = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        fewest = Math.min(fewest, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(fewest);
    }
    if (Math.min(...row) > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

/**
 * The slips by which a key is taken for what was typed, null when they are too many. Of two slips one at least is in the vowels: that
 * is where Ukrainian, Russian and hasty spelling differ, and it lets a database look slips up (see {@link localityIndex}).
 */
function forgivenSlips(typed: string, key: string): number | null {
  const most = slipsForgiven(typed);
  if (most === 0) return null;
  const slips = slipsBetween(typed, key, most);
  return slips <= most && slipsBetween(consonants(typed), consonants(key), 1) <= 1 ? slips : null;
}

interface Found {
  readonly kind: LocalityMatchKind;
  /** Smaller is better. */
  readonly rank: number;
}

/** How a name of these words answers the key that was typed. */
function compare(typed: string, name: readonly string[]): Found | null {
  const whole = name.join('');
  if (whole === typed) return { kind: 'exact', rank: 0 };
  const beginsRight = (text: string) => beginnings(typed).some((each) => text.startsWith(each));
  if (beginsRight(whole)) return { kind: 'prefix', rank: 1 };
  if (name.some((_, index) => beginsRight(name.slice(index).join('')))) return { kind: 'word', rank: 2 };
  let best: number | null = null;
  for (const run of runsOf(name)) {
    const slips = forgivenSlips(typed, run);
    if (slips !== null && (best === null || slips < best)) best = slips;
  }
  return best === null ? null : { kind: 'slip', rank: 2 + best };
}

/** What a key that is being typed begins with. An `и` at its end may be half of what will sound `а` or `у`: `Марі` of `Маріуполь`. */
function beginnings(typed: string): string[] {
  const before = typed.slice(0, -1);
  return typed.endsWith('и') && before !== '' ? [typed, `${before}а`, `${before}у`] : [typed];
}

/** Every run of neighbouring words, written together: people type `Каменец` for `Кам'янець-Подільський`. */
function runsOf(name: readonly string[]): string[] {
  return name.flatMap((_, from) => name.slice(from).map((_, more) => name.slice(from, from + more + 1).join('')));
}

interface Spelling {
  readonly text: string;
  readonly formerName: Names | null;
}

function spellingsOf({ name, formerNames }: NamedLocality): Spelling[] {
  return [
    ...Object.values(name).map((text) => ({ text, formerName: null })),
    ...formerNames.flatMap((formerName) => Object.values(formerName).map((text) => ({ text, formerName }))),
  ];
}

interface RankedMatch<Locality> extends LocalityMatch<Locality> {
  readonly rank: number;
  readonly key: string;
}

function bestMatch<Locality extends NamedLocality>(typed: string, locality: Locality): RankedMatch<Locality> | null {
  let best: RankedMatch<Locality> | null = null;
  for (const { text, formerName } of spellingsOf(locality)) {
    const name = nameWords(text);
    const found = compare(typed, name);
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

/** What was typed: the name, and after a comma or in brackets the district (`Іванівка, Чернігівський район`). */
function readQuery(query: string): { readonly typed: string; readonly district: readonly string[] } {
  const [name = '', ...rest] = query.split(/[,(]/);
  return { typed: localityKey(name), district: words(rest.join(' ')).filter((word) => !KINDS_OF_DISTRICT.has(word)) };
}

function isInDistrict({ district }: NamedLocality, typed: readonly string[]): boolean {
  const known = Object.values(district ?? {}).flatMap(words);
  return typed.every((word) => known.some((each) => each.startsWith(word)));
}

/**
 * The localities that a person may mean, the likeliest first, at most `limit`. Forgives what keyboards, languages, history and haste do
 * to names: ґ/г, і/ї/и/ы/й, е/є/э/ё, apostrophes, hyphens, doubled letters, soft signs, Latin letters, `м.` and `село` before the
 * name, names in other languages, former names, and a slip (one from four letters, two from eight). Nothing typed: all in their
 * alphabetical order.
 */
export function searchLocalities<Locality extends NamedLocality>(
  query: string,
  localities: Iterable<Locality>,
  limit = 20,
): LocalityMatch<Locality>[] {
  const { typed, district } = readQuery(query);
  const found: RankedMatch<Locality>[] = [];
  for (const locality of localities) {
    const match = bestMatch(typed, locality);
    if (match) found.push(match);
  }
  const there = found.filter(({ locality }) => isInDistrict(locality, district));
  return (there.length > 0 ? there : found)
    .sort((a, b) => inOrder(typed, a, b))
    .slice(0, limit)
    .map(({ locality, kind, name, formerName }) => ({ locality, kind, name, formerName }));
}

/**
 * The one locality that a text of a billing base names (`м. Чернігів`); null when none has that name, or more than one and the text
 * does not say which district: a price is nothing to guess.
 */
export function localityNamed<Locality extends NamedLocality>(
  text: string,
  localities: Iterable<Locality>,
): Locality | null {
  const exact = searchLocalities(text, localities, Infinity).filter(({ kind }) => kind === 'exact');
  const present = exact.filter(({ formerName }) => formerName === null);
  const [only, another] = present.length > 0 ? present : exact;
  return only && !another ? only.locality : null;
}

/** What a database keeps of a locality, so that a search reads a handful of rows instead of all names. */
export interface LocalityIndex {
  /** What a name, or one of its words, begins with when it is typed right: looked up by prefix. */
  readonly starts: readonly string[];
  /** What is left of a name or some of its words by {@link slipKeys}: equal to one of the query's where only a slip is between them. */
  readonly slips: readonly string[];
}

/** The rows by which {@link searchLocalities} would find this locality. */
export function localityIndex(locality: NamedLocality): LocalityIndex {
  const names = spellingsOf(locality).map(({ text }) => nameWords(text));
  return {
    starts: unique(names.flatMap((name) => name.map((_, index) => name.slice(index).join('')))),
    slips: unique(names.flatMap(runsOf).flatMap(slipKeys)),
  };
}

/**
 * What to look up for a query: of every locality that {@link searchLocalities} finds, the {@link localityIndex} has a start that begins
 * with one of these, or one of these slips.
 */
export function localityLookup(query: string): LocalityIndex {
  const { typed } = readQuery(query);
  return { starts: beginnings(typed), slips: slipsForgiven(typed) === 0 ? [] : unique(slipKeys(typed)) };
}

/** The consonants, and the consonants without one of them: two keys with at most one consonant between them share one of these. */
function slipKeys(key: string): string[] {
  const all = consonants(key);
  return [all, ...Array.from(all, (_, index) => all.slice(0, index) + all.slice(index + 1))];
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
