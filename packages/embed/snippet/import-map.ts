import type { Integrity } from './build-files.js';

/** The part of an import map that tells a browser what each file must be. */
export interface ImportMap {
  readonly integrity: Readonly<Record<string, string>>;
}

/** The hash of a file of the build; throws for a name that it has no file of. */
export function hashOf(name: string, { files }: Integrity): string {
  const file = files[name];
  if (!file) throw new TypeError(`the build has no file ${name}`);
  return file.integrity;
}

/**
 * An import map with the hashes of the files. Files that a map does not name are loaded unchecked, so it must name all that may ever be
 * asked for. `base` is what stands before the names: a whole address, or a path from the root.
 */
export function importMapOf(names: readonly string[], base: string, integrity: Integrity): ImportMap {
  return { integrity: Object.fromEntries(names.map((name) => [base + name, hashOf(name, integrity)])) };
}

/** As it stands in a page, whatever the page's charset is, and with nothing that could end the script it stands in. */
export function importMapText(map: ImportMap): string {
  return JSON.stringify(map).replace(
    /[<\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
