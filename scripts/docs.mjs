// @ts-check
/**
 * `npm run docs` builds the docs site into docs/.vitepress/dist, with the widgets it shows; `npm run docs:dev` serves it while one writes.
 * Pages of elements come from the manifest and previews from the built widgets: what is missing or stale of them is built before.
 */
import { join } from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { buildStale } from './lib/build.mjs';
import { UserError, runScript, step } from './lib/report.mjs';
import { root, runNode } from './lib/run.mjs';

await runScript(async () => {
  const args = process.argv.slice(2);
  // What begins with a dash is for VitePress: npm run docs -- --base /help/ builds them for a folder of a site.
  const [mode, more] = args[0]?.startsWith('-') ? ['build', args] : [args[0] ?? 'build', args.slice(1)];
  if (!['build', 'dev'].includes(mode)) {
    throw new UserError(`Write npm run docs, or npm run docs:dev: the docs cannot be asked to ${mode}.`);
  }
  await ensureInstalled();
  await buildStale();
  step(mode === 'build' ? 'Building the docs (vitepress)' : 'Serving the docs (vitepress)');
  // From the docs' own folder: VitePress brings a Vite of its own, which lies there where npm could not share it.
  const vitepress = join(root, 'node_modules/vitepress/bin/vitepress.js');
  await orFail(runNode([vitepress, mode, ...more], { cwd: join(root, 'docs') }), 'The docs could not be built');
  if (mode === 'build') await orFail(runNode(['scripts/llms.mjs']), 'llms.txt could not be written');
});

/**
 * @param {Promise<import('./lib/run.mjs').RunResult>} running
 * @param {string} words
 */
async function orFail(running, words) {
  const { code } = await running;
  if (code !== 0) throw new UserError(`${words}: correct the errors above and run the command again.`);
}
