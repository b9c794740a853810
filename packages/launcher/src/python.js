'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { LauncherError } = require('./errors');
const { inCache, inRoot } = require('./paths');
const { digest } = require('./stamps');
const { run, runOrExplain } = require('./tools');

const CANDIDATES = [
  'python3',
  'python3.11',
  'python3.12',
  'python3.13',
  'python',
];
const REQUIREMENTS = inRoot('packages/aws-sandbox/requirements.txt');
const CHECK = require.resolve('./requirements_met.py');

/** @returns {string | undefined} the first Python on PATH that is 3.11 or newer */
function findPython() {
  return CANDIDATES.find(name => {
    const { status } = spawnSync(name, [
      '-c',
      'import sys; sys.exit(sys.version_info < (3, 11))',
    ]);
    return status === 0;
  });
}

const meets = python => spawnSync(python, [CHECK, REQUIREMENTS]).status === 0;

/**
 * The Python the local AWS runs under: the machine's when it has exactly the
 * pinned packages, else a virtual environment with them in the cache.
 *
 * @returns {Promise<string>} the interpreter
 * @throws {LauncherError} without Python 3.11
 */
async function ensurePython({ supervisor, progress, stamps }) {
  const machine = findPython();
  if (!machine) {
    throw new LauncherError(
      'Python 3.11 or newer is needed for the local AWS and is not on PATH. Install it (Debian: apt install python3 python3-venv), or start with --no-sandbox.',
    );
  }
  if (meets(machine)) return machine;
  const folder = inCache('python');
  const python = path.join(folder, 'bin/python');
  await stamps.unlessDone(
    'python',
    digest(path.dirname(REQUIREMENTS), [REQUIREMENTS]),
    () => fs.existsSync(python) && meets(python),
    () =>
      progress.step('Installing the local AWS', async detail => {
        fs.rmSync(folder, { recursive: true, force: true });
        await makeEnvironment(supervisor, machine, folder);
        await runOrExplain(
          supervisor,
          [python, '-m', 'pip', 'install', '-r', REQUIREMENTS],
          {
            env: { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1' },
            what: 'Installing the local AWS',
            registry: 'Python package index',
            onLine: detail,
          },
        );
      }),
  );
  return python;
}

async function makeEnvironment(supervisor, machine, folder) {
  const { code, output } = await run(
    supervisor,
    [machine, '-m', 'venv', folder],
    {},
  );
  if (code === 0) return;
  if (/ensurepip|No module named venv/.test(output)) {
    throw new LauncherError(
      'This Python cannot make virtual environments. Install its venv module (Debian: apt install python3-venv) and run the command again.',
    );
  }
  throw new LauncherError(
    `${output}\nMaking a Python environment in ${folder} failed.`,
  );
}

module.exports = { ensurePython };
