'use strict';

const fs = require('node:fs');
const { ROOT, inRoot } = require('./paths');
const { Service } = require('./service');

const READY_WITHIN_MS = 120_000;

/**
 * The configuration files, each refining those before it.
 *
 * @param {{ layers: string[] }} options - names of `app-config.<layer>.yaml`
 * @returns {string[]} absolute paths; the person's own `app-config.local.yaml` comes last
 */
function configFiles({ layers }) {
  const local = inRoot('app-config.local.yaml');
  return [
    inRoot('app-config.yaml'),
    ...layers.map(layer => inRoot(`app-config.${layer}.yaml`)),
    ...(fs.existsSync(local) ? [local] : []),
  ];
}

/**
 * What the configuration files may refer to as `${NAME}`.
 *
 * @param {{ port: number, data: ReturnType<import('./data').openData>, sandboxPort?: number }} options
 */
function configEnv({ port, data, sandboxPort }) {
  return {
    ENGINEHOUSE_ROOT: ROOT,
    ENGINEHOUSE_PORT: String(port),
    ENGINEHOUSE_DATA: data.folder,
    ENGINEHOUSE_BACKEND_SECRET: data.secret,
    ...(sandboxPort && {
      ENGINEHOUSE_SANDBOX_ENDPOINT: `http://localhost:${sandboxPort}`,
    }),
  };
}

/**
 * Starts the built portal and resolves when it is ready to serve.
 *
 * @param {object} context
 * @param {{ built: string, port: number, env: NodeJS.ProcessEnv, layers: string[], log?: string }} options
 *   built: the folder of the build; layers: see `configFiles`
 * @returns {Promise<Service>}
 */
async function startPortal(
  { supervisor, progress, node },
  { built, port, env, layers, log },
) {
  const portal = new Service(supervisor, {
    name: 'The portal',
    command: [
      ...[node.executable, 'packages/backend'],
      ...configFiles({ layers }).flatMap(file => ['--config', file]),
    ],
    cwd: built,
    env: { ...node.env, NODE_ENV: 'production', ...env },
    log,
  });
  await progress.step('Starting the portal', () =>
    portal.ready(
      `http://127.0.0.1:${port}/.backstage/health/v1/readiness`,
      READY_WITHIN_MS,
    ),
  );
  return portal;
}

module.exports = { configEnv, configFiles, startPortal };
