// @ts-check
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError, step } from './report.mjs';
import { root, runNode } from './run.mjs';

/** What the embed is made of; older than all of it means built before the last change. */
export const embedSources = [
  'packages/rules/src',
  'packages/api/src',
  'packages/elements/src',
  'packages/embed/build',
  'packages/embed/pwa',
  'packages/embed/snippet',
  'packages/embed/src',
  'docs/public/themes',
  'vite.config.ts',
  'package-lock.json',
];
/** What a build of the embed writes last. */
const embedBuilt = 'packages/embed/dist/integrity.json';

/** Builds the server and what it stands on. */
export async function buildServer() {
  await buildWith(['node_modules/typescript/bin/tsc', '-b', 'packages/server']);
}

/** Builds all that the compiler builds. */
export async function buildPackages() {
  await buildWith(['node_modules/typescript/bin/tsc', '-b']);
}

/** Builds what is missing or older than its sources. The compiler knows that by itself; Vite does not. */
export async function buildStale() {
  step('Building the packages (tsc -b)');
  await buildPackages();
  await buildStaleManifest();
  await buildStaleEmbed();
  await buildStaleDemoApp();
}

/** Writes what is made of the elements (scripts/manifest.mjs), when it is missing or older than they are. */
export async function buildStaleManifest() {
  const folder = 'packages/elements';
  const written = join(root, folder, 'dist/custom-elements.json');
  const sources = ['src', 'manifest', 'package.json'].map((name) => newestChange(join(root, folder, name)));
  if (existsSync(written) && Math.max(...sources) <= statSync(written).mtimeMs) return;
  await buildWith(['scripts/manifest.mjs']);
}

/** Builds what webmasters load, when it is missing or older than its sources. */
export async function buildStaleEmbed() {
  if (!isEmbedStale()) return;
  step('Building the embed (vite build)');
  await buildEmbed();
}

/**
 * Builds what webmasters load: the one file first, whose hash the classic loader knows, then all the rest.
 * @param {string} [out] another folder than packages/embed/dist
 */
export async function buildEmbed(out) {
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--config', '../../vite.config.ts', '--logLevel', 'warn'];
  const to = out ? ['--outDir', out] : [];
  await buildWith([...vite, '--mode', 'one-file', ...to], 'packages/embed');
  await buildWith([...vite, ...to], 'packages/embed');
}

/**
 * Lays the embed out as a server has to serve it: a folder for each version, whose files never change. The files' maps go with them.
 * @returns {string} the folder
 */
export function layOutRelease() {
  const { version } = JSON.parse(readFileSync(join(root, 'packages/embed/package.json'), 'utf8'));
  const folder = join(root, 'release/dist/kabinet', version);
  // What lies there was never served: a version that was given out has its tag, and is built from that.
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, 'packages/embed/dist'), folder, { recursive: true });
  return folder;
}

/** Builds the demo's one page that is made with React, as that supplier's developer would. */
export async function buildStaleDemoApp() {
  const folder = 'demo/prydniprovski-merezhi';
  const built = join(root, folder, 'dist/app.js');
  const sources = [join(folder, 'app'), 'package-lock.json'].map((source) => newestChange(join(root, source)));
  if (existsSync(built) && Math.max(...sources) <= statSync(built).mtimeMs) return;
  step('Building the demo’s React page (vite build)');
  await buildDemoApp();
}

/** @param {string} [out] another folder than the page's own dist */
export async function buildDemoApp(out) {
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--config', 'app/vite.config.mjs', '--logLevel', 'warn'];
  await buildWith([...vite, ...(out ? ['--outDir', out] : [])], 'demo/prydniprovski-merezhi');
}

/**
 * @param {string[]} args
 * @param {string} folder where to run it
 */
async function buildWith([program = '', ...args], folder = '.') {
  const { code } = await runNode([join(root, program), ...args], { cwd: join(root, folder) });
  if (code !== 0) throw new UserError('The build failed: correct the errors above and run the command again.');
}

function isEmbedStale() {
  const built = join(root, embedBuilt);
  return (
    !existsSync(built) || embedSources.some((source) => newestChange(join(root, source)) > statSync(built).mtimeMs)
  );
}

/**
 * When the newest file of a folder (or the file itself) was changed.
 * @param {string} path
 * @returns {number}
 */
function newestChange(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}
