import { describe, expect, it } from 'vitest';
import { asciiFile, escaped } from './ascii-only.js';

describe('a build in ASCII', () => {
  it('has texts of scripts that mean the same, and nothing else than ASCII', () => {
    const script = `'Показання — 5 м³ 🙂'`;
    expect(escaped(script)).toMatch(/^[ -~]+$/);
    expect(JSON.parse(escaped(script).replaceAll("'", '"'))).toBe(script.slice(1, -1));
    expect(asciiFile('kabinet-sw.js', '// the page’s')).toBe('// the page\\u2019s');
  });

  it('takes no other file that is not written so', () => {
    expect(asciiFile('calm.css', 'a { color: red }')).toBe('a { color: red }');
    expect(() => asciiFile('calm.css', '/* the page’s */')).toThrow('calm.css');
    expect(() => asciiFile('calm.css', '/* the page’s */')).toThrow('“’”');
  });
});
