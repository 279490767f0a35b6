import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckedField, checkField, checkFields, cleanField, cleanFields, type FieldType } from './field-check.js';

const TODAY = '2026-11-03';

const field = (type: FieldType, changes: Partial<CheckedField> = {}): CheckedField => ({
  name: 'field',
  type,
  isRequired: false,
  maxLength: 40,
  atLeast: null,
  atMost: null,
  days: null,
  options: type === 'choice' ? [{ value: 'gas' }, { value: 'water' }] : [],
  ...changes,
});

describe('what was typed', () => {
  it.each<[FieldType, string, string]>([
    ['text', '  Ганна \u200b Їжак \ud800', 'Ганна Їжак'],
    ['long_text', ' Перший рядок\r\nдругий\t рядок \n', 'Перший рядок\nдругий рядок'],
    ['address', 'вул. Річкова,\n7', 'вул. Річкова, 7'],
    ['meter_number', ' SN 12/3 ', 'SN 12/3'],
    ['number', '1 234,50', '1234.5'],
    ['number', '１２', '12'],
    ['number', '5О', '50'],
    ['number', '007', '7'],
    ['date', '5.11.2026', '2026-11-05'],
    ['date', '05/11/2026', '2026-11-05'],
    ['date', '5 11 26', '2026-11-05'],
    ['date', '2026-11-5', '2026-11-05'],
    ['date', '０５.１１.２０２６ р.', '2026-11-05'],
    ['date', '29.02.2028', '2028-02-29'],
    ['yes', 'on', 'yes'],
    ['choice', ' gas ', 'gas'],
    ['phone', '+38 (067) 123-45-67', '+380671234567'],
    ['phone', 'tel:О67 123 45 67', '0671234567'],
    ['email', ' mailto:Ivan.P@Mail.Example ', 'Ivan.P@Mail.Example'],
    ['email', 'ｉｖａｎ＠mail.example', 'ivan@mail.example'],
  ])('as %s %j is kept as %j', (type, typed, kept) => {
    expect(cleanField(field(type), typed, TODAY)).toBe(kept);
    expect(checkField(field(type), typed, TODAY)).toBe(null);
  });

  it('of a day that was has the century in which it was', () => {
    expect(cleanField(field('date', { days: 'past' }), '5.11.87', TODAY)).toBe('1987-11-05');
    expect(cleanField(field('date', { days: 'past' }), '2.11.26', TODAY)).toBe('2026-11-02');
    expect(cleanField(field('date', { days: 'future' }), '5.11.30', TODAY)).toBe('2030-11-05');
  });
});

