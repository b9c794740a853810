'use strict';

const { ROOT, inRoot } = require('./paths');
const { prepare } = require('./prepare');
const { runScript } = require('./script');

const usage = `Usage: npm run definitions

Writes what is made of the definitions that app-config.yaml names, and is committed: their pages in docs, the schema of
service.yml, and what is checked, for machines (audit/*.json of their packages).`;

/** `npm run definitions`. */
const definitions = {
  usage,
  options: {},
  async run(context) {
    const ready = await prepare(context, {});
    for (const name of ['audit', 'docs']) {
      const file = inRoot(`packages/stack-kit/src/bin/${name}.ts`);
      const code = await runScript(ready, file, { args: [], cwd: ROOT });
      if (code !== 0) return code;
    }
    return 0;
  },
};

module.exports = { definitions };
