import type { PageLanguage } from './page.js';

/** When something may be done again, in words: `через 5 хвилин`, `in 5 minutes`. Rounded up, so that nobody comes too early. */
export function inSpan(seconds: number, language: PageLanguage): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  if (seconds <= 90) return words.format(Math.max(1, Math.ceil(seconds)), 'second');
  if (seconds <= 90 * 60) return words.format(Math.ceil(seconds / 60), 'minute');
  return words.format(Math.ceil(seconds / 3600), 'hour');
}
