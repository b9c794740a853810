'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ofJunit, ofReport } = require('../counts');
const { ROOT, inRoot } = require('../paths');
const { run } = require('../tools');

const TESTS = inRoot('packages/launcher/test');

/** This package's tests, with Node's own runner: they need nothing installed. */
const launcher = {
  name: 'launcher',
  async run({ supervisor, node, reports, env, args }) {
    const report = path.join(reports, 'launcher.xml');
    const files = fs
      .readdirSync(TESTS)
      .filter(name => name.endsWith('.test.js'))
      .map(name => path.join(TESTS, name));
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
  },
};

module.exports = { launcher };
