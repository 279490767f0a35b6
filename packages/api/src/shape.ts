import { isCalendarDate, isTimeZone } from '@kabinet/rules';

/**
 * What an answer must look like, in a form small enough for a page: the generator writes these from the zod schemas, and
 * tests prove that both judge alike.
 *
 * - a letter: `s` text, `i` integer, `b` true or false, `d` decimal, `D` day, `M` month, `Y` day of every year, `H` time of day, `T` instant,
 *   `Z` time zone; days, instants and zones that there are, for Intl throws at any other
 * - `i1..12`: an integer from 1 to 12
 * - `=a|b`: one of these words
 * - `{name: shape}`: an object with at least these fields; a name ending in `?` may be missing
 * - `[shape]`: a list
 * - `['?', shape]`: or null
 * - `['*', shape]`: an object of any names, each with a value of that shape
 */
export type Shape = string | { readonly [name: string]: Shape } | readonly [Shape] | readonly ['?' | '*', Shape];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const matches = (form: RegExp) => (text: string) => form.test(text);
const isTime = matches(/^T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/);

const TEXT: Readonly<Record<string, (text: string) => boolean>> = {
  s: () => true,
  d: matches(/^-?\d+(\.\d+)?$/),
  D: isCalendarDate,
  M: (text) => isCalendarDate(`${text}-01`),
  Y: (text) => isCalendarDate(`2024-${text}`),
  H: matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  T: (text) => isCalendarDate(text.slice(0, 10)) && isTime(text.slice(10)),
  Z: isTimeZone,
};

function matchesWord(word: string, value: unknown): boolean {
  if (word.startsWith('i')) {
    const [, least, most] = word.split(/[i.]+/);
    return Number.isSafeInteger(value) && (!most || (Number(value) >= Number(least) && Number(value) <= Number(most)));
  }
  if (word === 'b') return typeof value === 'boolean';
  if (typeof value !== 'string') return false;
  return word.startsWith('=') ? word.slice(1).split('|').includes(value) : (TEXT[word]?.(value) ?? false);
}

/** Whether the value has the shape. Fields the shape does not name are allowed: a newer service may say more. */
export function matchesShape(shape: Shape, value: unknown): boolean {
  if (typeof shape === 'string') return matchesWord(shape, value);
  if (Array.isArray(shape)) {
    const [first, second] = shape as readonly [Shape, Shape?];
    if (second === undefined) return Array.isArray(value) && value.every((each) => matchesShape(first, each));
    return first === '?'
      ? value === null || matchesShape(second, value)
      : isObject(value) && Object.values(value).every((each) => matchesShape(second, each));
  }
  return (
    isObject(value) &&
    Object.entries(shape).every(([name, each]) =>
      name.endsWith('?')
        ? value[name.slice(0, -1)] === undefined || matchesShape(each, value[name.slice(0, -1)])
        : matchesShape(each, value[name]),
    )
  );
}