describe('what is wrong', () => {
  it.each<[FieldType, Partial<CheckedField>, string, string | null]>([
    ['text', { isRequired: true }, ' \u200b\u202e ', 'required'],
    ['yes', { isRequired: true }, '', 'required'],
    ['date', { isRequired: true }, '   ', 'required'],
    ['text', {}, '', null],
    ['text', {}, 'ю'.repeat(40), null],
    ['text', {}, 'ю'.repeat(41), 'too_long'],
    ['long_text', {}, `${'ю'.repeat(40)}\r\n  `, null],
    ['number', {}, 'п’ять', 'not_a_number'],
    ['number', {}, '1,2,3,4', 'not_a_number'],
    ['number', {}, '1e5', 'not_a_number'],
    ['number', { atLeast: '0' }, '-5', 'too_small'],
    ['number', { atLeast: '0' }, '-5,5', 'too_small'],
    ['number', { atLeast: '0' }, '-5,abc', 'not_a_number'],
    ['number', { atLeast: '0.5', atMost: '5' }, '0,5', null],
    ['number', { atLeast: '0.5', atMost: '5' }, '0,49', 'too_small'],
    ['number', { atLeast: '0.5', atMost: '5' }, '5,00', null],
    ['number', { atLeast: '0.5', atMost: '5' }, '5,01', 'too_large'],
    ['number', {}, '9'.repeat(13), 'too_large'],
    ['number', {}, '0,1234567', 'not_a_number'],
    ['date', {}, '30.02.2026', 'not_a_date'],
    ['date', {}, '5.13.2026', 'not_a_date'],
    ['date', {}, 'завтра', 'not_a_date'],
    ['date', {}, '5.11.1026', 'not_a_date'],
    ['date', { days: 'past' }, '3.11.2026', null],
    ['date', { days: 'past' }, '4.11.2026', 'not_past'],
    ['date', { days: 'future' }, '3.11.2026', null],
    ['date', { days: 'future' }, '2.11.2026', 'not_future'],
    ['choice', {}, 'steam', 'not_an_option'],
    ['choice', {}, 'constructor', 'not_an_option'],
    ['yes', {}, 'ні', 'not_an_option'],
    ['phone', {}, '12-34', 'not_a_phone'],
    ['phone', {}, '1234567890123456', 'not_a_phone'],
    ['phone', {}, 'дзвоніть', 'not_a_phone'],
    ['email', {}, 'ivan@mail', 'not_an_email'],
    ['email', {}, 'ivan@@mail.example', 'not_an_email'],
    ['email', {}, 'a@b.example, c@d.example', 'not_an_email'],
    ['email', {}, `${'i'.repeat(50)}@mail.example`, 'too_long'],
  ])('with %s %j: %j is %s', (type, changes, typed, code) => {
    expect(checkField(field(type, changes), typed, TODAY)).toBe(code);
  });

  it('is told in the order of the fields, by name; other names are nobody’s', () => {
    const fields = [
      field('text', { name: 'b', isRequired: true }),
      field('number', { name: 'a' }),
      field('yes', { name: 'toString', isRequired: true }),
    ];
    const values = { a: 'x', c: 'y', other: 'z' };
    expect(checkFields({ fields, values, today: TODAY })).toEqual([
      { name: 'b', code: 'required' },
      { name: 'a', code: 'not_a_number' },
      { name: 'toString', code: 'required' },
    ]);
    expect(cleanFields({ fields, values: { ...values, b: ' Так ', a: '' }, today: TODAY })).toEqual({ b: 'Так' });
  });
});

describe('whatever is typed', () => {
  const types = fc.constantFrom<FieldType>(
    'text',
    'long_text',
    'number',
    'date',
    'choice',
    'yes',
    'phone',
    'email',
    'meter_number',
    'address',
  );
  const digits = fc
    .array(fc.constantFrom(...'0123456789,. -/О０+()@a'), { maxLength: 16 })
    .map((each) => each.join(''));
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    digits,
  );
  const fields = fc
    .record({
      type: types,
      isRequired: fc.boolean(),
      maxLength: fc.integer({ min: 1, max: 40 }),
      days: fc.constantFrom(null, 'past' as const, 'future' as const),
      atLeast: fc.constantFrom(null, '0', '0.5'),
      atMost: fc.constantFrom(null, '5', '100000'),
    })
    .map((changes) => field(changes.type, changes));

  it('is cleaned once and for all: what is kept is as right or wrong as what was typed', () => {
    fc.assert(
      fc.property(fields, typed, (each, text) => {
        const kept = cleanField(each, text, TODAY);
        expect(cleanField(each, kept, TODAY)).toBe(kept);
        expect(checkField(each, kept, TODAY)).toBe(checkField(each, text, TODAY));
      }),
      { numRuns: 3000 },
    );
  });

  it('is kept without characters that nobody sees, and without what a database cannot hold', () => {
    fc.assert(
      fc.property(fields, typed, (each, text) => {
        expect(cleanField(each, text, TODAY)).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}]/u);
      }),
      { numRuns: 1000 },
    );
  });

  it('is what its type says once nothing is wrong with it', () => {
    const forms: Readonly<Record<FieldType, RegExp>> = {
      text: /^.{1,40}$/su,
      long_text: /^.{1,40}$/su,
      meter_number: /^.{1,40}$/su,
      address: /^.{1,40}$/su,
      number: /^\d{1,12}(\.\d{1,6})?$/,
      date: /^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
      choice: /^(gas|water)$/,
      yes: /^yes$/,
      phone: /^\+?\d{5,15}$/,
      email: /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/,
    };
    let right = 0;
    fc.assert(
      fc.property(fields, typed, (each, text) => {
        const kept = cleanField(each, text, TODAY);
        if (kept === '' || checkField(each, text, TODAY) !== null) return;
        right += 1;
        expect(kept).toMatch(forms[each.type]);
      }),
      { numRuns: 3000 },
    );
    expect(right).toBeGreaterThan(300);
  });
});
