// @ts-check
/**
 * `npm test`: installs what is missing (a browser too), builds, runs every suite and ends with `N passed, N failed`.
 * `npm test -- unit elements` runs some of them.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findOrInstallBrowser } from './ensure-browser.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { buildStale } from './lib/build.mjs';
import { UserError, runScript, step } from './lib/report.mjs';
import { root, runNode } from './lib/run.mjs';

/**
 * @typedef {{ passed: number, failed: number, failures?: string[] }} Counts what failed is said again at the end, where it is found
 * @typedef {{ name: string, title: string, needsBuild?: boolean, needsBrowser?: boolean, run: () => Promise<Counts> }} Suite
 */

/** In the order in which a failure is cheapest to hear of. @type {Suite[]} */
const suites = [
  { name: 'types', title: 'types (tsc)', run: checkTypes },
  { name: 'lint', title: 'lint (eslint, prettier)', run: lint },
  { name: 'unit', title: 'unit and server tests (vitest)', needsBuild: true, run: () => runVitest('unit') },
  {
    name: 'elements',
    title: 'element tests in a browser (web-test-runner)',
    needsBrowser: true,
    run: () => runElements('elements'),
  },
  {
    name: 'frameworks',
    title: 'our elements in React, Vue, Svelte and plain pages (web-test-runner)',
    needsBrowser: true,
    run: () => runElements('frameworks', ['--config', 'web-test-runner.frameworks.config.mjs']),
  },
  {
    name: 'packages',
    title: 'packages as they are published (vitest)',
    needsBuild: true,
    needsBrowser: true,
    run: () => runVitest('packages'),
  },
  {
    name: 'docs',
    title: 'the docs site and what it tells to do (vitest)',
    needsBuild: true,
    needsBrowser: true,
    run: () => runVitest('docs'),
  },
  {
    name: 'hosts',
    title: 'widgets on other people’s pages (playwright)',
    needsBuild: true,
    needsBrowser: true,
    run: () => runVitest('hosts'),
  },
  { name: 'size', title: 'sizes against their budgets', needsBuild: true, run: measureSizes },
  {
    name: 'e2e',
    title: 'journeys through the real server (playwright)',
    needsBuild: true,
    needsBrowser: true,
    run: () => runVitest('e2e'),
  },
];

/** @type {Suite} */
const build = { name: 'build', title: 'build (tsc, vite)', run: buildPackages };

const results = join(root, 'test/results');

