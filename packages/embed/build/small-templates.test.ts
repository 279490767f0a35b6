import { describe, expect, it } from 'vitest';
import { smallTemplates } from './small-templates.js';

/** What the build makes of a module of the elements, run. */
async function built(code: string): Promise<string> {
  const { transform } = smallTemplates as unknown as {
    transform: (code: string, id: string) => Promise<{ code: string }>;
  };
  const { code: small } = await transform(code, '/work/packages/elements/src/core/example.ts');
  const css = (strings: TemplateStringsArray) => strings.join('');
  return (new Function('css', `return ${small};`) as (tag: typeof css) => string)(css);
}

describe('a template that the build made small', () => {
  it('says to CSS what it said before, escapes and all', async () => {
    expect(await built("css`  a::after {  content: '\\\\201C x';  color: #ff0000;  }  `")).toBe(
      'a:after{content:"“x";color:red}',
    );
    expect(await built('css`.a\\\\:b { color: red; }`')).toBe('.a\\:b{color:red}');
  });
});
