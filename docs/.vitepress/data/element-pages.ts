import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mockStateNames } from '@kabinet/api/mock';
import { type ElementDoc, elementDocs, type Language } from './manifest.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What stands inside the tag in an example, as it would on a supplier's page. */
const FALLBACK: Readonly<Record<Language, string>> = {
  uk: 'Телефон контактного центру: 0 800 500 104',
  ru: 'Телефон контактного центра: 0 800 500 104',
  en: 'Contact centre: 0 800 500 104',
};

export interface ElementPage {
  /** Vue's name for what a dynamic page is given; `tag` is in the address. */
  readonly params: {
    readonly tag: string;
    readonly title: string;
    readonly element: ElementDoc;
    readonly states: readonly string[];
    readonly fallback: string;
  };
  /** Markdown that follows the tables. */
  readonly content: string;
}

/** A page for each element of the manifest. */
export function elementPages(language: Language, docs: readonly ElementDoc[] = elementDocs(language)): ElementPage[] {
  return docs.map((element) => ({
    params: {
      tag: element.tag,
      title: `<${element.tag}>`,
      element,
      states: mockStateNames,
      fallback: FALLBACK[language],
    },
    content: proseOf(element.tag, language),
  }));
}

/** What stands beside the element's source for whoever wants to know more than the tables say: `tour.md`, `tour.uk.md`, `tour.ru.md`. */
function proseOf(tag: string, language: Language): string {
  const name = tag.slice('kabinet-'.length);
  const suffix = language === 'en' ? '' : `.${language}`;
  const file = `${root}packages/elements/src/widgets/${name}/${name}${suffix}.md`;
  return existsSync(file) ? forTheSite(readFileSync(file, 'utf8')) : '';
}

/** The title goes, headings go one down, links to guides become the site's, other links to files of the repository become their text. */
export function forTheSite(markdown: string): string {
  const lines = markdown.replace(/^# .*\n+/, '').split('\n');
  let isCode = false;
  return lines
    .map((line) => {
      if (line.startsWith('```')) {
        isCode = !isCode;
        // Vue would take {{ }} in an example for its own.
        return line;
      }
      if (isCode) return line;
      return line
        .replace(/^(#{2,5}) /, '$1# ')
        .replace(/\]\((?:\.\.?\/)*docs\/(en|uk|ru)\/([\w-]+)\.md(#[\w-]+)?\)/g, '](/$1/$2$3)')
        .replace(/\[([^\]]+)\]\((?:\.\.?\/)[^)]*\)/g, '$1');
    })
    .join('\n');
}
