// `npm run sample -- --supplier gas|electricity --out <folder> …`: makes up a billing base, by the command a supplier's machine has too.
// Installs and builds what is missing first.

import { join } from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { UserError, runScript } from './lib/report.mjs';
import { root, runNode } from './lib/run.mjs';

await runScript(async () => {
  await ensureInstalled();
  const typescript = join(root, 'node_modules/typescript/bin/tsc');
  const built = await runNode([typescript, '-b', join(root, 'packages/server')], { quiet: true });
  if (built.code !== 0) throw new UserError(`The server could not be built:\n${built.output}`);
  const { code } = await runNode(
    [join(root, 'packages/server/bin/kabinet-server.js'), 'sample', ...process.argv.slice(2)],
    {
      // Paths on the command line are meant from where it was typed, not from the repository's root.
      cwd: process.env.INIT_CWD ?? process.cwd(),
    },
  );
  process.exitCode = code;
});
