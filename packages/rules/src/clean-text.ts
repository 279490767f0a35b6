/*
 * What somebody typed, before it is kept and shown to others: without characters that nobody sees. Control characters break logs, messages and
 * databases (PostgreSQL keeps no U+0000, and no JSON with half a letter); those that turn the direction of writing or have no width make one text look like another.
 */

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
const UNSEEN_IN_LINES = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}]/gu;

/** One line: a name, a label, an address. */
export function cleanLine(text: string): string {
  return text.normalize('NFC').replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
}

/** Several lines: what one person writes to another. */
export function cleanLines(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN_IN_LINES, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
