/**
 * Writes src/generated/ from the contract: the calls and the response shapes a page needs, without zod.
 * `node scripts/generate.mjs --check` only says whether the files are up to date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { runnerImport } from 'vite';

const root = new URL('../', import.meta.url);
const { module } = await runnerImport(fileURLToPath(new URL('src/generate.ts', root)), {
  configFile: false,
  logLevel: 'error',
  resolve: { conditions: ['@kabinet/source'] },
});

const check = process.argv.includes('--check');
for (const [name, source] of Object.entries(module.generate())) {
  const path = fileURLToPath(new URL(`src/generated/${name}`, root));
  const options = await resolveConfig(path);
  const text = await format(source, { ...options, filepath: path });
  if (!check) await writeFile(path, text);
  else if (text !== (await readFile(path, 'utf8').catch(() => ''))) {
    console.error(`src/generated/${name} is older than the contract: run npm run generate`);
    process.exitCode = 1;
  }
}
