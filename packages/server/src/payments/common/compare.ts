import { timingSafeEqual } from 'node:crypto';

/** Whether the texts are the same, letter by letter and in constant time. Signatures are compared as they are written, never decoded. */
export function isSameText(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given, 'utf8'), Buffer.from(right, 'utf8')];
  return a.length === b.length && timingSafeEqual(a, b);
}
