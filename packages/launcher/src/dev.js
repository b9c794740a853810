'use strict';

const path = require('node:path');
const { portNumber } = require('./command');
const { startBase } = require('./base');
const { refuseGuest } = require('./guest');
const { BACKSTAGE_CLI, inRoot } = require('./paths');
const { READINESS, configArguments, configFiles } = require('./portal');
const { requireFreePort } = require('./ports');
const { prepare } = require('./prepare');
const { Service } = require('./service');

const READY_WITHIN_MS = 180_000;

const usage = `Usage: npm run dev -- [options]

Runs backend and frontend from their sources and again after each change, beside the local AWS.

  --port PORT        where the backend listens, 7007 by default; the local AWS takes the next port
  --app-port PORT    where the frontend listens, 3000 by default
  --data FOLDER      what the portal remembers between two starts, .data by default
  --fresh            forgets that data first
  --no-sandbox       without the local AWS: only the environments of app-config`;

/** `npm run dev`. */
const dev = {
  usage,
  options: {
    port: { type: 'string', default: '7007' },
    'app-port': { type: 'string', default: '3000' },
    data: { type: 'string', default: inRoot('.data') },
    fresh: { type: 'boolean', default: false },
    'no-sandbox': { type: 'boolean', default: false },
  },
  async run(context, { values }) {
    const port = portNumber(values.port);
    const appPort = portNumber(values['app-port'], '--app-port');
    const withSandbox = !values['no-sandbox'];
    await requireFreePort(port);
    await requireFreePort(appPort, '--app-port');
    const ready = await prepare(context, {
      ...{ python: withSandbox, docs: true },
    });
    const { fresh } = values;
    const folder = path.resolve(values.data);
    const base = await startBase(ready, { port, folder, withSandbox, fresh });
    if (!withSandbox) refuseGuest(configFiles(base.layers));
    const setup = {
      layers: [...base.layers, 'dev'],
      env: { ...base.env, ENGINEHOUSE_APP_PORT: String(appPort) },
    };
    const backend = startPackage(ready, 'backend', setup);
    const app = startPackage(ready, 'app', setup);
    await Promise.all([
      backend.ready(`http://127.0.0.1:${port}${READINESS}`, READY_WITHIN_MS),
      app.ready(`http://localhost:${appPort}`, READY_WITHIN_MS),
    ]);
    context.progress.say(
      `\nEnginehouse is running: http://localhost:${appPort}   Stop: Ctrl-C\n`,
    );
    const services = [...base.services, backend, app];
    throw await Promise.race(services.map(({ ended }) => ended));
  },
};

function startPackage({ supervisor, node }, name, { layers, env }) {
  return new Service(supervisor, {
    name: `packages/${name}`,
    command: [
      ...[node.executable, BACKSTAGE_CLI, 'package', 'start'],
      ...configArguments(layers),
    ],
    cwd: inRoot('packages', name),
    env: { ...node.env, ...env },
  });
}

module.exports = { dev };
