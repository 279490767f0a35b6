import { describe, expect, it } from 'vitest';
import { filledIn, ProfileAppeals } from './appeal-profile.js';

const label = { uk: 'Поле' };
const kind = (changes: Record<string, unknown> = {}) => ({
  id: 'question',
  group: 'question',
  name: { uk: 'Запитання' },
  term: { days: 15 },
  ...changes,
});
const withField = (field: Record<string, unknown>) => ({
  kinds: [kind({ fields: [{ name: 'a', type: 'text', label, ...field }] })],
});

const withLink = (url: string) => ({
  kinds: [kind({ instantAnswers: [{ id: 'a', question: label, answer: label, link: { url, label } }] })],
});

const withTemplate = (text: string) => ({
  kinds: [kind()],
  replyTemplates: [{ id: 'a', name: { uk: 'А' }, text: { uk: text } }],
});

describe('a reply template', () => {
  const known = { name: 'Ганна', number: '6000-0004', dueOn: '3 грудня', kind: 'Запитання' };

  it('is filled in, each name as often as it stands there', () => {
    const text = 'Вітаємо, {name}! {number} «{kind}»: до {dueOn}. {number}';
    expect(ProfileAppeals.safeParse(withTemplate(text)).success).toBe(true);
    expect(filledIn(text, known)).toBe('Вітаємо, Ганна! 6000-0004 «Запитання»: до 3 грудня. 6000-0004');
  });

  it('addresses nobody where the name is not known', () => {
    const nameless = { ...known, name: '' };
    expect(filledIn('Вітаємо, {name}!', nameless)).toBe('Вітаємо!');
    expect(filledIn('Hello {name}, we work on it', nameless)).toBe('Hello, we work on it');
    expect(filledIn('{name}, вітаємо', { ...known, name: '$& {number}' })).toBe('$& {number}, вітаємо');
  });
});

describe('what a profile says of appeals', () => {
  it('may leave out all that has a default', () => {
    const { kinds, ...rest } = ProfileAppeals.parse(withField({}));
    expect(kinds[0]).toMatchObject({
      intro: null,
      department: null,
      account: 'optional',
      term: { days: 15, counts: 'calendar', source: null },
      text: { label: null, hint: null, isRequired: true, maxLength: 2000 },
      fields: [
        {
          name: 'a',
          hint: null,
          isRequired: false,
          maxLength: 200,
          atLeast: null,
          unit: null,
          days: null,
          options: [],
        },
      ],
      files: { atLeast: 0, atMost: 5, hint: null },
      instantAnswers: [],
      takesGuests: false,
    });
    expect(rest).toEqual({ nextInstance: null, replyTemplates: [], guestsKeptMonths: 60, support: null });
  });

  it('may lead on to a page, a phone or a mail', () => {
    for (const url of ['https://www.gas.example/faq', 'tel:104', 'mailto:support@gas.example']) {
      expect(ProfileAppeals.parse(withLink(url)).kinds[0]?.instantAnswers[0]?.link?.url).toBe(url);
    }
    const next = { kinds: [kind()], nextInstance: { name: label, url: 'https://www.regulator.example' } };
    expect(ProfileAppeals.parse(next).nextInstance?.url).toBe('https://www.regulator.example');
  });

  it('is read again as it was read', () => {
    const read = ProfileAppeals.parse(withField({ type: 'long_text' }));
    expect(read.kinds[0]?.fields[0]?.maxLength).toBe(1000);
    expect(ProfileAppeals.parse(JSON.parse(JSON.stringify(read)))).toEqual(read);
  });

  it.each([
    ['no kinds', { kinds: [] }],
    ['two kinds of one name', { kinds: [kind(), kind()] }],
    ['a name that no address holds', { kinds: [kind({ id: 'Запитання' })] }],
    ['no days for an answer', { kinds: [kind({ term: { days: 0 } })] }],
    [
      'two fields of one name',
      {
        kinds: [
          kind({
            fields: [
              { name: 'a', type: 'text', label },
              { name: 'a', type: 'date', label },
            ],
          }),
        ],
      },
    ],
    ['a field called as the text is', withField({ name: 'text' })],
    ['a field of a type that pages do not know', withField({ type: 'colour' })],
    ['a choice of nothing', withField({ type: 'choice' })],
    ['options of what is no choice', withField({ options: [{ value: 'a', label }] })],
    [
      'two options of one name',
      withField({
        type: 'choice',
        options: [
          { value: 'a', label },
          { value: 'a', label },
        ],
      }),
    ],
    ['bounds that nothing is between', withField({ type: 'number', atLeast: '5', atMost: '0.5' })],
    ['a bound that is a float', withField({ type: 'number', atLeast: 0.5 })],
    ['a text longer than any message', withField({ maxLength: 5001 })],
    ['more files at least than at most', { kinds: [kind({ files: { atLeast: 2, atMost: 1 } })] }],
    ['more files than a message takes', { kinds: [kind({ files: { atMost: 6 } })] }],
    [
      'mails of a kind that there is not',
      { kinds: [kind()], support: { address: 'support@gas.example', kindId: 'b' } },
    ],
    ['a name in braces that nobody fills in', withTemplate('Вітаємо, {ім’я}!')],
    ['a name in braces that is misspelt', withTemplate('Відповімо до {dueon}')],
    ['a brace that is left open', withTemplate('Вітаємо, {name!')],
    ['letters of guests kept for no time', { kinds: [kind()], guestsKeptMonths: 0 }],
    ['mails to no address', { kinds: [kind()], support: { address: 'support', kindId: 'question' } }],
    ['a link that runs', withLink('javascript:alert(1)')],
    ['a link that is another page on each site', withLink('/faq')],
    [
      'a next instance at no page of the web',
      { kinds: [kind()], nextInstance: { name: label, url: 'javascript:alert(1)' } },
    ],
    ['a next instance at a path', { kinds: [kind()], nextInstance: { name: label, url: '/regulator' } }],
  ])('cannot have %s', (_what, appeals) => {
    expect(ProfileAppeals.safeParse(appeals).success).toBe(false);
  });
});
