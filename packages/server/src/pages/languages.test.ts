import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './languages.js';
import { languagesOf, textIn } from '../words/languages.js';
import { inSpan } from './spans.js';

const supplier = { languages: ['uk', 'ru', 'de', 'en'] };
const choose = (given: Partial<Parameters<typeof chooseLanguage>[0]>) =>
  chooseLanguage({ supplier, asked: null, remembered: undefined, acceptLanguage: null, ...given });

describe('the language of a page', () => {
  it('is what was asked for, else what was chosen before, else what the browser prefers, else the first of the supplier', () => {
    expect(choose({ asked: 'en', remembered: 'ru', acceptLanguage: 'uk' })).toBe('en');
    expect(choose({ remembered: 'ru', acceptLanguage: 'en' })).toBe('ru');
    expect(choose({ acceptLanguage: 'de-AT;q=0.9, fr, ru-UA;q=0.3, en-GB;q=0.5' })).toBe('en');
    expect(choose({ acceptLanguage: 'en;q=0, *' })).toBe('uk');
    expect(choose({})).toBe('uk');
  });

  it('is only one that the supplier offers and there are pages in', () => {
    expect(choose({ asked: 'de', remembered: 'xx', acceptLanguage: '<script>' })).toBe('uk');
    expect(choose({ asked: 'en', supplier: { languages: ['ru', 'uk'] } })).toBe('ru');
    expect(languagesOf({ languages: ['de', 'pl'] })).toEqual(['uk']);
  });

  it('is the language of the name too, where there is one', () => {
    expect(textIn({ uk: 'Газ', en: 'Gas' }, 'ru', supplier)).toBe('Газ');
    expect(textIn({ uk: 'Газ', en: 'Gas' }, 'en', supplier)).toBe('Gas');
  });

  it('says when to try again', () => {
    expect(inSpan(34, 'uk')).toBe('через 34 секунди');
    expect(inSpan(61 * 5, 'uk')).toBe('через 6 хвилин');
    expect(inSpan(7201, 'ru')).toBe('через 3 часа');
    expect(inSpan(0, 'en')).toBe('in 1 second');
  });
});
