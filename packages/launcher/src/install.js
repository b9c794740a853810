'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { LauncherError } = require('./errors');
const { ROOT, YARN, inRoot } = require('./paths');
const { digest, listFiles } = require('./stamps');
const { runOrExplain } = require('./tools');
const { workspaceFolders } = require('./workspaces');

const BYTES_NEEDED = 3 * 1024 ** 3;
const YARN_STATE = inRoot('node_modules/.yarn-state.yml');

/** @returns {string} the digest of everything the installed packages depend on */
function installInputs(root, nodeVersion) {
  const files = [
    ...['package.json', 'yarn.lock', '.yarnrc.yml'].map(name =>
      path.join(root, name),
    ),
    ...listFiles(path.join(root, '.yarn/patches'), () => true),
    ...workspaceFolders(root).map(folder => path.join(folder, 'package.json')),
  ];
  return digest(root, files, [nodeVersion, process.platform, process.arch]);
}

/**
 * Installs the packages of the lock file, unless that was done for the same
 * manifests, lock file and Node before.
 */
async function ensureInstalled({ supervisor, progress, stamps, node }) {
  await stamps.unlessDone(
    'install',
    installInputs(ROOT, node.version),
    () => fs.existsSync(YARN_STATE),
    () =>
      progress.step('Installing packages', async detail => {
        await runOrExplain(supervisor, [node.executable, YARN, 'install'], {
          cwd: ROOT,
          env: { ...registryOfNpm(), ...node.env },
          what: 'Installing packages',
          registry: 'package registry',
          onLine: line => detail(line.replace(/^➤ YN\d+: [│┌└ ]*/u, '')),
        });
      }),
  );
}

/** @throws {LauncherError} before a first install without room for it: better said at once than after a minute */
function requireDisk() {
  const isFirst = !fs.existsSync(YARN_STATE);
  if (!isFirst || !fs.statfsSync) return; // Node before 18.15 cannot say
  const { bavail, bsize } = fs.statfsSync(ROOT);
  if (bavail * bsize >= BYTES_NEEDED) return;
  const free = ((bavail * bsize) / 1024 ** 3).toFixed(1);
  throw new LauncherError(
    `Not enough disk: ${free} GB are free in ${ROOT} and the first install needs 3 GB. Free some space and run the command again.`,
  );
}

/** Yarn does not read npm's settings: under `npm run`, the person's registry comes with the environment. */
function registryOfNpm() {
  const registry = process.env.npm_config_registry;
  if (!registry) return {};
  const { protocol, hostname } = new URL(registry);
  return {
    YARN_NPM_REGISTRY_SERVER: registry,
    ...(protocol === 'http:' && { YARN_UNSAFE_HTTP_WHITELIST: hostname }),
  };
}

module.exports = { ensureInstalled, installInputs, requireDisk };
