// @ts-check
/** `npm run build`: the packages, what is made of the elements' manifest, and what webmasters load, laid out by version. */
import { relative } from 'node:path';
import { buildEmbed, buildPackages, buildStaleDemoApp, layOutRelease } from './lib/build.mjs';
import { runScript, step, UserError } from './lib/report.mjs';
import { root, runNode } from './lib/run.mjs';

await runScript(async () => {
  step('Building the packages (tsc -b)');
  await buildPackages();
  const { code } = await runNode(['scripts/manifest.mjs']);
  if (code !== 0) throw new UserError('The manifest could not be written: correct the errors above.');
  step('Building the embed (vite build)');
  await buildEmbed();
  await buildStaleDemoApp();
  console.log(`\nFor your server, under an address that ends in the version: ${relative(root, layOutRelease())}`);
});
