'use strict';

const path = require('node:path');
const { inRoot } = require('./paths');
const { anyFreePort, isFree } = require('./ports');
const { Service } = require('./service');

const READY_WITHIN_MS = 60_000;

/**
 * Starts the local AWS and resolves when it answers.
 *
 * @param {{ supervisor: object, progress: object }} context
 * @param {string} python - an interpreter with the pinned packages
 * @param {object} options
 * @param {number} options.port
 * @param {string} options.data - the folder its journal lives below
 * @param {string} [options.log] - the file its output goes to; without it, the terminal
 * @param {NodeJS.ProcessEnv} [options.env] - added to this process's environment
 * @returns {Promise<Service>}
 */
async function startSandbox(
  { supervisor, progress },
  python,
  { port, data, log, env },
) {
  const sandbox = new Service(supervisor, {
    name: 'The local AWS',
    command: [
      ...[python, '-m', 'enginehouse_sandbox'],
      ...['--port', String(port), '--data', path.join(data, 'aws')],
      '--exit-with-parent',
    ],
    cwd: inRoot('packages/aws-sandbox'),
    env: { ...process.env, PYTHONUNBUFFERED: '1', ...env },
    log,
  });
  await progress.step('Starting the local AWS', () =>
    sandbox.ready(`http://127.0.0.1:${port}/sandbox/status`, READY_WITHIN_MS),
  );
  return sandbox;
}

/** The same port at each start, where possible: people keep it in shells and scripts. */
async function sandboxPortBeside(port) {
  return (await isFree(port + 1)) ? port + 1 : anyFreePort();
}

module.exports = { sandboxPortBeside, startSandbox };
