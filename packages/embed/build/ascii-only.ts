import { fileURLToPath } from 'node:url';
import { normalizePath, type Plugin } from 'vite';
import { swapLetters } from '../src/letters.js';

const LETTERS = fileURLToPath(new URL('../src/letters.ts', import.meta.url));

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly value?: unknown;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Every text of the module that has Cyrillic letters, as an edit that swaps them and tags the text to be swapped back. */
function editTexts(node: unknown, edits: Edit[]): void {
  if (Array.isArray(node)) return node.forEach((each) => editTexts(each, edits));
  if (typeof node !== 'object' || node === null) return;
  const { type, start, end, value } = node as SyntaxNode;
  const swapped = (text: string) => swapLetters(text).replace(/[\\`]|\$(?=\{)/g, '\\$&');
  if (type === 'Literal' && typeof value === 'string' && /[\u0400-\u04ff]/.test(value)) {
    edits.push({ start, end, text: `_\`${swapped(value)}\`` });
  } else if (type === 'TemplateLiteral') {
    const { quasis } = node as { quasis: readonly (SyntaxNode & { value: { cooked: string } })[] };
    if (quasis.some((each) => /[\u0400-\u04ff]/.test(each.value.cooked))) {
      edits.push({ start, end: start, text: '_' });
      for (const each of quasis) edits.push({ start: each.start, end: each.end, text: swapped(each.value.cooked) });
    }
  }
  for (const [name, child] of Object.entries(node)) if (name !== 'key' && name !== 'quasis') editTexts(child, edits);
}

/** The texts of our Cyrillic languages, written in ASCII as `letters.ts` describes. */
export const swappedTexts: Plugin = {
  name: 'kabinet-swapped-texts',
  transform(code, id) {
    if (!/\/packages\/elements\/src\/locales\/(uk|ru)\//.test(id)) return null;
    const edits: Edit[] = [];
    editTexts(this.parse(code), edits);
    const changed = edits
      .sort((a, b) => b.start - a.start || b.end - a.end)
      .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code);
    return { code: `import { readable as _ } from ${JSON.stringify(normalizePath(LETTERS))};\n${changed}`, map: null };
  },
};

const NOT_ASCII = /[\u0080-\uffff]/g;

/** Text of a script with everything but ASCII escaped: in texts it means the same, in comments it is what it is. */
export function escaped(script: string): string {
  return script.replace(NOT_ASCII, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * A file that goes with the build as it was written: a script is escaped like ours, anything else has to be written in ASCII, or nothing
 * is built.
 */
export function asciiFile(name: string, text: string): string {
  if (name.endsWith('.js')) return escaped(text);
  const [sign] = text.match(NOT_ASCII) ?? [];
  if (sign) throw new Error(`${name} is read by pages of any encoding, and has “${sign}” in it: write it in ASCII`);
  return text;
}

/** Pages in windows-1251 read our files as theirs: everything but ASCII is escaped, or their customers see mojibake. */
export const asciiOnly: Plugin = {
  name: 'kabinet-ascii-only',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = escaped(file.code);
      }
    },
  },
};
