import type { Format } from '../core/format.js';

const SIGNS: Readonly<Record<string, readonly [kilo: string, mega: string]>> = { uk: ['КБ', 'МБ'], ru: ['КБ', 'МБ'] };

/** `412 КБ`, `2,4 МБ` */
export function sizeOf(bytes: number, { language, number }: Format): string {
  const [kilo, mega] = SIGNS[language] ?? ['kB', 'MB'];
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  if (kilobytes < 1024) return `${number(String(kilobytes))}\u00a0${kilo}`;
  const megabytes = (Math.round((bytes / 1024 / 1024) * 10) / 10).toFixed(1);
  return `${number(megabytes.replace(/\.0$/, ''))}\u00a0${mega}`;
}
