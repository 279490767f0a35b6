import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Every language the docs are in, in the order in which they are offered. */
export const languages = ['uk', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** As `npm run manifest` writes them: the custom elements manifest, as far as the docs read it. */
interface Named {
  readonly name: string;
  readonly description?: string;
}
interface Typed extends Named {
  readonly type?: { readonly text: string };
  /** The values a type stands for, where a tool has resolved its name. */
  readonly parsedType?: { readonly text: string };
  readonly default?: string;
}
interface Declaration extends Named {
  readonly kind: string;
  readonly tagName?: string;
  readonly attributes?: readonly (Typed & { readonly fieldName?: string })[];
  readonly members?: readonly (Typed & {
    readonly kind: string;
    readonly attribute?: string;
    readonly privacy?: string;
    readonly static?: boolean;
    readonly readonly?: boolean;
  })[];
  readonly events?: readonly (Typed & { readonly kabinetCancelable?: boolean })[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly (Named & { readonly default?: string })[];
}
export interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly Declaration[] }[];
}

/** What a knob offers for an attribute. */
export type Knob =
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'text' };

export interface AttributeDoc {
  readonly name: string;
  readonly text: string;
  readonly type: string;
  readonly knob: Knob;
}
export interface ThingDoc {
  readonly name: string;
  readonly text: string;
}

/** What a page says of an element, in one language. */
export interface ElementDoc {
  readonly tag: string;
  readonly text: string;
  readonly attributes: readonly AttributeDoc[];
  /** Settable from a script only. */
  readonly properties: readonly (ThingDoc & { readonly type: string })[];
  readonly events: readonly (ThingDoc & { readonly type: string })[];
  readonly slots: readonly ThingDoc[];
  readonly parts: readonly ThingDoc[];
  readonly tokens: readonly ThingDoc[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const manifestFile = `${root}packages/elements/dist/custom-elements.json`;

export function readManifest(): Manifest {
  if (!existsSync(manifestFile))
    throw new Error('There is no manifest of the elements yet: run `npm run build` first.');
  return JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
}

/** Texts of the manifest in a language that it is not written in. */
export function readTexts(language: Language): Readonly<Record<string, string>> | null {
  if (language === 'en') return null;
  return JSON.parse(readFileSync(`${root}docs/texts/${language}.json`, 'utf8')) as Record<string, string>;
}

/** Every element of the manifest, by tag, with its texts in the language; a text that is missing is an error that names all of them. */
export function elementDocs(
  language: Language,
  manifest: Manifest = readManifest(),
  texts: Readonly<Record<string, string>> | null = readTexts(language),
): readonly ElementDoc[] {
  const missing: string[] = [];
  const declarations = manifest.modules.flatMap((module) => module.declarations ?? []);
  const docs = declarations
    .filter((each): each is Declaration & { tagName: string } => each.tagName !== undefined)
    .map((each) => docOf(each, textOf))
    .sort((one, other) => one.tag.localeCompare(other.tag, 'en'));
  if (missing.length > 0) throw new Error(`docs/texts/${language}.json lacks: ${missing.join(', ')}`);
  return docs;

  function textOf(key: string, shared: string | null, english: string): string {
    if (texts === null) return english;
    const text = texts[key] ?? (shared === null ? undefined : texts[shared]);
    if (text === undefined) missing.push(key);
    return text ?? '';
  }
}

type TextOf = (key: string, shared: string | null, english: string) => string;

/** Keys: `tag`, `tag.attribute`, `tag/event/name`, `tag/slot/name`, `tag/part/name`, `tag/css/name`; `*` for a tag where all mean the same. */
function docOf(declaration: Declaration & { tagName: string }, textOf: TextOf): ElementDoc {
  const tag = declaration.tagName;
  const say = (place: string, { description = '' }: { readonly description?: string }) =>
    textOf(tag + place, `*${place}`, oneLine(description));
  const attributes = (declaration.attributes ?? []).map((attribute) => ({
    name: attribute.name,
    text: say(`.${attribute.name}`, attribute),
    type: typeOf(attribute),
    knob: knobOf(typeOf(attribute)),
  }));
  const fields = new Set((declaration.attributes ?? []).flatMap(({ name, fieldName }) => [name, fieldName ?? name]));
  const properties = (declaration.members ?? [])
    .filter(({ kind, name, privacy = 'public', attribute, ...member }) => {
      if (kind !== 'field' || privacy !== 'public' || attribute !== undefined) return false;
      return member.static !== true && member.readonly !== true && !fields.has(name) && !name.startsWith('#');
    })
    .map((member) => ({ name: member.name, text: say(`.${member.name}`, member), type: typeOf(member) }));
  return {
    tag,
    text: textOf(tag, null, oneLine(declaration.description ?? '')),
    attributes,
    properties,
    events: (declaration.events ?? []).map((event) => ({
      name: event.name,
      text: say(`/event/${event.name}`, event),
      type: typeOf(event),
    })),
    slots: things('slot', declaration.slots),
    parts: things('part', declaration.cssParts),
    tokens: things('css', declaration.cssProperties),
  };

  function things(kind: string, list: readonly Named[] = []): readonly ThingDoc[] {
    return list.map((thing) => ({ name: thing.name, text: say(`/${kind}/${thing.name}`, thing) }));
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function typeOf({ parsedType, type }: Typed): string {
  return parsedType?.text ?? type?.text ?? 'string';
}

/** `'a' | 'b'` is a choice, whatever else is written as text. */
export function knobOf(type: string): Knob {
  const kinds = type
    .split('|')
    .map((kind) => kind.trim())
    .filter((kind) => !['', 'undefined', 'null'].includes(kind));
  if (kinds.length > 0 && kinds.every((kind) => kind === 'boolean' || kind === 'true' || kind === 'false')) {
    return { kind: 'switch' };
  }
  const values = kinds.map((kind) => /^(['"])(.*)\1$/.exec(kind)?.[2]);
  const texts = values.filter((value) => value !== undefined);
  return texts.length > 1 && texts.length === values.length ? { kind: 'choice', values: texts } : { kind: 'text' };
}
