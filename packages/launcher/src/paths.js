'use strict';

const path = require('node:path');

/** The checkout this launcher belongs to. */
const ROOT = path.dirname(require.resolve('../../../package.json'));

/** What can be made again at any time: Node, the Python environment, stamps, the built portal. */
const CACHE = path.join(ROOT, '.cache');

/** Where Yarn lives: a file of the checkout, because a machine may have no `yarn`. */
const YARN = path.join(ROOT, '.yarn/releases/yarn-4.13.0.cjs');

/** @returns {string} an absolute path inside the checkout */
const inRoot = (...parts) => path.join(ROOT, ...parts);

/** @returns {string} an absolute path inside the cache folder */
const inCache = (...parts) => path.join(CACHE, ...parts);

/** The entry of Backstage's command line tool, there once the packages are installed. */
const BACKSTAGE_CLI = inRoot('node_modules/@backstage/cli/bin/backstage-cli');

/** Lets Node run TypeScript, as Backstage's command line tool does. */
const NODE_TRANSFORM = inRoot(
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);

module.exports = {
  BACKSTAGE_CLI,
  CACHE,
  NODE_TRANSFORM,
  ROOT,
  YARN,
  inRoot,
  inCache,
};
