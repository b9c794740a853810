'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { LauncherError } = require('./errors');
const { CACHE, YARN, inCache } = require('./paths');
const { runOrExplain } = require('./tools');

const SUPPORTED = [22, 24];
const OWN_VERSION = '24.21.0';

/** @returns {string | undefined} the folder with `include/node`, which native add-ons are built with */
function headersOf(executable) {
  const folder = path.resolve(fs.realpathSync(executable), '../..');
  return fs.existsSync(path.join(folder, 'include/node/node.h'))
    ? folder
    : undefined;
}

/**
 * The Node everything else runs under: the machine's when it is a supported
 * line and has its headers (node-gyp would download them from a server that is
 * not the registry), else one installed from the registry into the cache.
 *
 * @param {{ supervisor: import('./supervisor').Supervisor, progress: import('./progress').Progress }} context
 * @returns {Promise<{ executable: string, version: string, env: NodeJS.ProcessEnv }>}
 *   env: this process's environment with that Node and `yarn` first on PATH
 */
async function ensureNode({ supervisor, progress }) {
  const major = Number(process.versions.node.split('.')[0]);
  if (SUPPORTED.includes(major) && headersOf(process.execPath)) {
    return describe(process.execPath, process.versions.node);
  }
  const name = `node-${process.platform}-${process.arch}`;
  const executable = inCache('node/node_modules', name, 'bin/node');
  if (installedVersion(executable) !== OWN_VERSION) {
    await progress.step(`Installing Node ${OWN_VERSION}`, async detail => {
      fs.mkdirSync(inCache('node'), { recursive: true });
      // The package per platform, not `node`: that one needs an install script, which npm may block.
      await runOrExplain(
        supervisor,
        [
          ...['npm', 'install', '--prefix', inCache('node')],
          ...['--no-audit', '--no-fund', '--no-update-notifier'],
          `${name}@${OWN_VERSION}`,
        ],
        {
          cwd: CACHE,
          env: process.env,
          what: `Installing Node ${OWN_VERSION}`,
          registry: 'npm registry',
          onLine: detail,
        },
      );
    });
  }
  if (installedVersion(executable) !== OWN_VERSION) {
    throw new LauncherError(
      `Node ${OWN_VERSION} for ${process.platform}-${process.arch} does not run here. Install Node 22 or 24 and run the command again.`,
    );
  }
  return describe(executable, OWN_VERSION);
}

function installedVersion(executable) {
  const { stdout } = spawnSync(executable, ['--version'], { encoding: 'utf8' });
  return stdout?.trim().replace(/^v/, '');
}

function describe(executable, version) {
  const shims = inCache('bin');
  writeYarnShim(shims, executable);
  const bin = path.dirname(executable);
  return {
    executable,
    version,
    env: {
      ...process.env,
      PATH: [shims, bin, process.env.PATH].join(path.delimiter),
      npm_config_nodedir: headersOf(executable),
    },
  };
}

/** Tools call plain `yarn`, and a machine may have none, or an old one. */
function writeYarnShim(folder, executable) {
  const file = path.join(folder, 'yarn');
  const script = `#!/bin/sh\nexec '${executable}' '${YARN}' "$@"\n`;
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === script) return;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(file, script, { mode: 0o755 });
}

module.exports = { ensureNode };
