'use strict';

const fs = require('node:fs');
const { LauncherError, knownCause } = require('./errors');
const { inCache } = require('./paths');

const OUTPUT_KEPT = 200_000;
const LINES_SHOWN = 15;

/**
 * Runs a tool to its end, keeping what it prints.
 *
 * @param {import('./supervisor').Supervisor} supervisor
 * @param {string[]} command - the program and its arguments
 * @param {import('node:child_process').SpawnOptions} options - and:
 * @param {(line: string) => void} [options.onLine] - told each line as it comes
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(supervisor, [program, ...args], options) {
  const { onLine = () => {}, ...spawnOptions } = options;
  return new Promise((resolve, reject) => {
    const child = supervisor.start(program, args, {
      ...spawnOptions,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = text => {
      output = (output + text).slice(-OUTPUT_KEPT);
      const line = text.trim().split('\n').pop();
      if (line) onLine(line);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal) keep(`\nEnded by ${signal}.\n`);
      resolve({ code, output });
    });
  });
}

/**
 * Runs a tool that must succeed.
 *
 * @param {import('./supervisor').Supervisor} supervisor
 * @param {string[]} command
 * @param {object} options - those of `run`, and:
 * @param {string} options.what - the step in words, such as "Installing packages"
 * @param {string} [options.registry] - the words for the server it downloads from, if it does
 * @throws {LauncherError} one line that names the cause; a cause nobody foresaw comes with the output's last lines
 */
async function runOrExplain(supervisor, command, options) {
  const { what, registry, ...runOptions } = options;
  const { code, output } = await run(supervisor, command, runOptions);
  if (code === 0) return;
  const log = keepLog(what, output);
  const known = knownCause(what, output, registry);
  if (known) throw known;
  const tail = output.trimEnd().split('\n').slice(-LINES_SHOWN).join('\n');
  throw new LauncherError(
    `${tail}\n${what} failed (exit code ${code}). Everything it printed: ${log}`,
  );
}

function keepLog(what, output) {
  const file = inCache(
    'logs',
    `${what.toLowerCase().replace(/\W+/g, '-')}.log`,
  );
  try {
    fs.mkdirSync(inCache('logs'), { recursive: true });
    fs.writeFileSync(file, output);
  } catch {
    // A full disk is what we may be about to report.
  }
  return file;
}

module.exports = { run, runOrExplain };
