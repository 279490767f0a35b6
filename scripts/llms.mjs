// @ts-check
/** Writes `llms.txt` beside the built docs: `node scripts/llms.mjs [folder]`. */
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeLlms } from './lib/llms.mjs';
import { runScript, UserError } from './lib/report.mjs';
import { root } from './lib/run.mjs';

await runScript(async () => {
  const folder = resolve(process.argv[2] ?? join(root, 'docs/.vitepress/dist'));
  if (!existsSync(folder)) throw new UserError(`There is no ${folder}: build the docs first, with npm run docs.`);
  writeFileSync(join(folder, 'llms.txt'), makeLlms());
});
