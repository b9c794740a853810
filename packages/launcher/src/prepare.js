'use strict';

const { ensureBuilt } = require('./build');
const { ensureInstalled, requireDisk } = require('./install');
const { withLock } = require('./lock');
const { ensureNode } = require('./node');
const { inCache } = require('./paths');
const { ensurePython } = require('./python');

/**
 * Brings what a command needs: the right Node and the packages always, Python
 * and the built portal on demand. One launcher at a time prepares a checkout.
 *
 * @param {{ supervisor: object, progress: object, stamps: object }} context
 * @param {{ python?: boolean, build?: boolean }} needs
 * @returns {Promise<object>} the context with `node`, and `python` and `built` where asked for
 */
function prepare(context, { python = false, build = false }) {
  return withLock(
    inCache('prepare.lock'),
    holder =>
      context.progress.say(
        `Waiting for another launcher in this checkout (process ${holder}) …`,
      ),
    async () => {
      requireDisk();
      const [interpreter, ready] = await Promise.all([
        python && ensurePython(context),
        withPackages(context),
      ]);
      const built = build && (await ensureBuilt(ready));
      return { ...ready, python: interpreter, built };
    },
  );
}

async function withPackages(context) {
  const ready = { ...context, node: await ensureNode(context) };
  await ensureInstalled(ready);
  return ready;
}

module.exports = { prepare };
