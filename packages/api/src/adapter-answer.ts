import { matchesShape, type Shape } from './shape.js';

const WORDS: Readonly<Record<string, string>> = {
  s: 'a text',
  i: 'a whole number',
  b: 'true or false',
  d: 'a decimal as text, such as "123.45"',
  D: 'a day, such as "2026-11-05"',
  M: 'a month, such as "2026-11"',
  Y: 'a day of every year, such as "10-01"',
  H: 'a time of day, such as "09:30"',
  T: 'a moment with its offset, such as "2026-11-05T09:30:00+02:00"',
  Z: 'a time zone, such as "Europe/Kyiv"',
};

/** Steps of a JSON pointer (RFC 6901). */
const step = (name: string | number) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const oneOf = (shape: string) => `one of ${shape.slice(1).split('|').join(', ')}`;

/**
 * Where an answer is not what the contract says, and what should stand there; null where all is well. Never what does stand there: it may
 * be somebody's name or number, and this goes to the console.
 */
export function faultOfAnswer(shape: Shape, value: unknown, pointer = ''): string | null {
  if (matchesShape(shape, value)) return null;
  const at = `at ${pointer || 'the top'} there must be `;
  if (typeof shape === 'string')
    return (
      at +
      (WORDS[shape] ??
        (shape.startsWith('=') ? oneOf(shape) : shape.replace(/^i(.*)\.\.(.*)/, 'a whole number from $1 to $2')))
    );
  if (Array.isArray(shape)) {
    const [first, second] = shape as readonly [Shape, Shape?];
    if (second === undefined)
      return Array.isArray(value)
        ? firstFault(value.map((each, index) => faultOfAnswer(first, each, pointer + step(index))))
        : `${at}a list`;
    if (first === '?') {
      const fault = faultOfAnswer(second, value, pointer);
      return fault && (fault.startsWith(at) ? `${fault}, or null` : fault);
    }
    return isObject(value)
      ? firstFault(Object.entries(value).map(([name, each]) => faultOfAnswer(second, each, pointer + step(name))))
      : `${at}an object`;
  }
  if (!isObject(value)) return `${at}an object`;
  return firstFault(
    Object.entries(shape).map(([field, each]) => {
      const name = field.replace(/\?$/, '');
      if (name !== field && value[name] === undefined) return null;
      return faultOfAnswer(each, value[name], pointer + step(name));
    }),
  );
}

const firstFault = (faults: readonly (string | null)[]): string | null => faults.find((each) => each !== null) ?? null;
