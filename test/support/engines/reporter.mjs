// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { countingReporter } from '../wtr-reporter.mjs';
import { NOT_HERE } from './commands.mjs';

/**
 * As Web Test Runner hands them over; only what is read here.
 * @typedef {{ name: string, passed: boolean, error?: { message?: string } }} Test
 * @typedef {{ name: string, tests: Test[], suites: Suite[] }} Suite
 * @typedef {{ testFile: string, passed: boolean, errors: unknown[], testResults?: Suite }} Session
 * @typedef {{ file: string, title: string, why: string }} LeftOut
 */

/** @param {Test} test */
const isNotHere = (test) => !test.passed && (test.error?.message ?? '').includes(NOT_HERE);

/** @param {Suite} suite @param {(test: Test) => boolean} keeps @returns {Suite} */
function filtered(suite, keeps) {
  return { ...suite, tests: suite.tests.filter(keeps), suites: suite.suites.map((each) => filtered(each, keeps)) };
}

/** @param {Suite} suite @returns {Test[]} */
function testsOf(suite) {
  return [...suite.tests, ...suite.suites.flatMap(testsOf)];
}

/**
 * The session without the tests that ask for what the engine has no way for. Nothing else is forgiven.
 * @param {Session} session
 * @returns {{ session: Session | null, leftOut: LeftOut[] }}
 */
function split(session) {
  const all = session.testResults ? testsOf(session.testResults) : [];
  const notHere = all.filter(isNotHere);
  if (!session.testResults || notHere.length === 0) return { session, leftOut: [] };
  const leftOut = notHere.map(({ name, error }) => ({
    file: relative(process.cwd(), session.testFile),
    title: name,
    why: (error?.message ?? '').slice((error?.message ?? '').indexOf(NOT_HERE) + NOT_HERE.length + 2),
  }));
  if (notHere.length === all.length && session.errors.length === 0) return { session: null, leftOut };
  const rest = all.filter((test) => !isNotHere(test));
  const passed = session.errors.length === 0 && rest.every((test) => test.passed);
  const testResults = filtered(session.testResults, (test) => !isNotHere(test));
  return { session: { ...session, passed, testResults }, leftOut };
}

/**
 * The reporter of `npm test`, which also counts what an engine has no way for: each with its reason, none silently.
 * @param {{ resultFile: string }} options
 */
export function engineReporter({ resultFile }) {
  const reporter = countingReporter({ resultFile });
  return {
    /** @param {any} report */
    reportTestFileResults(report) {
      /** @type {ReturnType<typeof split>[]} */
      const halves = report.sessionsForTestFile.map(split);
      const sessions = halves.flatMap((each) => each.session ?? []);
      if (sessions.length > 0) reporter.reportTestFileResults({ ...report, sessionsForTestFile: sessions });
    },
    /** @param {any} report */
    onTestRunFinished(report) {
      /** @type {ReturnType<typeof split>[]} */
      const halves = report.sessions.map(split);
      reporter.onTestRunFinished({ ...report, sessions: halves.flatMap((each) => each.session ?? []) });
      const leftOut = halves.flatMap((each) => each.leftOut);
      const results = JSON.parse(readFileSync(resultFile, 'utf8'));
      // The runner does not know of what is left out, and calls such a file failed.
      const isFailedByLeftOut = report.sessions.some(
        (/** @type {Session} */ { passed }, /** @type {number} */ index) => !passed && halves[index]?.leftOut.length,
      );
      writeFileSync(resultFile, JSON.stringify({ ...results, leftOut, isFailedByLeftOut }));
    },
  };
}
