'use strict';

const { spawnSync } = require('node:child_process');
const { findPostgres } = require('./postgresServer');

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

/** @returns {string[]} what this machine lacks of it, in words */
const missingForService = () =>
  NEEDS.filter(([, isThere]) => !isThere()).map(([words]) => words);

module.exports = { missingForService };
