// @ts-check
/** `npm start`: installs what is missing, builds what is stale, and starts the demo, which prints its addresses. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { buildStale } from './lib/build.mjs';
import { runScript } from './lib/report.mjs';
import { root } from './lib/run.mjs';

await runScript(async () => {
  await ensureInstalled();
  await buildStale();
  const demo = spawn(process.execPath, [join(root, 'demo/start.mjs')], { cwd: root, stdio: 'inherit' });
  // Ctrl-C reaches the demo by itself, being sent to the whole terminal; other ways of stopping reach only us.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => demo.kill('SIGTERM'));
  demo.on('exit', (code) => process.exit(code ?? 1));
});
