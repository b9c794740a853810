'use strict';

const { parseArgs } = require('node:util');
const { LauncherError } = require('./errors');
const { Progress } = require('./progress');
const { Stamps } = require('./stamps');
const { Supervisor } = require('./supervisor');

/**
 * Runs one of the root scripts from its arguments to its exit code. Failures
 * that a person can mend are one line; whatever was started ends with it.
 *
 * @param {object} command
 * @param {string} command.usage - printed for --help
 * @param {object} command.options - as for `parseArgs`; `--help` is added
 * @param {boolean} [command.allowPositionals]
 * @param {boolean} [command.passArguments] - the arguments are another program's, to be taken from `process.argv`
 * @param {(context: object, args: { values: object, positionals: string[] }) => Promise<number | void>} command.run
 *   context: `{ supervisor, progress, stamps }`; returns the exit code, 0 by default
 */
async function runCommand(command) {
  let ending = false;
  const supervisor = new Supervisor();
  const progress = new Progress();
  try {
    const args = command.passArguments ? undefined : parse(command);
    if (args?.values.help) {
      progress.say(command.usage);
      return;
    }
    supervisor.endOnSignals(() => {
      ending = true;
      progress.hush();
    });
    const stamps = new Stamps();
    const code = await command.run({ supervisor, progress, stamps }, args);
    await supervisor.stop();
    process.exitCode = code ?? 0;
  } catch (error) {
    // What a signal interrupts fails, and the signal's handler has the last word.
    if (ending) return;
    progress.hush();
    const known = error instanceof LauncherError;
    process.stderr.write(`${known ? error.message : error.stack}\n`);
    await supervisor.stop();
    process.exitCode = 1;
  }
}

function parse({ usage, options, allowPositionals = false }) {
  try {
    return parseArgs({
      args: [...takenByNpm(options), ...process.argv.slice(2)],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals,
    });
  } catch (error) {
    throw new LauncherError(`${error.message}\n\n${usage}`);
  }
}

/** `npm start --fresh`, without the `--` before it: npm keeps the flag and puts it into the environment. */
function takenByNpm(options) {
  const flags = Object.keys(options).filter(
    name => options[name].type === 'boolean',
  );
  return flags.flatMap(name => {
    const negated = name.startsWith('no-');
    const key = `npm_config_${name.replace(/^no-/, '')}`.replace(/-/g, '_');
    const value = process.env[key];
    return value === (negated ? '' : 'true') ? [`--${name}`] : [];
  });
}

/** @throws {LauncherError} unless the text is the number of a TCP port */
function portNumber(text, option = '--port') {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new LauncherError(
    `${option} ${text}: a port is a whole number from 1 to 65535.`,
  );
}

module.exports = { portNumber, runCommand };
