'use strict';

const { inRoot, ROOT } = require('./paths');
const { prepare } = require('./prepare');
const { runScript } = require('./script');

const usage = `Usage: npm run bench

Measures how fast the portal is on this machine, in minutes, and writes bench/results.json.`;

/** `npm run bench`: the built portal and a Python for the local AWS are there before the benchmark starts. */
const bench = {
  usage,
  options: {},
  async run(context) {
    const ready = await prepare(context, { python: true, build: true });
    return runScript(ready, inRoot('bench/index.ts'), {
      args: [],
      cwd: ROOT,
      env: { ENGINEHOUSE_PYTHON: ready.python, ENGINEHOUSE_BUILT: ready.built },
    });
  },
};

module.exports = { bench };
