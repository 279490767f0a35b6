/** The same name in several languages: BCP 47 code to text. */
export type Names = Readonly<Record<string, string>>;

/** A town or village under every name people know it by. */
export interface NamedLocality {
  readonly name: Names;
  /** District or region; tells apart places of one name. */
  readonly district: Names | null;
  readonly formerNames: readonly Names[];
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
export function words(text: string): string[] {
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
export function nameWords(text: string): readonly string[] {
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

export interface LocalityQuery {
  /** The name, and what stands after it. */
  readonly typed: string;
  /** The name without the kind of place after it, where one is (`Їжаківці село`); else null. It may belong to the name: `Нове Село`. */
  readonly beforeKind: string | null;
  readonly district: readonly string[];
}

/** What was typed: the name, and after a comma or in brackets the district (`Іванівка, Чернігівський район`). */
export function readQuery(query: string): LocalityQuery {
  const [name = '', ...rest] = query.split(/[,(]/);
  const all = nameWords(name);
  const kinds = [...all].reverse().findIndex((word) => !KINDS_OF_PLACE.has(word));
  const beforeKind = kinds > 0 ? all.slice(0, -kinds).join('') : null;
  return {
    typed: all.join(''),
    beforeKind,
    district: words(rest.join(' ')).filter((word) => !KINDS_OF_DISTRICT.has(word)),
  };
}

/** Every run of neighbouring words, written together: people type `Каменец` for `Кам'янець-Подільський`. */
export function runsOf(name: readonly string[]): string[] {
  return name.flatMap((_, from) => name.slice(from).map((_, more) => name.slice(from, from + more + 1).join('')));
}

export interface Spelling {
  readonly text: string;
  readonly formerName: Names | null;
}

export function spellingsOf({ name, formerNames }: NamedLocality): Spelling[] {
  return [
    ...Object.values(name).map((text) => ({ text, formerName: null })),
    ...formerNames.flatMap((formerName) => Object.values(formerName).map((text) => ({ text, formerName }))),
  ];
}

/** What a key that is being typed begins with. An `и` at its end may be half of what will sound `а` or `у`: `Марі` of `Маріуполь`. */
export function beginnings(typed: string): string[] {
  const before = typed.slice(0, -1);
  return typed.endsWith('и') && before !== '' ? [typed, `${before}а`, `${before}у`] : [typed];
}
