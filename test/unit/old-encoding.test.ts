import { describe, expect, it } from 'vitest';
import { toWindows1251 } from '../../demo/old-encoding.mjs';

const read = (bytes: Uint8Array) => new TextDecoder('windows-1251').decode(bytes);

describe('a page in windows-1251', () => {
  it('has every letter of our languages as one byte', () => {
    const text = 'Їжак, ґанок, Єва, ілюзія; Ёлка, объём, ы; «лапки» — № 5, п’ять';
    const bytes = toWindows1251(text);
    expect(bytes).toHaveLength(text.length);
    expect(read(bytes)).toBe(text);
  });

  it('says in HTML’s own way what the encoding has no byte for', () => {
    expect(read(toWindows1251('5 м³, 10 ₴, 😀, \u0098'))).toBe('5 м&#179;, 10 &#8372;, &#128512;, &#152;');
  });
});
