'use strict';

const { NODE_TRANSFORM } = require('./paths');

/**
 * Runs a TypeScript program of this checkout on this terminal.
 *
 * @param {object} context - prepared
 * @param {string} file - absolute
 * @param {{ args: string[], cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code
 */
function runScript({ supervisor, node }, file, { args, cwd, env = {} }) {
  return new Promise((resolve, reject) => {
    const child = supervisor.start(
      node.executable,
      ['--require', NODE_TRANSFORM, file, ...args],
      { cwd, env: { ...node.env, ...env }, stdio: 'inherit' },
    );
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}

module.exports = { runScript };
