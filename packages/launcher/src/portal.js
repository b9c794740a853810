'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { inRoot } = require('./paths');
const { Service } = require('./service');

const READY_WITHIN_MS = 120_000;
const READINESS = '/.backstage/health/v1/readiness';

/**
 * The arguments that name the configuration files.
 *
 * @param {string[]} layers - names of `app-config.<layer>.yaml`, each refining those before it;
 *   the person's own `app-config.local.yaml` comes last
 * @returns {string[]}
 */
function configArguments(layers) {
  return configFiles(layers).flatMap(file => ['--config', file]);
}

/** The configuration files of these layers, each refining those before it. */
function configFiles(layers) {
  const local = inRoot('app-config.local.yaml');
  return [
    inRoot('app-config.yaml'),
    ...layers.map(layer => inRoot(`app-config.${layer}.yaml`)),
    ...(fs.existsSync(local) ? [local] : []),
  ];
}

/**
 * Starts the built portal and resolves when it is ready to serve.
 *
 * @param {object} context - prepared with `built`
 * @param {Awaited<ReturnType<import('./base').startBase>>} base
 * @returns {Promise<{ url: string, ended: Promise<Error> }>}
 *   ended: resolves when the portal or what it stands on ends, with the reason
 */
async function startPortal(
  { supervisor, progress, node, built },
  { port, layers, env, logFile, services },
) {
  const portal = new Service(supervisor, {
    name: 'The portal',
    command: [node.executable, 'packages/backend', ...configArguments(layers)],
    cwd: built,
    env: {
      ...node.env,
      NODE_ENV: 'production',
      // By name, the frontend would be found among the sources, where the next build replaces it.
      APP_CONFIG_app_packageName: path.join(built, 'packages/app'),
      ...env,
    },
    log: logFile('portal'),
  });
  await progress.step('Starting the portal', () =>
    portal.ready(`http://127.0.0.1:${port}${READINESS}`, READY_WITHIN_MS),
  );
  return {
    url: `http://localhost:${port}`,
    ended: Promise.race([...services, portal].map(({ ended }) => ended)),
  };
}

module.exports = { READINESS, configArguments, configFiles, startPortal };
