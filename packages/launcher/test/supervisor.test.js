'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const readline = require('node:readline');
const { describe, it } = require('node:test');
const { isAlive } = require('../src/survivors');

const FAMILY = require.resolve('./fixtures/family.js');
const MEMBERS = 4;
const WITHIN_MS = 5000;

/** Resolves with the ids of a program's descendants as soon as all have told theirs. */
async function idsOf(program) {
  const ids = [];
  for await (const line of readline.createInterface(program.stdout)) {
    ids.push(Number(line));
    if (ids.length === MEMBERS) break;
  }
  return ids;
}

async function assertGone(ids) {
  const deadline = Date.now() + WITHIN_MS;
  while (ids.some(isAlive)) {
    const left = ids.filter(isAlive);
    assert.ok(Date.now() < deadline, `still alive after 5 s: ${left}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

describe('Supervisor', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL']) {
    it(`leaves no descendant 5 s after ${signal}`, async () => {
      const launcher = spawn(process.execPath, [FAMILY], {
        env: { ...process.env, npm_lifecycle_event: '' },
      });
      const ids = await idsOf(launcher);
      assert.ok(ids.every(isAlive));
      launcher.kill(signal);
      await assertGone([...ids, launcher.pid]);
    });
  }

  it('leaves no descendant 5 s after `kill -9` of the npm that runs it', async () => {
    const npm = spawn(
      process.execPath,
      [
        '-e',
        `require('node:child_process').spawn('sh', ['-c', '"$0" "$1"; true', process.execPath, ${JSON.stringify(
          FAMILY,
        )}], { stdio: 'inherit' })`,
      ],
      { env: { ...process.env, npm_lifecycle_event: 'start' } },
    );
    const ids = await idsOf(npm);
    npm.kill('SIGKILL');
    await assertGone(ids);
  });
});
