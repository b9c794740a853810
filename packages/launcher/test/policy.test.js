'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');
const { Checkout } = require('./checkout');

const REGO = 'packages/stack-x/audit/rego';
const RUN = `
  const { policy } = require('./packages/launcher/src/steps/policy');
  const { Supervisor } = require('./packages/launcher/src/supervisor');
  const supervisor = new Supervisor();
  policy.run({ supervisor, progress: { step: () => {} } })
    .catch(error => ({ error: error.message }))
    .then(result => process.stdout.write(JSON.stringify(result)))
    .then(() => supervisor.stop());`;

describe('the step policy', () => {
  let checkout;
  before(() => {
    checkout = new Checkout();
    checkout.write('packages/stack-x/package.json', '{ "name": "stack-x" }');
    checkout.write(`${REGO}/x.rego`, 'package shop.x\n');
    checkout.write(`${REGO}/x_test.rego`, 'package shop.x_test\n');
    checkout.write(
      'node_modules/@open-policy-agent/opa-wasm/capabilities.json',
      '{}',
    );
  });
  after(() => checkout.remove());

  function run(env) {
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', RUN], {
      cwd: checkout.folder,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    return JSON.parse(stdout || JSON.stringify({ error: stderr }));
  }

  it('is skipped on a machine without Go, and says so; in CI that is an error', () => {
    const without = { PATH: path.join(checkout.folder, 'nothing') };
    const skipped = run({ ...without, CI: '' });
    assert.equal(skipped.skipped, 1);
    assert.match(skipped.note, /^Go was not found/);
    assert.match(run({ ...without, CI: 'true' }).error, /^Go was not found/);
  });

  it('counts the tests, and fails where the committed WebAssembly is not what the Rego builds', () => {
    const opa = '.cache/opa/1.22.0/opa';
    const fixture = path.join(__dirname, 'fixtures/opa.js');
    checkout.write(opa, fs.readFileSync(fixture, 'utf8'));
    fs.chmodSync(path.join(checkout.folder, opa), 0o755);

    const missing = run({});
    assert.deepEqual([missing.passed, missing.failed], [6, 1]);
    assert.match(
      missing.output,
      /stack-x\/audit\/rego\/x\.wasm is not what .*x\.rego builds: npm run policies/,
    );
    checkout.write(`${REGO}/x.wasm`, 'built: package shop.x\n');
    assert.deepEqual([run({}).passed, run({}).failed], [7, 0]);
    checkout.write(`${REGO}/x.rego`, 'package shop.x\n# changed\n');
    assert.equal(run({}).failed, 1);
  });
});
