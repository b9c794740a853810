'use strict';

const { spawnSync } = require('node:child_process');
const { LauncherError } = require('../errors');
const { runNodeTests } = require('../nodeTests');
const { inRoot } = require('../paths');
const { findPostgres } = require('../postgresServer');

const runs = (program, flag) => spawnSync(program, [flag]).status === 0;

/** What the generated service needs to be built and run, in words; a Maven of its own comes with it. */
const NEEDS = [
  ['a JDK, 17 or newer (default-jdk-headless)', hasJdk],
  ['Redis (redis-server)', () => runs('redis-server', '--version')],
  ['PostgreSQL (postgresql)', () => findPostgres() !== undefined],
  ['the AWS CLI (awscli)', () => runs('aws', '--version')],
  ['jq (jq)', () => runs('jq', '--version')],
  ['unzip (unzip)', () => runs('unzip', '-v')],
];

function hasJdk() {
  const { stdout } = spawnSync('javac', ['-version'], { encoding: 'utf8' });
  return Number(/javac (\d+)/.exec(stdout ?? '')?.[1]) >= 17;
}

/** The service the template `ktor-service` makes: built, run beside a real PostgreSQL and Redis, and rolled out. */
const service = {
  name: 'service',
  async run(context) {
    const missing = NEEDS.filter(([, isThere]) => !isThere()).map(
      ([words]) => words,
    );
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
