/**
 * What an answer must look like, in a form small enough for a page: the generator writes these from the zod schemas, and
 * tests prove that both judge alike.
 *
 * - a letter: `s` text, `i` integer, `b` true or false, `d` decimal, `D` day, `M` month, `Y` day of every year, `H` time of day, `T` instant
 * - `=a|b`: one of these words
 * - `{name: shape}`: an object with at least these fields; a name ending in `?` may be missing
 * - `[shape]`: a list
 * - `['?', shape]`: or null
 * - `['*', shape]`: an object of any names, each with a value of that shape
 */
export type Shape = string | { readonly [name: string]: Shape } | readonly [Shape] | readonly ['?' | '*', Shape];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TEXT: Readonly<Record<string, RegExp>> = {
  s: /^/,
  d: /^-?\d+(\.\d+)?$/,
  D: /^\d{4}-\d{2}-\d{2}$/,
  M: /^\d{4}-\d{2}$/,
  Y: /^\d{2}-\d{2}$/,
  H: /^\d{2}:\d{2}$/,
  T: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
};

function matchesWord(word: string, value: unknown): boolean {
  if (word === 'i') return Number.isSafeInteger(value);
  if (word === 'b') return typeof value === 'boolean';
  if (typeof value !== 'string') return false;
  return word.startsWith('=') ? word.slice(1).split('|').includes(value) : (TEXT[word]?.test(value) ?? false);
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
