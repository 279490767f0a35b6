import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256 } from './sha256.js';

describe('sha256', () => {
  it('says what Node says, for every length around the ends of blocks', () => {
    for (let length = 0; length < 200; length += 1) {
      const text = Array.from({ length }, (_, index) => String.fromCharCode(32 + ((index * 7 + length) % 95))).join('');
      expect(sha256(text), `${length} letters`).toBe(createHash('sha256').update(text).digest('base64'));
    }
  });

  it('refuses what has more than one byte a letter', () => {
    expect(() => sha256('г')).toThrow(RangeError);
  });
});
