'use strict';

const fs = require('node:fs');

/**
 * What a runner of tests found out.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** @returns {Counts} of a tool that only says yes or no */
const ofExitCode = code => ({
  passed: code === 0 ? 1 : 0,
  failed: code === 0 ? 0 : 1,
  skipped: 0,
});

/** @returns {Counts} of a report written by Jest's `--json`; a test file that could not be run is one failure */
function ofJest(file) {
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @returns {Counts} of a report in JUnit's format, as pytest and Node's test runner write it */
function ofJunit(file) {
  const report = fs.readFileSync(file, 'utf8');
  const cases = report.match(/<testcase\b[^>]*?(\/>|>[\s\S]*?<\/testcase>)/g);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const text of cases ?? []) {
    if (/<(failure|error)\b/.test(text)) counts.failed += 1;
    else if (/<skipped\b/.test(text)) counts.skipped += 1;
    else counts.passed += 1;
  }
  return counts;
}

/** @returns {Counts} of what `opa test --format json` prints; of a test over several cases, each counts */
function ofOpa(report) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const test of report) {
    for (const one of Object.values(test.sub_results ?? { test })) {
      if (test.skip) counts.skipped += 1;
      else if (one.fail || one.error) counts.failed += 1;
      else counts.passed += 1;
    }
  }
  return counts;
}

/** @returns {Counts} of a report written by Playwright's `json` reporter; a test that passes at the second try failed */
function ofPlaywright(file) {
  const { stats, errors } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * The counts of a runner from its report. A runner that ends with an error, or
 * leaves no report, has failed whatever its tests said.
 *
 * @param {number | null} code - the runner's exit code
 * @param {string} file - its report
 * @param {(file: string) => Counts} read
 * @returns {Counts}
 */
function ofReport(code, file, read) {
  if (!fs.existsSync(file)) return ofExitCode(code === 0 ? 1 : code);
  const counts = read(file);
  const broke = code !== 0 && counts.failed === 0;
  return broke ? { ...counts, failed: 1 } : counts;
}

/** @returns {Counts} over all of them */
const sum = all =>
  all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

module.exports = {
  ofExitCode,
  ofJest,
  ofJunit,
  ofOpa,
  ofPlaywright,
  ofReport,
  sum,
};
