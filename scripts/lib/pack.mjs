// @ts-check
/** The packages as npm would publish them, and what publint and are-the-types-wrong have to say of them. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { UserError } from './report.mjs';
import { root, runNode, runNpm } from './run.mjs';

/** @typedef {{ name: string, folder: string, file: string }} Packed a package, where its source is, and its tarball */

/** The folders of the packages that are published: all but the private ones. */
export function publishedFolders() {
  const packages = join(root, 'packages');
  return readdirSync(packages)
    .map((name) => join(packages, name))
    .filter((folder) => existsSync(join(folder, 'package.json')) && !read(folder).private)
    .sort();
}

/**
 * Packs what is built into a folder. Scripts of the packages are not run: what is packed is what is there.
 * @param {string} out
 * @returns {Promise<Packed[]>}
 */
export async function packAll(out) {
  mkdirSync(out, { recursive: true });
  /** @type {Packed[]} */
  const packed = [];
  for (const folder of publishedFolders()) {
    const { name, version } = read(folder);
    const args = ['pack', '--ignore-scripts', '--loglevel', 'error', '--pack-destination', out];
    const { code, output } = await runNpm(args, { cwd: folder, quiet: true });
    const file = join(out, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
    if (code !== 0 || !existsSync(file)) throw new UserError(`${name} could not be packed:\n${output}`);
    packed.push({ name, folder, file });
  }
  return packed;
}

/**
 * What is wrong with a package, in words; an empty list when nothing is. Suggestions count too: each is either followed or has a reason.
 * @param {Packed} packed
 * @returns {Promise<string[]>}
 */
export async function lintPackage({ file }) {
  const bytes = readFileSync(file);
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: /** @type {ArrayBuffer} */ (tarball) } });
  const complaints = messages.map(
    (message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`,
  );
  // ESM alone: `require()` of an ES module is Node's business. It asks nothing of DefinitelyTyped, and so nothing of the network.
  const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  const options = ['--profile', 'esm-only', '--no-definitely-typed', '--no-emoji', '--no-color'];
  // Data and style sheets have no types.
  const data = ['./custom-elements.json', './manifest.json', './integrity.json', './themes/*.css'];
  const { code, output } = await runNode([attw, file, '--exclude-entrypoints', ...data, ...options], { quiet: true });
  return code === 0 ? complaints : [...complaints, `are-the-types-wrong:\n${output}`];
}

/**
 * @param {string} folder
 * @returns {{ name: string, version: string, private?: boolean }}
 */
function read(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
