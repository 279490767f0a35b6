import { fileURLToPath } from 'node:url';
import { elementsOf, makeManifest } from '../packages/elements/manifest/config.mjs';
import type { ElementOf } from '../packages/elements/manifest/editor-data.mjs';

// What the elements say of themselves, read from their source: tests that go through every tag, attribute or event take them from here.

const folder = fileURLToPath(new URL('../packages/elements', import.meta.url));

/** Every element with a tag, in the order of their tags. */
export const ELEMENTS = elementsOf(makeManifest(folder)) as readonly ElementOf[];

/** The tags that a page may use. */
export const TAG_NAMES: readonly string[] = ELEMENTS.map(({ tagName }) => tagName);

/** The tags that show something: all but the provider, which only wraps. */
export const WIDGET_TAGS: readonly string[] = TAG_NAMES.filter((tag) => tag !== 'kabinet-provider');

export function elementOf(tag: string): ElementOf {
  const element = ELEMENTS.find(({ tagName }) => tagName === tag);
  if (!element) throw new Error(`There is no <${tag}>.`);
  return element;
}
