'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { installInputs } = require('./install');
const { BACKSTAGE_CLI, ROOT, inCache, inRoot } = require('./paths');
const { digest, listFiles } = require('./stamps');
const { runOrExplain } = require('./tools');
const { workspaceFolders } = require('./workspaces');

const PORTALS = inCache('portal');
const BACKEND = inRoot('packages/backend');
const KEPT_BUILDS = 3;
const NO_SOURCES = new Set(
  'node_modules dist dist-types coverage tests test __tests__ __fixtures__ __pycache__ e2e bench launcher'.split(
    ' ',
  ),
);

/** @returns {boolean} whether a file or folder can change what is built */
function isSource(name) {
  return (
    !name.startsWith('.') &&
    !NO_SOURCES.has(name) &&
    !/\.(test\.[jt]sx?|py|md)$/.test(name)
  );
}

/** @returns {string} the digest of everything the built portal depends on */
function buildInputs(root, nodeVersion) {
  const files = [
    ...['packages', 'plugins'].flatMap(name =>
      listFiles(path.join(root, name), isSource),
    ),
    path.join(root, 'tsconfig.json'),
    path.join(root, 'app-config.yaml'),
  ];
  return digest(root, files, [installInputs(root, nodeVersion)]);
}

/**
 * Builds the portal in the form that is published and run in production: the
 * backend and all packages of this checkout it depends on, with the frontend's
 * bundle among them. Each build has a folder of its own, named by the digest of
 * its sources, so that a portal that runs keeps its files.
 *
 * @returns {Promise<string>} the folder
 */
async function ensureBuilt(context) {
  const inputs = buildInputs(ROOT, context.node.version);
  const built = path.join(PORTALS, inputs.slice(0, 16));
  // A build takes its name when it is complete.
  if (!fs.existsSync(built)) await build(context, built);
  return built;
}

function build({ supervisor, progress, node }, built) {
  const what = 'Building the portal';
  return progress.step(what, async detail => {
    const unfinished = path.join(PORTALS, 'unfinished');
    fs.rmSync(unfinished, { recursive: true, force: true });
    fs.mkdirSync(unfinished, { recursive: true });
    const options = { cwd: BACKEND, env: node.env, what, onLine: detail };
    await runOrExplain(
      supervisor,
      [node.executable, BACKSTAGE_CLI, 'package', 'build'],
      options,
    );
    await runOrExplain(
      supervisor,
      ['tar', '-xzf', 'dist/bundle.tar.gz', '-C', unfinished],
      options,
    );
    linkPackages(unfinished);
    fs.renameSync(unfinished, built);
    // Unpacking may have given the folder a time of long ago.
    fs.utimesSync(built, new Date(), new Date());
    removeOldBuilds();
  });
}

/**
 * Lets the built packages find each other before the checkout's sources. All
 * else they find by walking up to the checkout's `node_modules`.
 */
function linkPackages(built) {
  for (const source of workspaceFolders(ROOT)) {
    const folder = path.join(built, path.relative(ROOT, source));
    const manifest = path.join(folder, 'package.json');
    if (!fs.existsSync(manifest)) continue;
    const { name } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
    link(path.join(built, 'node_modules', name), folder);
    const own = path.join(source, 'node_modules');
    if (fs.existsSync(own)) link(path.join(folder, 'node_modules'), own);
  }
}

function link(from, to) {
  fs.mkdirSync(path.dirname(from), { recursive: true });
  fs.symlinkSync(path.relative(path.dirname(from), to), from);
}

function removeOldBuilds() {
  fs.readdirSync(PORTALS)
    .map(name => path.join(PORTALS, name))
    .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs)
    .slice(KEPT_BUILDS)
    .forEach(folder => fs.rmSync(folder, { recursive: true, force: true }));
}

module.exports = { buildInputs, ensureBuilt };
