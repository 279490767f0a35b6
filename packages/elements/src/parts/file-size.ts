import type { Format } from '../core/format.js';

export interface FileSizeMessages {
  readonly kilobytes: (number: string) => string;
  readonly megabytes: (number: string) => string;
}

/** `412 КБ`, `2,4 МБ` */
export function sizeOf(bytes: number, texts: FileSizeMessages, format: Format): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  if (kilobytes < 1024) return texts.kilobytes(format.number(String(kilobytes)));
  const megabytes = (Math.round((bytes / 1024 / 1024) * 10) / 10).toFixed(1);
  return texts.megabytes(format.number(megabytes.replace(/\.0$/, '')));
}
