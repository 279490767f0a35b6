// @ts-check
// The sites' own words in the languages that they are not written in. Pages are kept in one language, as a webmaster writes them; what each
// text is in the others stands in texts/.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {'uk' | 'ru' | 'en'} Language */
/** By the text as the page has it, in one line. @typedef {Record<string, Partial<Record<Language, string>>>} Texts */

/** Whole elements that say nothing to people, comments, tags, and what stands between. */
const PIECES = /<style\b[\s\S]*?<\/style>|<!--[\s\S]*?-->|(<script\b[^>]*>)([\s\S]*?<\/script>)|(<[^>]+>)|([^<]+)/g;
/** What tags say to people, or to search engines about the page. */
const SPOKEN = /\b(aria-label|alt|content|placeholder|title)="([^"]*)"/g;

/**
 * What the pages of a supplier say in other languages: its own texts, and those that several sites have.
 * @type {(suppliersDir: string, supplier: string) => Promise<Texts>}
 */
export async function readTexts(suppliersDir, supplier) {
  const read = async (/** @type {string} */ name) =>
    JSON.parse(await readFile(join(suppliersDir, 'texts', `${name}.json`), 'utf8').catch(() => '{}'));
  return { ...(await read('common')), ...(await read(supplier)) };
}

/**
 * A page in another language than the one it is written in. A text that nobody has translated stays as it is, and is told of.
 * @type {(html: string, options: {texts: Texts, own: Language, language: Language, onMissing?: (text: string) => void}) => string}
 */
export function inLanguage(html, { texts, own, language, onMissing = () => {} }) {
  if (language === own) return html;
  const say = (/** @type {string} */ text) => {
    const [, before = '', said = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
    // Without letters of the page's own there is nothing to translate: numbers, addresses, blanks to be filled in.
    if (!/[а-яіїєґ]/i.test(said)) return text;
    const found = texts[said.replace(/&nbsp;/g, ' ').replace(/\s+/g, ' ')]?.[language];
    if (found === undefined) onMissing(said);
    return before + (found ?? said) + after;
  };
  const inTag = (/** @type {string} */ tag) => {
    if (tag.startsWith('<html')) return tag.replace(/\blang="\w+"/, `lang="${language}"`);
    if (tag.includes('hreflang=')) {
      const plain = tag.replace(' aria-current="true"', '');
      return plain.includes(`hreflang="${language}"`) ? plain.replace(/>$/, ' aria-current="true">') : plain;
    }
    return tag.replace(SPOKEN, (_, name, text) => `${name}="${say(text)}"`);
  };
  return html.replace(PIECES, (piece, script, content, tag, text) => {
    if (script) return script.replace(`data-lang="${own}"`, `data-lang="${language}"`) + content;
    if (tag) return inTag(tag);
    return text ? say(text) : piece;
  });
}
