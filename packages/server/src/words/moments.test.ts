import { expect, it } from 'vitest';
import { atHourUk, dayInWords, momentInWords } from './moments.js';

it.each([
  ['uk', '3 листопада 2026 року'],
  ['ru', '3 ноября 2026 года'],
  ['en', 'November 3, 2026'],
] as const)('a day in %s ends no sentence by itself', (language, words) => {
  expect(dayInWords('2026-11-03T12:00:00Z', { language, timeZone: 'Europe/Kyiv' })).toBe(words);
});

it.each([
  ['uk', '2026-11-03T09:49:00Z', '3 листопада 2026 р. об 11:49'],
  ['uk', '2026-11-03T10:11:00Z', '3 листопада 2026 р. о 12:11'],
  ['uk', '2026-11-03T23:11:00Z', '4 листопада 2026 р. о 01:11'],
  ['ru', '2026-11-03T09:49:00Z', '3 ноября 2026 г. в 11:49'],
] as const)('a moment in %s is said as people say it: %s', (language, moment, words) => {
  expect(momentInWords(moment, { language, timeZone: 'Europe/Kyiv' })).toBe(words);
});

it('only the eleventh hour is “об”', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
  expect(hours.map(atHourUk).filter((words) => words.startsWith('об'))).toEqual(['об 11:00']);
});
