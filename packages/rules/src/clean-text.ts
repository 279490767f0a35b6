/*
 * What somebody typed, before it is kept and shown to others: without characters that nobody sees. Control characters break logs, messages and
 * databases (PostgreSQL keeps no U+0000, and no JSON with half a letter); those that turn the direction of writing or have no width make one text look like another.
 */

/** Stand within words where a line may be broken or letters be joined; documents are full of them: a soft hyphen, joiners, spaces of no width. */
const WITHIN_WORDS = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
const UNSEEN_IN_LINES = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}]/gu;

/** One line: a name, a label, an address. */
export function cleanLine(text: string): string {
  return text.replace(WITHIN_WORDS, '').replace(UNSEEN, ' ').normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** Several lines: what one person writes to another. */
export function cleanLines(text: string): string {
  return text
    .replace(WITHIN_WORDS, '')
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN_IN_LINES, ' ')
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
