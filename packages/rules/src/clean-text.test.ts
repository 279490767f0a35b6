import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanLines } from './clean-text.js';

/** What a word processor, a PDF or a web page puts into words: a soft hyphen, spaces and joiners of no width, a mark of byte order. */
const WITHIN = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'];
const UNSEEN = ['\u0000', '\u001b', '\u200e', '\u202e', '\u2066', '\u2062', '\u{e0041}', '\ud800'];

const words = fc.array(fc.string({ unit: fc.constantFrom(...'абвіїґa1-'), minLength: 1, maxLength: 8 }), {
  minLength: 1,
});
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...WITHIN, ...UNSEEN, ' ', '\n', '\r', '\t', '\u0306', 'и', '👷'),
    fc.string({ unit: 'binary' }),
  ),
});

describe('what somebody pasted', () => {
  it('keeps its words whole', () => {
    expect(cleanLine('підклю\u00adчення')).toBe('підключення');
    expect(cleanLines('\ufeffНемає\u200b газу.\r\nлі\u2060чильник')).toBe('Немає газу.\nлічильник');
    // A letter and its sign that only such a character kept apart are one letter.
    expect(cleanLine('и\u00ad\u0306')).toBe('й');
  });

  it('is the same text wherever such characters stood', () => {
    fc.assert(
      fc.property(words, fc.infiniteStream(fc.constantFrom('', ...WITHIN)), (each, between) => {
        const text = each.join(' ');
        const pasted = [...text].map((letter) => `${letter}${between.next().value}`).join('');
        expect(cleanLine(pasted)).toBe(text);
        expect(cleanLines(pasted.replaceAll(' ', '\n'))).toBe(each.join('\n'));
      }),
    );
  });

  it('has a space where another character was that nobody sees: it may have parted words', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(...UNSEEN), (each, sign) => {
        expect(cleanLine(each.join(sign))).toBe(each.join(' '));
        expect(cleanLines(each.join(sign))).toBe(each.join(' '));
      }),
    );
  });

  it('has nothing that is not seen, and is changed no more by being cleaned again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = cleanLine(text);
        const lines = cleanLines(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(lines).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}]/u);
        expect([cleanLine(line), cleanLines(lines)]).toEqual([line, lines]);
        expect([line, lines].map((each) => each.normalize('NFC'))).toEqual([line, lines]);
        expect(cleanLine(lines)).toBe(line);
      }),
    );
  });
});
