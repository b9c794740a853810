'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { ofJunit, sum } = require('../../src/counts');
const { run } = require('../../src/tools');

// The compiler's daemon serves all builds of a person, and would end with the first of them.
const MAVEN = ['./mvnw', '-B', '-Dkotlin.compiler.daemon=false', 'verify'];

/**
 * `./mvnw verify`, as the pipeline runs it.
 *
 * @returns {Promise<import('../../src/counts').Counts>} of the service's own tests
 */
async function build(supervisor, repository, env) {
  const { code, output } = await run(supervisor, MAVEN, {
    cwd: repository,
    env: { ...process.env, MAVEN_OPTS: '-Xmx768m', ...env },
  });
  assert.equal(code, 0, output.slice(-8000));
  const reports = path.join(repository, 'target/surefire-reports');
  return sum(
    fs
      .readdirSync(reports)
      .filter(name => name.endsWith('.xml'))
      .map(name => ofJunit(path.join(reports, name))),
  );
}

module.exports = { build };
