import { describe, expect, it } from 'vitest';
import { cookieName } from './session-cookie.js';

describe('cookieName', () => {
  it('is another for each supplier and each word, also where an id begins like a word', () => {
    const words = [undefined, 'return', 'attempt', 'device', 'passkey', 'invitation'];
    const ids = ['x', 'return', 'return-x', 'device-x', 'attempt-return-x'];
    const names = ids.flatMap((id) => words.map((word) => cookieName(id, word)));
    expect(new Set(names).size).toBe(ids.length * words.length);
    // What RFC 6265 lets a name be made of.
    for (const name of names) expect(name).toMatch(/^__Host-[\w.-]+$/);
  });
});
