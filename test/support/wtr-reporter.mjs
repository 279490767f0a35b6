import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/**
 * Web Test Runner's reporter: one line per test file, everything about a failure, the browser's console only beside a failure,
 * and the counts as JSON for `npm test`. A file that could not be loaded has no results at all: it counts as one failed test.
 */
export function countingReporter({ resultFile }) {
  return {
    reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
      for (const session of sessionsForTestFile) {
        const { passed, failures } = judge(session);
        const file = relative(process.cwd(), testFile);
        if (failures.length === 0) {
          logger.log(` ✓ ${file} (${passed} tests)`);
          continue;
        }
        logger.log(` ✗ ${file} (${passed} passed, ${failures.length} failed)`);
        for (const { title, error } of failures) logger.log(describeFailure(title, error));
        for (const missing of session.request404s) logger.log(`   not found: ${missing}`);
        for (const entry of session.logs) logger.log(`   console: ${entry.map(show).join(' ')}`);
      }
    },

    onTestRunFinished({ sessions }) {
      const results = sessions.map(judge);
      const passed = results.reduce((sum, result) => sum + result.passed, 0);
      const failed = results.reduce((sum, result) => sum + result.failures.length, 0);
      mkdirSync(dirname(resultFile), { recursive: true });
      const failures = sessions.flatMap((session, index) => {
        const file = relative(process.cwd(), session.testFile);
        return results[index].failures.map(({ title, error }) => `${file}: ${describeFailure(title, error).trim()}`);
      });
      writeFileSync(resultFile, JSON.stringify({ passed, failed, failures }));
      console.log(`\n   ${passed} passed, ${failed} failed in ${sessions.length} files`);
    },
  };
}

function judge(session) {
  const tests = session.testResults ? flatten(session.testResults, []) : [];
  const failures = tests
    .filter(({ test }) => !test.passed)
    .map(({ title, test }) => ({ title, error: test.skipped ? { message: 'skipped' } : test.error }));
  // Errors outside of tests: the file or its hooks threw, the page crashed, the time ran out.
  for (const error of session.errors) failures.push({ title: 'outside of a test', error });
  if (tests.length === 0 && failures.length === 0) {
    failures.push({ title: 'the whole file', error: { message: 'It could not be loaded, or it has no tests.' } });
  } else if (!session.passed && failures.length === 0) {
    failures.push({ title: 'the whole file', error: { message: 'The run did not finish.' } });
  }
  return { passed: tests.filter(({ test }) => test.passed).length, failures };
}

function flatten(suite, path) {
  const names = suite.name ? [...path, suite.name] : path;
  return [
    ...suite.tests.map((test) => ({ test, title: [...names, test.name].join(' > ') })),
    ...suite.suites.flatMap((child) => flatten(child, names)),
  ];
}

function describeFailure(title, error) {
  const lines = [`   ✗ ${title}`, error?.message ?? 'failed without a message'];
  if (error?.expected !== undefined) lines.push(`expected: ${error.expected}`, `actual:   ${error.actual}`);
  if (error?.stack) lines.push(error.stack);
  return lines.join('\n').replaceAll('\n', '\n     ');
}

function show(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