await runScript(async () => {
  const chosen = chooseSuites(process.argv.slice(2));
  await ensureInstalled();
  mkdirSync(results, { recursive: true });
  // Suites find it there instead of looking again.
  if (chosen.some((suite) => suite.needsBrowser)) process.env.CHROME_PATH = await findOrInstallBrowser();
  // Journeys run what is built. A build that fails counts as one test and does not hide what the suites have to say.
  const running = chosen.some((suite) => suite.needsBuild) ? [build, ...chosen] : chosen;

  /** @type {{ suite: Suite, counts: Counts, seconds: number }[]} */
  const outcomes = [];
  for (const suite of running) {
    step(suite.title);
    const start = performance.now();
    const counts = await suite.run();
    outcomes.push({ suite, counts: refuseEmpty(counts), seconds: (performance.now() - start) / 1000 });
  }

  for (const { suite, counts } of outcomes) {
    for (const failure of counts.failures ?? []) console.log(`\n✗ ${suite.name}: ${failure}`);
  }
  console.log('');
  for (const { suite, counts, seconds } of outcomes) {
    console.log(
      `${suite.name.padEnd(12)}${`${counts.passed} passed, ${counts.failed} failed`.padEnd(28)}${seconds.toFixed(1)} s`,
    );
  }
  const passed = outcomes.reduce((sum, { counts }) => sum + counts.passed, 0);
  const failed = outcomes.reduce((sum, { counts }) => sum + counts.failed, 0);
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed`);
});

/** @param {string[]} names */
function chooseSuites(names) {
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown) {
    throw new UserError(
      `There is no suite called ${unknown}: choose from ${suites.map((suite) => suite.name).join(', ')}.`,
    );
  }
  return suites.filter((suite) => names.length === 0 || names.includes(suite.name));
}

async function buildPackages() {
  try {
    await buildStale();
    return { passed: 1, failed: 0 };
  } catch (error) {
    return failedOnce(error instanceof UserError ? error.message : String(error));
  }
}

async function checkTypes() {
  return addUp([
    await gate(['node_modules/typescript/bin/tsc', '-b']),
    await gate(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.check.json']),
  ]);
}

async function lint() {
  return addUp([
    await gate(['node_modules/eslint/bin/eslint.js', '.']),
    await gate(['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']),
  ]);
}

/** @param {string} project */
async function runVitest(project) {
  const resultFile = freshResultFile(`${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile}`];
  const { code } = await runNode(['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters]);
  const report = readJson(resultFile);
  if (!report) return failedOnce('vitest ended without a report.');
  /** @type {TestFile[]} */
  const files = report.testResults;
  return refuseSilentFailure(code, addUp(files.map(countTestFile)));
}

/**
 * As vitest reports a file of tests.
 * @typedef {object} TestFile
 * @property {string} name
 * @property {string} status
 * @property {{ status: string, fullName: string, failureMessages?: string[] }[]} assertionResults
 */

/**
 * Whatever did not pass has failed, a skipped test too. A file that cannot be loaded has no results: it counts as one failure.
 * @param {TestFile} file
 */
function countTestFile({ name, status, assertionResults }) {
  const failures = assertionResults
    .filter((test) => test.status !== 'passed')
    .map((test) => [`${relative(root, name)}: ${test.fullName}`, ...(test.failureMessages ?? [])].join('\n'));
  const passed = assertionResults.length - failures.length;
  if (failures.length === 0 && status !== 'passed') failures.push(`${relative(root, name)}: could not be run`);
  return { passed, failed: failures.length, failures };
}

/**
 * @param {string} name of the suite, and of the file that the configuration's reporter writes
 * @param {string[]} args
 */
async function runElements(name, args = []) {
  const resultFile = freshResultFile(`${name}.json`);
  const { code } = await runNode(['node_modules/@web/test-runner/dist/bin.js', ...args]);
  const counts = readJson(resultFile);
  return counts ? refuseSilentFailure(code, counts) : failedOnce('web-test-runner ended without results.');
}

/** The size script ends with its own `N passed, N failed`, one for each budget. */
async function measureSizes() {
  const { code, output } = await runNode(['test/size/size.mjs'], { capture: true });
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [];
  return refuseSilentFailure(code, { passed: Number(passed ?? 0), failed: Number(failed ?? 0) });
}

/**
 * A tool that only says yes or no counts as one test.
 * @param {string[]} args
 */
async function gate(args) {
  const { code } = await runNode(args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * A tool that ends badly though no test failed: an error outside of tests.
 * @param {number} code
 * @param {Counts} counts
 */
function refuseSilentFailure(code, counts) {
  if (code === 0 || counts.failed > 0) return counts;
  console.error(`The suite ended with code ${code}, though no test failed.`);
  return { ...counts, failed: 1 };
}

/**
 * A suite without a single test tells nothing.
 * @param {Counts} counts
 */
function refuseEmpty(counts) {
  return counts.passed + counts.failed > 0 ? counts : failedOnce('The suite ran no tests.');
}

/** @param {string} why */
function failedOnce(why) {
  console.error(why);
  return { passed: 0, failed: 1 };
}

/** @param {Counts[]} all */
function addUp(all) {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    failures: all.flatMap(({ failures }) => failures ?? []),
  };
}

/**
 * Where a tool is to write its results; those of an earlier run are gone.
 * @param {string} name
 */
function freshResultFile(name) {
  const file = join(results, name);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
