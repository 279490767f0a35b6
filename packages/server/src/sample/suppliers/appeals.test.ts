import type { AppealKind } from '@kabinet/api/contract';
import { describe, expect, it } from 'vitest';
import { ProfileAppeals } from '../../domain/appeal-profile.js';
import { sampleSuppliers } from './index.js';

const LANGUAGES = ['uk', 'ru', 'en'];

/** Every text in several languages within, with where it stands. */
function textsIn(value: unknown, place = ''): [string, Record<string, string>][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value as Record<string, unknown>);
  const isText =
    entries.length > 0 && entries.every(([key, each]) => /^[a-z]{2}$/.test(key) && typeof each === 'string');
  return isText
    ? [[place, value as Record<string, string>]]
    : entries.flatMap(([key, each]) => textsIn(each, `${place}/${key}`));
}

describe.each(Object.entries(sampleSuppliers))('appeals of the sample %s', (name, { profile }) => {
  const appeals = ProfileAppeals.parse(profile['appeals']);
  const kindOf = (id: string): AppealKind | undefined => appeals.kinds.find((kind) => kind.id === id);

  it('can be about all that customers of the five cabinets write about', () => {
    expect(profile['capabilities']).toContain('appeals');
    const ids = [
      'question',
      'recalculation',
      'meter-verification',
      'complaint',
      'suggestion',
      'manual-link',
      'cabinet',
    ];
    const connects = name === 'water-and-heat' ? [] : ['technical-connection'];
    expect(appeals.kinds.map(({ id }) => id)).toEqual([...ids, ...connects]);
    expect(appeals.support?.kindId).toBe('cabinet');
  });

  it('say everything in three languages', () => {
    const missing = textsIn(appeals).filter(([, text]) => LANGUAGES.some((language) => !text[language]));
    expect(missing.map(([place]) => place)).toEqual([]);
  });

  it('ask of a connection what it is, where, what for, how much, and for papers', () => {
    const connection = kindOf('technical-connection');
    if (name === 'water-and-heat') return expect(connection).toBeUndefined();
    expect(connection?.fields.map(({ name: field, isRequired }) => `${field}${isRequired ? '!' : ''}`)).toEqual([
      'object!',
      'address!',
      'purpose!',
      'load!',
      'phone!',
      'truth!',
    ]);
    return expect([connection?.files.atLeast, connection?.account, connection?.takesGuests]).toEqual([1, 'none', true]);
  });

  it('name the law where it is known to set the term, and no other', () => {
    const sources = new Set(appeals.kinds.map(({ term }) => term.source?.['en'] ?? null));
    expect([...sources].sort()).toEqual(
      name === 'tver' ? [null] : ['Law of Ukraine on citizens’ appeals, article 20', null].sort(),
    );
  });
});
