'use strict';

const path = require('node:path');
const { ofJest, ofReport } = require('../counts');
const { BACKSTAGE_CLI, ROOT } = require('../paths');
const { startPostgres } = require('../postgres');
const { run } = require('../tools');

// Other steps use the same processors: what takes a second alone may take ten here.
const TEST_TIMEOUT_MS = 30_000;

/** The unit and integration tests in TypeScript, on SQLite, and on PostgreSQL where there is one. */
const jest = {
  name: 'jest',
  async run(context) {
    const { supervisor, node, reports, env, args } = context;
    const report = path.join(reports, 'jest.json');
    const database = await startPostgres(context);
    const { code, output } = await run(
      supervisor,
      [
        ...[node.executable, BACKSTAGE_CLI, 'repo', 'test'],
        ...['--watchAll=false', '--json', `--outputFile=${report}`],
        `--testTimeout=${TEST_TIMEOUT_MS}`,
        ...args,
      ],
      {
        cwd: ROOT,
        env: { ...env, ...database, BACKSTAGE_TEST_DISABLE_DOCKER: '1' },
      },
    );
    const note = Object.keys(database).length > 0 ? '' : 'without PostgreSQL';
    return { ...ofReport(code, report, ofJest), output, note };
  },
};

module.exports = { jest };
