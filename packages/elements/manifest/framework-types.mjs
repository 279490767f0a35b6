// @ts-check
/**
 * Types of our tags for JSX (React), Vue's templates and Svelte's, made of the manifest. They take the types of properties and events from
 * the classes themselves (`KabinetReadingForm['withOutbox']`), so that they say neither more nor less than these.
 */
const WRITTEN = '// Written by `npm run manifest` from the elements. Do not edit.';

/**
 * @typedef {import('./editor-data.mjs').ElementOf} ElementOf
 * @typedef {{ key: string, type: string, description: string }} Entry one line of a type
 */

/** What wraps others: their events bubble through it, and a page may listen there to all of them. */
const WRAPPERS = new Set(['kabinet-provider', 'kabinet-cabinet']);

/** @param {readonly ElementOf[]} elements */
export function jsxTypes(elements) {
  return [
    WRITTEN,
    "import type { DetailedHTMLProps, HTMLAttributes } from 'react';",
    importsOf(elements),
    '',
    '/** What React gives every tag, and what the element has of its own. */',
    'type Props<Element, Own> = Omit<DetailedHTMLProps<HTMLAttributes<Element>, Element>, keyof Own> & Own;',
    '',
    ...ownTypes(elements, (event) => `on${event}`),
    "declare module 'react' {",
    '  namespace JSX {',
    '    interface IntrinsicElements {',
    ...elements.flatMap((element) => tagLines(element, '      ', `Props<${element.name}, ${ownName(element)}>`)),
    '    }',
    '  }',
    '}',
    '',
  ].join('\n');
}

/** @param {readonly ElementOf[]} elements */
export function vueTypes(elements) {
  return [
    WRITTEN,
    "import type { HTMLAttributes, ReservedProps } from 'vue';",
    importsOf(elements),
    '',
    '/** What a template may give the tag: what Vue gives every tag, and what the element has of its own. */',
    'type Tag<Own> = new () => { $props: Omit<HTMLAttributes & ReservedProps, keyof Own> & Own };',
    '',
    // Vue's tools look for @kabinet-reading-accepted under this name.
    ...ownTypes(elements, (event) => `on${pascal(event)}`),
    "declare module 'vue' {",
    '  interface GlobalComponents {',
    ...elements.flatMap((element) => tagLines(element, '    ', `Tag<${ownName(element)}>`)),
    '  }',
    '}',
    '',
  ].join('\n');
}

/** @param {readonly ElementOf[]} elements */
export function svelteTypes(elements) {
  return [
    WRITTEN,
    "import type { HTMLAttributes } from 'svelte/elements';",
    importsOf(elements),
    '',
    '/** What Svelte gives every tag, and what the element has of its own. */',
    'type Props<Element extends EventTarget, Own> = Omit<HTMLAttributes<Element>, keyof Own> & Own;',
    '',
    ...ownTypes(elements, (event) => `on${event}`),
    "declare module 'svelte/elements' {",
    '  interface SvelteHTMLElements {',
    ...elements.flatMap((element) => tagLines(element, '    ', `Props<${element.name}, ${ownName(element)}>`)),
    '  }',
    '}',
    '',
  ].join('\n');
}

/**
 * The classes of elements and events that the types speak of.
 * @param {readonly ElementOf[]} elements
 */
function importsOf(elements) {
  const names = elements.flatMap(({ name, events = [] }) => [name, ...events.flatMap(({ type }) => type?.text ?? [])]);
  const classes = [...new Set(names)].filter((name) => name !== 'Event').sort();
  return ['import type {', ...classes.map((name) => `  ${name},`), "} from './index.js';"].join('\n');
}

/** @param {ElementOf} element */
function ownName({ name }) {
  return `${name}Own`;
}

/**
 * @param {readonly ElementOf[]} elements
 * @param {(event: string) => string} listener how the framework names a listener
 */
function ownTypes(elements, listener) {
  const all = elements.flatMap(({ events = [] }) => events);
  return elements.map((element) => {
    const passing = WRAPPERS.has(element.tagName) ? all : [];
    return ownType({ ...element, events: [...(element.events ?? []), ...passing] }, listener);
  });
}

/**
 * What an element has beyond every other tag. An attribute stands under its own name and, where that differs, under the property's:
 * a framework takes the property once the element is defined, and the attribute always.
 * @param {ElementOf} element
 * @param {(event: string) => string} listener how the framework names a listener
 */
function ownType(element, listener) {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** @param {Entry} entry */
  const add = (entry) => void (entries.has(entry.key) || entries.set(entry.key, entry));
  for (const { name, fieldName = name, description = '' } of element.attributes ?? []) {
    add({ key: name, type: `${element.name}['${fieldName}']`, description });
  }
  for (const { kind, name, readonly, description = '' } of element.members ?? []) {
    if (kind === 'field' && !readonly) add({ key: name, type: `${element.name}['${name}']`, description });
  }
  for (const { name, type, description = '' } of element.events ?? []) {
    add({ key: listener(name), type: `(event: ${type?.text ?? 'Event'}) => void`, description });
  }
  const lines = [...entries.values()].flatMap(({ key, type, description }) => [
    `  /** ${comment(description)} */`,
    // With undefined: what a page leaves out it may also give as nothing.
    `  '${key}'?: ${type.includes('=>') ? `(${type})` : type} | undefined;`,
  ]);
  return [`interface ${ownName(element)} {`, ...lines, '}', ''].join('\n');
}

/**
 * @param {ElementOf} element
 * @param {string} indent
 * @param {string} type
 */
function tagLines(element, indent, type) {
  return [`${indent}/** ${comment(element.description)} */`, `${indent}'${element.tagName}': ${type};`];
}

/** @param {string} text */
function comment(text) {
  return text.replaceAll('*/', '*\\/');
}

/** @param {string} name */
function pascal(name) {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter) => letter.toUpperCase());
}
