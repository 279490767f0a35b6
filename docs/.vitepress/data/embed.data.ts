/* eslint-disable no-restricted-syntax -- VitePress asks for a default export */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Integrity, Manifest } from '../../../packages/embed/snippet/index.js';

const dist = fileURLToPath(new URL('../../../packages/embed/dist/', import.meta.url));

/** What a snippet is made of: the hashes of the files as they were built, and which of them a tag asks for. */
export interface Embed {
  readonly manifest: Manifest;
  readonly integrity: Integrity;
}

/** VitePress puts what `load` returns in its place. */
declare const data: Embed;
export { data };

function read(name: string): unknown {
  if (!existsSync(dist + name)) throw new Error(`There is no ${name} of the embed yet: run \`npm run build\` first.`);
  return JSON.parse(readFileSync(dist + name, 'utf8'));
}

export default {
  watch: ['../../../packages/embed/dist/{manifest,integrity}.json'],
  load: (): Embed => ({ manifest: read('manifest.json') as Manifest, integrity: read('integrity.json') as Integrity }),
};
