'use strict';

const path = require('node:path');
const { inRoot } = require('./paths');
const { Service } = require('./service');

const READY_WITHIN_MS = 60_000;

/**
 * Starts the local AWS and resolves when it answers.
 *
 * @param {object} context
 * @param {string} python - an interpreter with the pinned packages
 * @param {{ port: number, data: string, log?: string }} options - data: where its journal lives
 * @returns {Promise<Service>}
 */
async function startSandbox(
  { supervisor, progress },
  python,
  { port, data, log },
) {
  const sandbox = new Service(supervisor, {
    name: 'The local AWS',
    command: [
      ...[python, '-m', 'enginehouse_sandbox'],
      ...['--port', String(port), '--data', path.join(data, 'aws')],
      '--exit-with-parent',
    ],
    cwd: inRoot('packages/aws-sandbox'),
    env: { ...process.env, PYTHONUNBUFFERED: '1' },
    log,
  });
  await progress.step('Starting the local AWS', () =>
    sandbox.ready(`http://127.0.0.1:${port}/sandbox/status`, READY_WITHIN_MS),
  );
  return sandbox;
}

module.exports = { startSandbox };
