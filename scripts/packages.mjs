// @ts-check
/**
 * `node scripts/packages.mjs [folder]`: builds the packages, packs them into a folder (`release/dist` by default) as npm would publish
 * them, and says what publint and are-the-types-wrong find.
 */
import { resolve } from 'node:path';
import { buildStale } from './lib/build.mjs';
import { lintPackage, packAll } from './lib/pack.mjs';
import { runScript, step, UserError } from './lib/report.mjs';
import { root } from './lib/run.mjs';

await runScript(async () => {
  const out = resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2] ?? resolve(root, 'release/dist'));
  await buildStale();
  step('Packing');
  let complaints = 0;
  for (const packed of await packAll(out)) {
    const found = await lintPackage(packed);
    complaints += found.length;
    console.log([`${packed.name}: ${found.length === 0 ? 'nothing to complain of' : ''}`, ...found].join('\n  '));
  }
  if (complaints > 0) throw new UserError('Correct what is said above before anything is published.');
  console.log(`\nPacked into ${out}`);
});
