import { expect, it } from 'vitest';
import { dayInWords } from './moments.js';

it.each([
  ['uk', '3 листопада 2026 року'],
  ['ru', '3 ноября 2026 года'],
  ['en', 'November 3, 2026'],
] as const)('a day in %s ends no sentence by itself', (language, words) => {
  expect(dayInWords('2026-11-03T12:00:00Z', { language, timeZone: 'Europe/Kyiv' })).toBe(words);
});
