'use strict';

const { spawn } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const { constants } = require('node:os');
const { LauncherError } = require('./errors');
const { watchRunner } = require('./runner');
const { MARK, endAll } = require('./survivors');

const STOP_GRACE_MS = 2000;

/**
 * Starts processes and answers for their end: each gets a process group of its
 * own and the launcher's mark, and a guard outside the launcher ends them all
 * when the launcher dies without a word.
 */
class Supervisor {
  #id = randomBytes(8).toString('hex');
  #groups = new Set();
  #guard;
  #stopping;

  constructor() {
    this.#guard = spawn(
      process.execPath,
      [require.resolve('./guard.js'), this.#id],
      { detached: true, stdio: ['pipe', 'ignore', 'inherit'] },
    );
    // A guard that is gone must not break the launcher with EPIPE.
    this.#guard.stdin.on('error', () => {});
    this.#guard.unref();
    this.#guard.stdin.unref();
  }

  /**
   * Starts a process.
   *
   * @param {string} command
   * @param {string[]} args
   * @param {import('node:child_process').SpawnOptions} [options]
   * @returns {import('node:child_process').ChildProcess}
   */
  start(command, args, options = {}) {
    if (this.#stopping) {
      throw new LauncherError('Stopped.');
    }
    const env = options.env ?? process.env;
    const marks = [process.env[MARK], this.#id].filter(Boolean).join(':');
    const child = spawn(command, args, {
      ...options,
      detached: true,
      env: { ...env, [MARK]: marks },
    });
    if (child.pid) {
      this.#groups.add(child.pid);
      this.#guard.stdin.write(`${child.pid}\n`);
    }
    return child;
  }

  /** Ends every process started here and all their descendants; resolves when none is left. */
  async stop() {
    this.#stopping ??= endAll(this.#groups, this.#id, STOP_GRACE_MS);
    await this.#stopping;
  }

  /**
   * Ends everything, then this process, on SIGINT, SIGTERM and SIGHUP, and
   * when the `npm` or `yarn` that runs this process is gone.
   *
   * @param {() => void} [before] - told once, before anything is ended
   */
  endOnSignals(before = () => {}) {
    let ending = false;
    const end = async code => {
      // npm passes Ctrl-C on to a child which the terminal has already told.
      if (ending) return;
      ending = true;
      before();
      await this.stop();
      process.exit(code);
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(name, () => end(128 + constants.signals[name]));
    }
    watchRunner(() => end(128 + constants.signals.SIGHUP));
  }
}

module.exports = { Supervisor };
