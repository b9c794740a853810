'use strict';

const { LauncherError } = require('../errors');
const { runNodeTests } = require('../nodeTests');
const { inRoot } = require('../paths');
const { missingForService } = require('../serviceNeeds');

/** The service the template `ktor-service` makes: built, run beside a real PostgreSQL and Redis, and rolled out. */
const service = {
  name: 'service',
  async run(context) {
    const missing = missingForService();
    if (missing.length > 0) {
      const note = `not found, with its Debian package: ${missing.join(', ')}`;
      if (process.env.CI) throw new LauncherError(note);
      return { passed: 0, failed: 0, skipped: 1, output: '', note };
    }
    return runNodeTests(
      context,
      'service',
      inRoot('packages/launcher/test/ktorService'),
    );
  },
};

module.exports = { service };
