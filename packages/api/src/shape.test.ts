import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as mostShapes from './generated/shapes.js';
import * as tariffShapes from './generated/tariff-shapes.js';
import { buildComponents } from './openapi.js';
import * as schemas from './schemas/index.js';
import { matchesShape, type Shape } from './shape.js';
import { documentsOf, mutationsOf } from './testing/json-schema.js';

const shapes = { ...mostShapes, ...tariffShapes };
const components = buildComponents();
const names = Object.keys(shapes) as (keyof typeof shapes)[];
const MUTATIONS_EACH = 2500;

describe('the shapes a page checks answers with', () => {
  it.each(names)('take every %s that the contract allows', (name) => {
    fc.assert(
      fc.property(documentsOf({ $ref: `#/components/schemas/${name}` }, components), (document) => {
        expect(schemas[name].safeParse(document).success).toBe(true);
        expect(matchesShape(shapes[name], document)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each(names)('judge a changed %s as zod does', (name) => {
    const documents = documentsOf({ $ref: `#/components/schemas/${name}` }, components);
    const verdicts = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(
        documents.chain((document) => mutationsOf(document)),
        (document) => {
          const taken = schemas[name].safeParse(document).success;
          verdicts[taken ? 'taken' : 'refused'] += 1;
          if (matchesShape(shapes[name], document) !== taken) {
            expect.fail(`zod ${taken ? 'takes' : 'refuses'} ${JSON.stringify(document)}`);
          }
        },
      ),
      { numRuns: MUTATIONS_EACH },
    );
    // The agreement means something only where both verdicts occur.
    expect(verdicts.taken).toBeGreaterThan(50);
    expect(verdicts.refused).toBeGreaterThan(500);
  });

  it.each<[string, Shape, unknown, boolean]>([
    ['a text', 's', '', true],
    ['a number for a text', 's', 5, false],
    ['a whole number', 'i', -5, true],
    ['a fraction', 'i', 1.5, false],
    ['a number no computer counts', 'i', 2 ** 53, false],
    ['a text for a number', 'i', '5', false],
    ['true', 'b', true, true],
    ['1 for true', 'b', 1, false],
    ['a decimal', 'd', '-12.50', true],
    ['a comma', 'd', '12,50', false],
    ['a day', 'D', '2026-11-05', true],
    ['a month for a day', 'D', '2026-11', false],
    ['a day of no month', 'D', '2026-02-30', false],
    ['a day that a database writes for none', 'D', '0000-00-00', false],
    ['a month', 'M', '2026-11', true],
    ['a month of no year', 'M', '2026-77', false],
    ['29 February of every year', 'Y', '02-29', true],
    ['30 February of every year', 'Y', '02-30', false],
    ['the end of a day', 'H', '24:00', true],
    ['an hour that no clock shows', 'H', '25:00', false],
    ['an instant of no month', 'T', '2026-13-45T10:00:00+02:00', false],
    ['an instant that no clock shows', 'T', '2026-11-05T10:60:00+02:00', false],
    ['an instant of no zone', 'T', '2026-11-05T10:00:00+99:00', false],
    ['a time zone', 'Z', 'Europe/Kyiv', true],
    ['a time zone of no map', 'Z', 'Mars/Base', false],
    ['the least of so many', 'i1..12', 1, true],
    ['the most of so many', 'i1..12', 12, true],
    ['too few', 'i1..12', 0, false],
    ['too many', 'i1..12', 1e6, false],
    ['not a whole one of so many', 'i1..12', 1.5, false],
    ['an instant', 'T', '2026-11-05T09:30:00.5+02:00', true],
    ['an instant without a zone', 'T', '2026-11-05T09:30:00', false],
    ['one of the words', '=day|night', 'night', true],
    ['both words', '=day|night', 'day|night', false],
    ['no word', '=day|night', '', false],
    ['a missing field', { a: 's' }, {}, false],
    ['a field of a newer service', { a: 's' }, { a: '', b: null }, true],
    ['a field that may be missing', { 'a?': 's' }, {}, true],
    ['null for one that may be missing', { 'a?': 's' }, { a: null }, false],
    ['null where null may be', ['?', 's'], null, true],
    ['nothing where null may be', ['?', 's'], undefined, false],
    ['an empty list', ['s'], [], true],
    ['a wrong item', ['s'], ['', 1], false],
    ['a list for an object', { 'a?': 's' }, [], false],
    ['any names', ['*', 's'], { uk: 'так', ru: 'да' }, true],
    ['a wrong value under any name', ['*', 's'], { uk: 1 }, false],
    ['a list for any names', ['*', 's'], [], false],
  ])('%s', (_, shape, value, taken) => {
    expect(matchesShape(shape, value)).toBe(taken);
  });
});
