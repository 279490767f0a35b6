// @ts-check
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError, step } from './report.mjs';
import { root, runNode } from './run.mjs';

/** What the embed is made of; older than all of it means built before the last change. */
export const embedSources = [
  'packages/rules/src',
  'packages/api/src',
  'packages/elements/src',
  'packages/embed/build',
  'packages/embed/src',
  'vite.config.ts',
  'package-lock.json',
];
const embedBuilt = 'packages/embed/dist/kabinet.js';

/** Builds the server and what it stands on. */
export async function buildServer() {
  await buildWith(['node_modules/typescript/bin/tsc', '-b', 'packages/server']);
}

/** Builds what is missing or older than its sources. The compiler knows that by itself; Vite does not. */
export async function buildStale() {
  step('Building the packages (tsc -b)');
  await buildWith(['node_modules/typescript/bin/tsc', '-b']);
  await buildStaleEmbed();
  await buildStaleDemoApp();
}

/** Builds what webmasters load, when it is missing or older than its sources. */
export async function buildStaleEmbed() {
  if (!isEmbedStale()) return;
  step('Building the embed (vite build)');
  await buildWith(['node_modules/vite/bin/vite.js', 'build', '--config', '../../vite.config.ts'], 'packages/embed');
}

/** Builds the demo's one page that is made with React, as that supplier's developer would. */
export async function buildStaleDemoApp() {
  const folder = 'demo/prydniprovski-merezhi';
  const built = join(root, folder, 'dist/app.js');
  const sources = [join(folder, 'app'), 'package-lock.json'].map((source) => newestChange(join(root, source)));
  if (existsSync(built) && Math.max(...sources) <= statSync(built).mtimeMs) return;
  step('Building the demo’s React page (vite build)');
  await buildWith(['node_modules/vite/bin/vite.js', 'build', '--config', 'app/vite.config.mjs'], folder);
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
