'use strict';

const { inRoot } = require('./paths');
const { prepare } = require('./prepare');
const { runScript } = require('./script');

/** `npm run verify -- BUNDLE [--key PEM]`: paths are those of the folder npm was called in. */
const verify = {
  passArguments: true,
  async run(context) {
    const ready = await prepare(context, {});
    return runScript(ready, inRoot('packages/stack-kit/src/bin/verify.ts'), {
      args: process.argv.slice(2),
      cwd: process.env.INIT_CWD ?? process.cwd(),
    });
  },
};

module.exports = { verify };
