'use strict';

const { inRoot, ROOT } = require('./paths');
const { prepare } = require('./prepare');
const { runScript } = require('./script');

/** `npm run bench`: the built portal and a Python for the local AWS are there before the benchmark starts. */
const bench = {
  passArguments: true,
  async run(context) {
    const ready = await prepare(context, { python: true, build: true });
    return runScript(ready, inRoot('bench/index.ts'), {
      args: process.argv.slice(2),
      cwd: ROOT,
      env: { ENGINEHOUSE_PYTHON: ready.python, ENGINEHOUSE_BUILT: ready.built },
    });
  },
};

module.exports = { bench };
