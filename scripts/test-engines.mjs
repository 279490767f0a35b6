// @ts-check
/**
 * `npm run test:engines`: the element tests in Chromium, Firefox and WebKitGTK, one engine after another, and then real pages of the
 * built embed in Firefox and WebKitGTK. Ends with `N passed, N failed`. Takes half an hour and more, so `npm test` leaves it out.
 * `npm run test:engines -- --engine webkit --files packages/elements/src/core/theme.test.ts` runs a part of it.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startXvfb } from '../test/support/engines/xvfb.mjs';
import { ENGINES, findOrInstallEngine } from './ensure-engines.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { buildStaleEmbed } from './lib/build.mjs';
import { UserError, runScript, step } from './lib/report.mjs';
import { root, runNode } from './lib/run.mjs';

/**
 * @typedef {import('./ensure-engines.mjs').Engine} Engine
 * @typedef {{ passed: number, failed: number, failures?: string[], leftOut?: { file: string, title: string, why: string }[], isFailedByLeftOut?: boolean }} Counts
 */

const results = join(root, 'test/results');

await runScript(async () => {
  const { engines, files } = chosen();
  await ensureInstalled();
  mkdirSync(results, { recursive: true });
  if (!files) await buildStaleEmbed();
  /** @type {{ name: string, counts: Counts, seconds: number }[]} */
  const outcomes = [];
  for (const engine of engines) {
    const found = await findOrInstallEngine(engine);
    const screen = engine === 'webkit' ? await startXvfb() : null;
    const env = {
      ...process.env,
      ...found,
      ...(screen && { DISPLAY: screen.display }),
      KABINET_ENGINE: engine,
      ...(files && { KABINET_ENGINE_FILES: files }),
    };
    try {
      outcomes.push(await measured(`${engine}`, () => testElements(engine, env)));
      if (!files) outcomes.push(await measured(`${engine} pages`, () => testPages(engine, env)));
    } finally {
      screen?.stop();
    }
  }
  for (const { name, counts } of outcomes) {
    for (const failure of counts.failures ?? []) console.log(`\n✗ ${name}: ${failure}`);
  }
  for (const { name, counts } of outcomes) {
    for (const { file, title, why } of counts.leftOut ?? [])
      console.log(`- ${name} leaves out ${file}: ${title}: ${why}`);
  }
  console.log('');
  for (const { name, counts, seconds } of outcomes) {
    const { passed, failed, leftOut = [] } = counts;
    const said = `${passed} passed, ${failed} failed${leftOut.length > 0 ? `, ${leftOut.length} left out` : ''}`;
    console.log(`${name.padEnd(16)}${said.padEnd(42)}${seconds.toFixed(1)} s`);
  }
  const passed = outcomes.reduce((sum, { counts }) => sum + counts.passed, 0);
  const failed = outcomes.reduce((sum, { counts }) => sum + counts.failed, 0);
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed`);
});

/** @returns {{ engines: readonly Engine[], files: string | undefined }} */
function chosen() {
  const { values } = parseArgs({
    options: { engine: { type: 'string', multiple: true }, files: { type: 'string', multiple: true } },
  });
  const engines = ENGINES.filter((engine) => values.engine?.includes(engine) ?? true);
  const unknown = values.engine?.find((name) => !ENGINES.some((engine) => engine === name));
  if (unknown) throw new UserError(`There is no engine called ${unknown}: choose from ${ENGINES.join(', ')}.`);
  return { engines, files: values.files?.join(',') };
}

/** @param {string} name @param {() => Promise<Counts>} work */
async function measured(name, work) {
  step(name);
  const start = performance.now();
  const counts = await work();
  return { name, counts, seconds: (performance.now() - start) / 1000 };
}

/** @param {Engine} engine @param {NodeJS.ProcessEnv} env @returns {Promise<Counts>} */
async function testElements(engine, env) {
  const file = join(results, `engine-${engine}.json`);
  rmSync(file, { force: true });
  const config = ['--config', 'web-test-runner.engines.config.mjs'];
  const { code } = await runNode(['node_modules/@web/test-runner/dist/bin.js', ...config], { env });
  return read(file, code, (/** @type {Counts} */ counts) => counts);
}

/** @param {Engine} engine @param {NodeJS.ProcessEnv} env @returns {Promise<Counts>} */
async function testPages(engine, env) {
  const file = join(results, `engine-${engine}-pages.json`);
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', '--config', 'vitest.engines.config.ts', ...reporters];
  const { code } = await runNode(['node_modules/vitest/vitest.mjs', ...args], { env });
  return read(file, code, ({ numTotalTests, numPassedTests, testResults }) => ({
    passed: numPassedTests,
    failed: numTotalTests - numPassedTests,
    failures: testResults.flatMap((/** @type {{ assertionResults: any[] }} */ { assertionResults }) =>
      assertionResults
        .filter(({ status }) => status !== 'passed')
        .map(({ fullName, failureMessages = [] }) => [fullName, ...failureMessages].join('\n')),
    ),
  }));
}

/**
 * What a tool wrote of its run. One that wrote nothing, or ended badly though no test failed, counts as one failure.
 * @param {string} file
 * @param {number} code
 * @param {(content: any) => Counts} toCounts
 * @returns {Counts}
 */
function read(file, code, toCounts) {
  if (!existsSync(file)) return { passed: 0, failed: 1, failures: [`It ended with code ${code} and without results.`] };
  const counts = toCounts(JSON.parse(readFileSync(file, 'utf8')));
  // The runner itself does not know of what is left out: it ends as after a failed test, by code 1, and by no other.
  const isExplained = counts.failed > 0 || code === (counts.isFailedByLeftOut ? 1 : 0);
  if (counts.passed + counts.failed > 0 && isExplained) return counts;
  const why = `It ended with code ${code}, though ${counts.passed} tests passed and none failed.`;
  return { ...counts, failed: counts.failed + 1, failures: [...(counts.failures ?? []), why] };
}
