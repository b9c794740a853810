'use strict';

const path = require('node:path');
const { portNumber } = require('./command');
const { startBase } = require('./base');
const { refuseGuest } = require('./guest');
const { inRoot } = require('./paths');
const { configFiles, startPortal } = require('./portal');
const { requireFreePort } = require('./ports');
const { prepare } = require('./prepare');

const usage = `Usage: npm start -- [options]

Installs and builds what has changed, then runs the portal.

  --port PORT     where the portal listens, 7007 by default; the local AWS takes the next port
  --data FOLDER   what the portal remembers between two starts, .data by default
  --fresh         forgets that data first
  --no-sandbox    without the local AWS: only the environments of app-config
  --verbose       the logs of the portal and the local AWS on this terminal`;

/** `npm start`: from a fresh clone to a running portal. */
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
    const { fresh, verbose } = values;
    const port = portNumber(values.port);
    const folder = path.resolve(values.data);
    const withSandbox = !values['no-sandbox'];
    await requireFreePort(port);
    const ready = await prepare(context, {
      ...{ python: withSandbox, build: true, docs: true },
    });
    const base = await startBase(ready, {
      ...{ port, folder, withSandbox, fresh, verbose },
    });
    if (!withSandbox) refuseGuest(configFiles(base.layers));
    const portal = await startPortal(ready, base);
    context.progress.say(welcome(portal.url, { ...base, folder, withSandbox }));
    throw await portal.ended;
  },
};

function welcome(url, { folder, logs, withSandbox }) {
  return `
Enginehouse is running: ${url}

Three things to try${withSandbox ? ' (sign in as guest)' : ''}:
  1. Make an engine pool   ${url}/create/templates/default/engine-pool
  2. See what runs         ${url}/stacks
  3. See where it runs     ${url}/stacks/environments

Data: ${folder}   Logs: ${logs}   Stop: Ctrl-C`;
}

module.exports = { start };
