'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { LauncherError } = require('./errors');
const { NO_GO, ensureOpa } = require('./opa');
const { ROOT } = require('./paths');
const { prepare } = require('./prepare');
const { buildWasm, readRego } = require('./rego');

const usage = `Usage: npm run policies

Builds the Rego policies of all packages to WebAssembly, which is committed beside them: the portal needs no Go.`;

/** `npm run policies`. */
const policies = {
  usage,
  options: {},
  async run(context) {
    const { supervisor, progress } = await prepare(context, {});
    const opa = await ensureOpa({ supervisor, progress });
    if (!opa) throw new LauncherError(`${NO_GO}.`);
    for (const policy of readRego(ROOT).policies) {
      const { wasm, output } = await buildWasm(
        { supervisor, opa, root: ROOT },
        policy,
      );
      if (!wasm) throw new LauncherError(output.trimEnd());
      fs.writeFileSync(path.join(ROOT, policy.wasm), wasm);
      progress.say(policy.wasm);
    }
  },
};

module.exports = { policies };
