'use strict';

const path = require('node:path');
const { ensureBuilt } = require('./build');
const { ensureDocs } = require('./docs');
const { ensureInstalled, requireDisk } = require('./install');
const { withLock } = require('./lock');
const { ensureNode } = require('./node');
const { inCache } = require('./paths');
const { ensurePython } = require('./python');

/**
 * Brings what a command needs: the right Node and the packages always, Python,
 * the built portal and its documentation on demand. One launcher at a time
 * prepares a checkout.
 *
 * @param {{ supervisor: object, progress: object, stamps: object }} context
 * @param {{ python?: boolean, build?: boolean, docs?: boolean }} needs
 * @returns {Promise<object>} the context with `node`, and `python` and `built` where asked for;
 *   with docs, `mkdocs` is on the PATH of `node.env`
 */
function prepare(context, { python = false, build = false, docs = false }) {
  return withLock(
    inCache('prepare.lock'),
    holder =>
      context.progress.say(
        `Waiting for another launcher in this checkout (process ${holder}) …`,
      ),
    async () => {
      requireDisk();
      const [interpreter, ready, docsTools] = await Promise.all([
        python && ensurePython(context),
        withPackages(context, build),
        docs && ensureDocs(context),
      ]);
      return { ...withOnPath(ready, docsTools), python: interpreter };
    },
  );
}

async function withPackages(context, build) {
  const ready = { ...context, node: await ensureNode(context) };
  await ensureInstalled(ready);
  return { ...ready, built: build && (await ensureBuilt(ready)) };
}

/** The context with one more folder at the end of PATH, where it hides nothing. */
function withOnPath(ready, folder) {
  if (!folder) return ready;
  const { node } = ready;
  const PATH = [node.env.PATH, folder].join(path.delimiter);
  return { ...ready, node: { ...node, env: { ...node.env, PATH } } };
}

module.exports = { prepare };
