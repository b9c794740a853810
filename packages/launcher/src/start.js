'use strict';

const path = require('node:path');
const { portNumber } = require('./command');
const { openData } = require('./data');
const { inRoot } = require('./paths');
const { anyFreePort, isFree, requireFreePort } = require('./ports');
const { configEnv, startPortal } = require('./portal');
const { prepare } = require('./prepare');
const { startSandbox } = require('./sandbox');

const usage = `Usage: npm start -- [options]

Installs and builds what has changed, then runs the portal.

  --port PORT     where the portal listens, 7007 by default; the local AWS takes the next port
  --data FOLDER   what the portal remembers between two starts, .data by default
  --fresh         forgets that data first
  --no-sandbox    without the local AWS: only the environments of app-config
  --verbose       the logs of the portal and the local AWS on this terminal`;

const start = {
  usage,
  options: {
    port: { type: 'string', default: '7007' },
    data: { type: 'string', default: inRoot('.data') },
    fresh: { type: 'boolean', default: false },
    'no-sandbox': { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
  async run(context, { values }) {
    const port = portNumber(values.port);
    const withSandbox = !values['no-sandbox'];
    await requireFreePort(port);
    const ready = await prepare(context, { python: withSandbox, build: true });
    const data = openData(path.resolve(values.data), values);
    const log = name =>
      values.verbose ? undefined : path.join(data.logs, `${name}.log`);
    const services = [];
    const env = { port, data };
    if (withSandbox) {
      env.sandboxPort = await sandboxPortBeside(port);
      services.push(
        await startSandbox(ready, ready.python, {
          port: env.sandboxPort,
          data: data.folder,
          log: log('aws'),
        }),
      );
    }
    services.push(
      await startPortal(ready, {
        built: ready.built,
        port,
        env: configEnv(env),
        layers: withSandbox ? ['sandbox'] : [],
        log: log('portal'),
      }),
    );
    context.progress.say(
      welcome({ port, withSandbox, data, verbose: values.verbose }),
    );
    throw await Promise.race(services.map(service => service.ended));
  },
};

/** The same port at each start, where possible: people keep it in shells and scripts. */
async function sandboxPortBeside(port) {
  return (await isFree(port + 1)) ? port + 1 : anyFreePort();
}

function welcome({ port, withSandbox, data, verbose }) {
  const url = `http://localhost:${port}`;
  return `
Enginehouse is running: ${url}

Three things to try${withSandbox ? ' (sign in as guest)' : ''}:
  1. Make an engine pool   ${url}/create → Engine pool
  2. See what runs         ${url}/stacks
  3. See where it runs     ${url}/stacks/environments

Data: ${data.folder}${verbose ? '' : `   Logs: ${data.logs}`}   Stop: Ctrl-C`;
}

module.exports = { start };
