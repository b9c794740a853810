'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ofExitCode, ofOpa, sum } = require('../counts');
const { LauncherError } = require('../errors');
const { NO_GO, ensureOpa } = require('../opa');
const { ROOT } = require('../paths');
const { buildWasm, readRego } = require('../rego');
const { run } = require('../tools');

/** The Rego policies, by OPA itself: form, strictness, tests that reach every line, and that what is committed as WebAssembly is what the Rego builds. */
const policy = {
  name: 'policy',
  async run(context) {
    const opa = await ensureOpa(context);
    if (!opa) {
      if (process.env.CI) throw new LauncherError(`${NO_GO}.`);
      const counts = { passed: 0, failed: 0, skipped: 1 };
      return { ...counts, output: '', note: NO_GO };
    }
    const { supervisor } = context;
    const { folders, policies } = readRego(ROOT);
    const ask = (...args) =>
      run(supervisor, [opa, ...args, ...folders], { cwd: ROOT });
    const results = [
      asOne(await ask('fmt', '--fail', '--diff')),
      asOne(await ask('check', '--strict')),
      ofTests(await ask('test', '--format', 'json')),
      asOne(await ask('test', '--coverage', '--threshold', '100')),
    ];
    for (const each of policies) {
      results.push(await sameWasm({ supervisor, opa, root: ROOT }, each));
    }
    const failed = results.filter(result => result.failed > 0);
    return {
      ...sum(results),
      output: failed.map(({ output }) => output).join('\n'),
    };
  },
};

/** A check that only says yes or no. */
function asOne({ code, output }) {
  return { ...ofExitCode(code), output };
}

/** The tests one by one; when the report cannot be read, what was printed instead says why. */
function ofTests({ code, output }) {
  try {
    return { ...ofOpa(JSON.parse(output)), output };
  } catch {
    return { ...ofExitCode(code || 1), output };
  }
}

async function sameWasm(context, tested) {
  const { code, output, wasm } = await buildWasm(context, tested);
  if (!wasm) return { ...ofExitCode(code || 1), output };
  const file = path.join(context.root, tested.wasm);
  const same = fs.existsSync(file) && wasm.equals(fs.readFileSync(file));
  return {
    ...ofExitCode(same ? 0 : 1),
    output: same
      ? ''
      : `${tested.wasm} is not what ${tested.files.at(
          -1,
        )} builds: npm run policies`,
  };
}

module.exports = { policy };
