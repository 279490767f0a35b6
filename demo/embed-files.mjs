// @ts-check
// The widgets' build as a supplier's web server has it: under a version whose files never change, with the hashes that browsers check them by.

import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** By folder: what was there when it was last looked at, and the version made of it. @type {Map<string, {seen: string, version: string}>} */
const versions = new Map();

/**
 * The version with a hash over the build's files, so that each build of a working tree has an address of its own. Asked at each request,
 * as a build may be made while the demo runs: the files are read again only when one of them has changed.
 * @type {(embedDir: string, version: string) => Promise<string>}
 */
export async function versionOfBuild(embedDir, version) {
  const entries = await readdir(embedDir, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  if (files.length === 0) return version;
  files.sort();
  const facts = await Promise.all(files.map(async (file) => ({ file, ...(await stat(file)) }))).catch(() => null);
  // One of them has gone since: a build has begun.
  if (!facts) return version;
  const seen = `${version} ${facts.map(({ file, size, mtimeMs }) => `${file} ${size} ${mtimeMs}`).join('\n')}`;
  const known = versions.get(embedDir);
  if (known?.seen === seen) return known.version;
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(file).catch(() => null);
    // The same, between the two looks at it.
    if (!content) return version;
    hash.update(file.slice(embedDir.length)).update(content);
  }
  const named = `${version}-${hash.digest('hex').slice(0, 8)}`;
  versions.set(embedDir, { seen, version: named });
  return named;
}

/**
 * What a tag says of a file of the build in `integrity`. Empty for a file that is not there: an empty attribute asks for nothing, and the
 * browser says itself that the file is missing.
 * @type {(embedDir: string, file: string) => Promise<string>}
 */
export async function integrityOf(embedDir, file) {
  const content = await readFile(join(embedDir, file)).catch(() => undefined);
  return content ? `sha384-${createHash('sha384').update(content).digest('base64')}` : '';
}

/** By the build's version: what it says of its files. @type {Map<string, {manifest: any, integrity: any}>} */
const builds = new Map();

/**
 * What stands before a page's module tag: the import map with the hash of every file that the page's widgets may ever ask for, and links that
 * fetch beforehand what they need first.
 * @type {(page: {html: string, embedDir: string, version: string, api: string, session: string, language: string, nonce: string, preload: boolean}) => Promise<string>}
 */
export async function importMapFor({ html, embedDir, version, api, session, language, nonce, preload }) {
  // Not before it is asked for: the demo says by itself, and better, that nothing is built yet.
  const { makeSnippet } = await import('@kabinet/embed/snippet');
  const build = builds.get(version) ?? (await readBuild(embedDir));
  // While a build is under way there is none: such a page shows what it shows whenever widgets cannot be loaded.
  if (!build) return '';
  builds.set(version, build);
  const { head } = makeSnippet({
    ...build,
    way: 'module-with-map',
    base: `/kabinet/${version}/`,
    api,
    // Tags that a script of the page makes stand in a comment of the page.
    tags: [...new Set([...html.matchAll(/<(kabinet-[a-z-]+)/g)].map(([, tag = '']) => tag))],
    languages: ['uk', 'ru', 'en'],
    settings: { session, lang: language },
    nonce,
    preload,
  });
  // The tag itself stands in the page, where its settings are to be read.
  return head
    .split('\n')
    .filter((line) => !line.startsWith('<script type="module"'))
    .join('\n    ');
}

/** @param {string} embedDir */
async function readBuild(embedDir) {
  const read = (/** @type {string} */ file) => readFile(join(embedDir, file), 'utf8');
  const texts = await Promise.all([read('manifest.json'), read('integrity.json')]).catch(() => undefined);
  return texts && { manifest: JSON.parse(texts[0]), integrity: JSON.parse(texts[1]) };
}
