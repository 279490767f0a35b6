import { isCalendarDate } from '@kabinet/rules';
import fc from 'fast-check';
import { patterns } from '../schemas/common.js';

export type JsonSchema = Readonly<Record<string, unknown>>;
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const REF = '#/components/schemas/';

/** A day that has to be in the calendar for a text of the form to mean something. */
const DAY_OF: Readonly<Record<string, (text: string) => string>> = {
  [patterns.date.source]: (text) => text,
  [patterns.month.source]: (text) => `${text}-01`,
  [patterns.monthDay.source]: (text) => `2024-${text}`,
  [patterns.dateTime.source]: (text) => text.slice(0, 10),
};

/** Names of what a record holds; zod looks at no value under this one, and the page at every value. */
const names = fc.string().filter((name) => name !== '__proto__');

/** Texts of a form of the contract, each of which means something. */
function textsOf(pattern: string): fc.Arbitrary<string> {
  if (pattern === patterns.timeZone.source) return fc.constantFrom('Europe/Kyiv', 'Europe/Moscow', 'Etc/GMT-3', 'UTC');
  const texts = fc.stringMatching(new RegExp(pattern));
  const dayOf = DAY_OF[pattern];
  return dayOf ? texts.filter((text) => isCalendarDate(dayOf(text))) : texts;
}

const isSafeRange = ({ minimum, maximum }: JsonSchema) =>
  minimum === Number.MIN_SAFE_INTEGER && maximum === Number.MAX_SAFE_INTEGER;

/** Documents that a JSON Schema of the contract allows. Throws on a keyword it does not know, rather than generating wrongly. */
export function documentsOf(schema: JsonSchema, components: Readonly<Record<string, JsonSchema>>): fc.Arbitrary<Json> {
  const of = (each: unknown) => documentsOf(each as JsonSchema, components);
  if (typeof schema['$ref'] === 'string') return of(components[schema['$ref'].slice(REF.length)]);
  if (Array.isArray(schema['anyOf'])) return fc.oneof(...schema['anyOf'].map(of));
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as Json[]));
  if (Array.isArray(schema['type'])) return fc.oneof(...schema['type'].map((type) => of({ ...schema, type })));
  switch (schema['type']) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return isSafeRange(schema)
        ? fc.maxSafeInteger()
        : fc.integer({ min: Number(schema['minimum']), max: Number(schema['maximum']) });
    case 'string':
      return schema['pattern'] === undefined ? fc.string({ unit: 'grapheme' }) : textsOf(String(schema['pattern']));
    case 'array':
      return fc.array(of(schema['items']), { maxLength: 3 });
    case 'object': {
      if (!schema['properties']) return fc.dictionary(names, of(schema['additionalProperties']), { maxKeys: 3 });
      const required = schema['required'] as string[];
      return fc.record(
        Object.fromEntries(Object.entries(schema['properties']).map(([name, each]) => [name, of(each)])),
        { requiredKeys: required },
      );
    }
    default:
      throw new Error(`no documents for ${JSON.stringify(schema)}`);
  }
}

/** Values that a broken or a newer service may send where something else belongs. */
const strangers: fc.Arbitrary<Json | undefined> = fc.constantFrom<(Json | undefined)[]>(
  undefined, // left out
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  -(2 ** 60),
  '',
  ' ',
  '0',
  '12,5',
  '1.',
  '-0.10',
  '1e5',
  '2026-11-05',
  '2026-02-30',
  '2025-02-29',
  '0000-00-00',
  '2026-13',
  '02-30',
  '24:30',
  '2026-02-30T09:30:00Z',
  '2026-11-05T24:00:00Z',
  '2026-11-05T09:30:00+24:00',
  'Mars/Base',
  '+02:00',
  13,
  1e6,
  '2026-11-05\n',
  '2026-1-5',
  '2026-11',
  '2026-11-05T09:30:00Z',
  '2026-11-05T09:30:00.123+02:00',
  '2026-11-05 09:30:00',
  '2026-11-05T09:30:00',
  'gas',
  'GAS',
  'accepted',
  'total',
  [],
  {},
  [null],
  [[]],
  { amount: 1, currency: 'UAH' },
  { 0: 'x' },
);

interface Place {
  readonly parent: Json[] | { [name: string]: Json };
  readonly key: string | number;
}

function placesIn(document: Json): Place[] {
  if (typeof document !== 'object' || document === null) return [];
  const parent = document;
  const keys = Array.isArray(parent) ? parent.map((_, index) => index) : Object.keys(parent);
  return keys.flatMap((key) => [{ parent, key }, ...placesIn((parent as Record<string, Json>)[key] ?? null)]);
}

function put({ parent, key }: Place, value: Json | undefined): void {
  if (value !== undefined) (parent as Record<string, Json>)[key] = structuredClone(value);
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
}

/** What may happen to one text: cut, spelled otherwise, something before or after it. */
const TWISTS: readonly ((text: string) => string)[] = [
  (text) => text.slice(1),
  (text) => text.slice(0, -1),
  (text) => `${text}\n`,
  (text) => ` ${text}`,
  (text) => text.toUpperCase(),
  (text) => `${text}|${text}`,
  (text) => `-${text}`,
];

/** The document with one to three things changed in it: left out, null, of another type, twisted, or added. */
export function mutationsOf(document: Json): fc.Arbitrary<Json> {
  const change = fc.record({
    where: fc.nat(),
    how: fc.oneof(
      { weight: 4, arbitrary: strangers.map((value) => ({ kind: 'replace' as const, value })) },
      { weight: 2, arbitrary: fc.nat(TWISTS.length - 1).map((twist) => ({ kind: 'twist' as const, twist })) },
      { weight: 1, arbitrary: fc.constant({ kind: 'add' as const }) },
      { weight: 1, arbitrary: fc.constant({ kind: 'move' as const }) },
    ),
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const root: { document: Json } = { document: structuredClone(document) };
    for (const { where, how } of changes) {
      const places = placesIn(root);
      const place = places[where % places.length];
      if (!place) continue;
      const current = (place.parent as Record<string, Json>)[place.key] ?? null;
      if (how.kind === 'replace') put(place, how.value ?? (place.parent === root ? null : undefined));
      else if (how.kind === 'twist' && typeof current === 'string') put(place, TWISTS[how.twist]?.(current));
      else if (how.kind === 'move') {
        // A value of the document in the place of another.
        const other = places[(where * 7 + 3) % places.length];
        if (other) put(place, (other.parent as Record<string, Json>)[other.key] ?? null);
      } else if (typeof current === 'object' && current !== null && !Array.isArray(current)) current['added'] = 1;
    }
    return root.document ?? null;
  });
}
