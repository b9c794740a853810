'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { LauncherError } = require('./errors');
const { lastWords } = require('./lastWords');
const { answers } = require('./ports');

const KNOCK_MS = 100;
const ASK_MS = 500;

/**
 * A process that serves until it is told to stop, with a log file and a way to
 * tell that it is ready.
 */
class Service {
  /** Resolves with a LauncherError when the process ends; nothing here ends it. */
  ended;
  #name;
  #log;
  #child;
  #failure;

  /**
   * @param {import('./supervisor').Supervisor} supervisor
   * @param {object} options
   * @param {string} options.name - in words, such as "The portal"
   * @param {string[]} options.command
   * @param {string} options.cwd
   * @param {NodeJS.ProcessEnv} options.env
   * @param {string} [options.log] - the file its output goes to; without it, the terminal
   */
  constructor(
    supervisor,
    { name, command: [program, ...args], cwd, env, log },
  ) {
    this.#name = name;
    this.#log = log;
    const output = log ? openLog(log) : 'inherit';
    this.#child = supervisor.start(program, args, {
      cwd,
      env,
      stdio: ['ignore', output, output],
    });
    if (log) fs.closeSync(output);
    this.ended = new Promise(resolve => {
      this.#child.once('error', error => resolve(this.#fail(error.message)));
      this.#child.once('exit', (code, signal) =>
        resolve(this.#fail(signal ?? `exit code ${code}`)),
      );
    });
  }

  /**
   * @param {string} url - answers with a status below 400 once the service is ready
   * @param {number} withinMs
   */
  async ready(url, withinMs) {
    const deadline = Date.now() + withinMs;
    const { hostname, port } = new URL(url);
    const until = async (condition, everyMs) => {
      while (!(await condition())) {
        if (this.#failure) throw this.#failure;
        if (Date.now() > deadline) {
          throw this.#fail(`not ready after ${withinMs / 1000} s`);
        }
        await new Promise(resolve => setTimeout(resolve, everyMs));
      }
    };
    // Asking for the address fills the service's log, so first knock at the port.
    await until(() => answers(hostname, Number(port)), KNOCK_MS);
    await until(() => isOk(url), ASK_MS);
  }

  /** Ends it at once, as a power cut would; resolves when it is gone. */
  async kill() {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  #fail(reason) {
    this.#failure ??= new LauncherError(
      `${this.#tail()}${this.#name} stopped (${reason}).${
        this.#log ? ` Its whole log: ${this.#log}` : ''
      }`,
    );
    return this.#failure;
  }

  #tail() {
    return this.#log
      ? `${lastWords(fs.readFileSync(this.#log, 'utf8'))}\n`
      : '';
  }
}

function openLog(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return fs.openSync(file, 'w');
}

async function isOk(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

module.exports = { Service };
