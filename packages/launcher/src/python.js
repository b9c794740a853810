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
const CHECK = require.resolve('./requirements_met.py');

/**
 * What runs under Python, each with packages of its own.
 *
 * @typedef {{ name: string, requirements: string, purpose: string, without: string }} Purpose
 *   name: of its stamp and its folder in the cache; purpose: in words; without: how to do without it
 */
const LOCAL_AWS = {
  name: 'python',
  requirements: inRoot('packages/aws-sandbox/requirements.txt'),
  purpose: 'the local AWS',
  without: ', or start with --no-sandbox',
};
const DOCUMENTATION = {
  name: 'python-docs',
  requirements: inRoot('packages/launcher/requirements-docs.txt'),
  purpose: 'the documentation',
  without: '',
};

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

const meets = (python, requirements) =>
  spawnSync(python, [CHECK, requirements]).status === 0;

/**
 * The Python something runs under: the machine's when it has exactly the
 * pinned packages, else a virtual environment with them in the cache.
 *
 * @param {{ supervisor: object, progress: object, stamps: object }} context
 * @param {Purpose} [purpose] - the local AWS without it
 * @returns {Promise<string>} the interpreter
 * @throws {LauncherError} without Python 3.11
 */
async function ensurePython(
  { supervisor, progress, stamps },
  { name, requirements, purpose, without } = LOCAL_AWS,
) {
  const machine = findPython();
  if (!machine) {
    throw new LauncherError(
      `Python 3.11 or newer is needed for ${purpose} and is not on PATH. Install it (Debian: apt install python3 python3-venv)${without}.`,
    );
  }
  if (meets(machine, requirements)) return machine;
  const folder = inCache(name);
  const python = path.join(folder, 'bin/python');
  const what = `Installing ${purpose}`;
  await stamps.unlessDone(
    name,
    digest(path.dirname(requirements), [requirements]),
    () => fs.existsSync(python) && meets(python, requirements),
    () =>
      progress.step(what, async detail => {
        fs.rmSync(folder, { recursive: true, force: true });
        await makeEnvironment(supervisor, machine, folder);
        await runOrExplain(
          supervisor,
          [python, '-m', 'pip', 'install', '-r', requirements],
          {
            env: { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1' },
            ...{ what, registry: 'Python package index', onLine: detail },
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

module.exports = { DOCUMENTATION, ensurePython };
