// @ts-check
/** `npm run sample -- …`: makes up a billing base with `kabinet-server sample`, after installing and building what that needs. */
import { join } from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { buildServer } from './lib/build.mjs';
import { runScript } from './lib/report.mjs';
import { root, runNode } from './lib/run.mjs';

await runScript(async () => {
  await ensureInstalled();
  await buildServer();
  // Paths among the arguments are meant from where the person stands.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const { code } = await runNode(
    [join(root, 'packages/server/bin/kabinet-server.js'), 'sample', ...process.argv.slice(2)],
    { cwd },
  );
  process.exitCode = code;
});
