'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ofJunit, ofReport } = require('./counts');
const { ROOT } = require('./paths');
const { run } = require('./tools');

/**
 * Runs the test files of a folder with Node's own runner.
 *
 * @param {object} context - of a step
 * @param {string} name - the step's
 * @param {string} folder - its `*.test.js` are run, those of folders in it not
 */
async function runNodeTests(
  { supervisor, node, reports, env, args },
  name,
  folder,
) {
  const report = path.join(reports, `${name}.xml`);
  const files = fs
    .readdirSync(folder)
    .filter(file => file.endsWith('.test.js'))
    .map(file => path.join(folder, file));
  const { code, output } = await run(
    supervisor,
    [
      ...[node.executable, '--test'],
      ...['--test-reporter=junit', `--test-reporter-destination=${report}`],
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...args,
      ...files,
    ],
    { cwd: ROOT, env },
  );
  return { ...ofReport(code, report, ofJunit), output };
}

module.exports = { runNodeTests };
