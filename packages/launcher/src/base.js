'use strict';

const path = require('node:path');
const { openData } = require('./data');
const { placeDocs } = require('./docs');
const { ROOT } = require('./paths');
const { sandboxPortBeside, startSandbox } = require('./sandbox');

/**
 * Brings up what a portal stands on: its data folder, the local AWS where
 * wanted, and the configuration that tells the portal of both.
 *
 * @param {object} context - prepared, with `python` for the local AWS
 * @param {object} options
 * @param {number} options.port - the portal's; the local AWS takes the next one, if free
 * @param {string} options.folder - absolute: what is remembered between two starts
 * @param {boolean} options.withSandbox
 * @param {boolean} [options.fresh] - forget what is in the folder
 * @param {boolean} [options.verbose] - logs to the terminal, not to files
 */
async function startBase(
  context,
  { port, folder, withSandbox, fresh = false, verbose = false },
) {
  const data = openData(folder, { fresh });
  placeDocs(data.folder);
  const logFile = name =>
    verbose ? undefined : path.join(data.logs, `${name}.log`);
  const base = {
    port,
    logFile,
    logs: data.logs,
    /** Names of `app-config.<layer>.yaml`, each refining those before it. */
    layers: ['launcher'],
    /** What the configuration files refer to as `${NAME}`. */
    env: {
      ENGINEHOUSE_ROOT: ROOT,
      ENGINEHOUSE_PORT: String(port),
      ENGINEHOUSE_DATA: data.folder,
    },
    services: [],
  };
  if (!withSandbox) return base;
  const sandboxPort = await sandboxPortBeside(port);
  const sandboxEndpoint = `http://localhost:${sandboxPort}`;
  const sandbox = await startSandbox(context, context.python, {
    port: sandboxPort,
    data: folder,
    log: logFile('aws'),
  });
  return {
    ...base,
    sandboxEndpoint,
    layers: [...base.layers, 'sandbox'],
    env: { ...base.env, ENGINEHOUSE_SANDBOX_ENDPOINT: sandboxEndpoint },
    services: [sandbox],
  };
}

module.exports = { startBase };
