/**
 * Makes the manifest of the elements (`custom-elements.json`): their attributes, properties, events, slots, parts and CSS properties, read
 * from the classes and the comments above them. Editors' data, types for frameworks, the docs and tests are made of it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import { publicOnlyPlugin } from './public-only-plugin.mjs';
import { tagsPlugin } from './tags-plugin.mjs';
import { unionsPlugin } from './unions-plugin.mjs';

/** The bases too: what an element inherits is found by the name of their class. */
const FOLDERS = ['core', 'provider', 'widgets'];

/** In the order of their names: the manifest is the same whoever makes it, and wherever. */
function sourcesOf(packageFolder) {
  return (
    FOLDERS.flatMap((folder) =>
      readdirSync(join(packageFolder, 'src', folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => `src/${folder}/${name.replaceAll('\\', '/')}`,
      ),
    )
      .filter((path) => path.endsWith('.ts') && !/\.(test|d)\.ts$/.test(path))
      // What defines any element is no element's definition.
      .filter((path) => path !== 'src/core/define.ts')
      .sort()
  );
}

/** The manifest of the package in that folder. */
export function makeManifest(packageFolder) {
  const modules = sourcesOf(packageFolder).map((path) =>
    ts.createSourceFile(path, readFileSync(join(packageFolder, path), 'utf8'), ts.ScriptTarget.ES2022, true),
  );
  return create({
    modules,
    // The order counts: values are named before what is not public is left out.
    plugins: [...litPlugin(), tagsPlugin(), unionsPlugin(), publicOnlyPlugin()],
    context: { dev: false },
  });
}

/** The elements of a manifest, by tag. */
export function elementsOf(manifest) {
  return manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName)
    .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
}
