'use strict';

const path = require('node:path');
const { ofJunit, ofReport } = require('../counts');
const { inRoot } = require('../paths');
const { run } = require('../tools');

/** The local AWS's own tests. */
const python = {
  name: 'python',
  async run({ supervisor, python: interpreter, reports, env, args }) {
    const report = path.join(reports, 'pytest.xml');
    const { code, output } = await run(
      supervisor,
      [interpreter, '-m', 'pytest', `--junitxml=${report}`, ...args],
      { cwd: inRoot('packages/aws-sandbox'), env },
    );
    return { ...ofReport(code, report, ofJunit), output };
  },
};

module.exports = { python };
