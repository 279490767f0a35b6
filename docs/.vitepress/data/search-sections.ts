import { basename, sep } from 'node:path';
import { elementName } from './element-names.js';
import { type ElementDoc, elementDocs, type Language, languages } from './manifest.js';
import { type ApiDocs, apiDocs, type OperationDoc } from './operation-pages.js';
import { words } from '../theme/words.js';
import { plain } from './search-words.js';

/** What VitePress' index takes: a part of a page below a heading. Only titles are kept, texts are only found. */
export interface Section {
  readonly anchor: string;
  readonly titles: string[];
  readonly text: string;
}

const isLanguage = (name: string | undefined): name is Language => languages.some((each) => each === name);

/**
 * The sections of a page. Pages made of the manifest and of the contract have no file that VitePress could read, so theirs are made of the
 * same facts; those of guides by their headings. Titles are said plainly once more in the text, to be found however people write them.
 */
export function sectionsOf(file: string, html: string, read: Facts = facts()): Section[] {
  const [folder, language] = file.split(sep).slice(-3, -1).reverse();
  const name = basename(file, '.md');
  const made = isLanguage(language) ? madeSections(read, folder ?? '', language, name) : null;
  const ofFile = name === 'index' || made === null ? headingSections(html) : [];
  return [...ofFile, ...(made ?? [])].map(({ anchor, titles, text }) => ({
    anchor,
    titles,
    text: plain(`${titles.at(-1) ?? ''} ${text}`),
  }));
}

interface Facts {
  readonly element: (language: Language, tag: string) => ElementDoc | undefined;
  readonly api: (language: Language) => ApiDocs;
}

let known: Facts | undefined;

/** Read once for a build of hundreds of pages. */
function facts(): Facts {
  if (known) return known;
  const elements = new Map<Language, readonly ElementDoc[]>();
  const reference = new Map<Language, ApiDocs>();
  known = {
    element: (language, tag) => {
      const docs = elements.get(language) ?? elementDocs(language);
      elements.set(language, docs);
      return docs.find((each) => each.tag === tag);
    },
    api: (language) => {
      const docs = reference.get(language) ?? apiDocs(language);
      reference.set(language, docs);
      return docs;
    },
  };
  return known;
}

/** Sections of a page that is made, or of the made part of a list's. */
function madeSections(read: Facts, folder: string, language: Language, name: string): Section[] | null {
  if (folder === 'elements') {
    const element = read.element(language, name);
    return element ? elementSections(element, language) : null;
  }
  if (folder !== 'api') return null;
  const docs = read.api(language);
  if (name === 'index') return apiSections(docs, language);
  const operation = docs.groups.flatMap(({ calls }) => calls).find((call) => call.name === name);
  return operation ? [operationSection(operation)] : null;
}

type ElementPart = 'attributes' | 'properties' | 'events' | 'slots' | 'parts' | 'tokens';

function elementSections(element: ElementDoc, language: Language): Section[] {
  const title = `<${element.tag}>`;
  const name = elementName(language, element.tag);
  const below = (anchor: ElementPart, things: readonly { readonly name: string; readonly text: string }[]) =>
    things.length === 0
      ? []
      : [
          {
            anchor,
            titles: [title, words[language][anchor]],
            text: things.map(({ name, text }) => `${name} ${text}`).join(' '),
          },
        ];
  return [
    // As a call is: by what it is called, and by its tag.
    { anchor: '', titles: name === undefined ? [title] : [name, title], text: `${name ?? ''} ${element.text}` },
    ...below('attributes', element.attributes),
    ...below('properties', element.properties),
    ...below('events', element.events),
    ...below('slots', element.slots),
    ...below('parts', element.parts),
    ...below('tokens', element.tokens),
  ];
}

/** What a call does says more to most than its name, so it is shown above it. */
function operationSection(operation: OperationDoc): Section {
  const { name, method, path, summary, parameters, schemas } = operation;
  const names = [...parameters.map((each) => each.name), ...Object.keys(schemas)];
  return { anchor: '', titles: [summary, name], text: `${method} ${path} ${summary} ${names.join(' ')}` };
}

function apiSections({ groups, problems }: ApiDocs, language: Language): Section[] {
  const title = 'API';
  return [
    ...groups.map((group) => ({ anchor: group.name, titles: [title, group.title], text: '' })),
    {
      anchor: 'problems',
      titles: [title, words[language].api.allProblems],
      text: problems.map(({ code, text }) => `${code} ${text}`).join(' '),
    },
  ];
}

const HEADING = /<h([1-6])[^>]*\sid="([^"]*)"[^>]*>([\s\S]*?)<\/h\1>/g;

/** By the headings of the page; what stands before the first one belongs to none. */
function headingSections(html: string): Section[] {
  const headings = [...html.matchAll(HEADING)];
  const above: string[] = [];
  return headings.map((heading, at) => {
    const [whole, level = '1', anchor = '', inside = ''] = heading;
    const depth = Number(level) - 1;
    const title = wordsOf(inside.replace(/<a class="header-anchor"[\s\S]*?<\/a>/, ''));
    above.length = Math.min(above.length, depth);
    above.push(title);
    const text = wordsOf(html.slice(heading.index + whole.length, headings[at + 1]?.index));
    return { anchor: depth === 0 ? '' : anchor, titles: [...above], text };
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .replace(/[\u200b\s]+/g, ' ')
    .trim();
}
