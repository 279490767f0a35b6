import { expect, it } from 'vitest';
import { atHourUk, dayAndMonth, dayInWords, momentInWords, monthInWords, timeInWords } from './moments.js';

it.each([
  ['uk', '3 листопада 2026 року'],
  ['ru', '3 ноября 2026 года'],
  ['en', '3 November 2026'],
] as const)('a day in %s ends no sentence by itself', (language, words) => {
  expect(dayInWords('2026-11-03T12:00:00Z', { language, timeZone: 'Europe/Kyiv' })).toBe(words);
});

it.each([
  ['uk', '2026-11-03T09:49:00Z', '3 листопада 2026 р. об 11:49'],
  ['uk', '2026-11-03T10:11:00Z', '3 листопада 2026 р. о 12:11'],
  ['uk', '2026-11-03T23:11:00Z', '4 листопада 2026 р. о 01:11'],
  ['ru', '2026-11-03T09:49:00Z', '3 ноября 2026 г. в 11:49'],
  ['en', '2026-11-03T19:49:00Z', '3 November 2026 at 21:49'],
] as const)('a moment in %s is said as people say it: %s', (language, moment, words) => {
  expect(momentInWords(moment, { language, timeZone: 'Europe/Kyiv' })).toBe(words);
});

it('only the eleventh hour is “об”', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
  expect(hours.map(atHourUk).filter((words) => words.startsWith('об'))).toEqual(['об 11:00']);
});

it.each([
  ['uk', '20 листопада', 'листопад 2026 року'],
  ['ru', '20 ноября', 'ноябрь 2026 года'],
  ['en', '20 November', 'November 2026'],
] as const)('days and months in %s are written as in the widgets, and times by 24 hours', (language, day, month) => {
  expect([dayAndMonth('2026-11-20', language), monthInWords('2026-11', language)]).toEqual([day, month]);
  const place = { language, timeZone: 'Europe/Kyiv' };
  expect(timeInWords('2026-11-03T19:05:09Z', place)).toBe('21:05');
  expect(timeInWords('2026-11-03T19:05:09Z', { ...place, withSeconds: true })).toBe('21:05:09');
});
