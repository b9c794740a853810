'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');
const { Checkout } = require('./checkout');

describe('npm start', () => {
  let checkout;
  before(() => {
    checkout = new Checkout();
  });
  after(() => checkout.remove());

  it('installs and builds once, and again only what a change asks for', async () => {
    const first = await checkout.start();
    assert.match(first.output, /running: http:\/\/localhost:\d+/);
    assert.match(first.output, /1\. .*\/create[^]*2\. .*\/stacks[^]*3\. /);
    assert.deepEqual(checkout.calls(), ['install', 'build']);
    assert.equal(await first.end('SIGINT'), 130);

    const second = await checkout.start();
    await second.end('SIGINT');
    assert.deepEqual(checkout.calls(), []);

    checkout.write('packages/backend/src/index.ts', 'export const a = 1;');
    checkout.write('packages/backend/src/index.test.ts', 'not built');
    await (await checkout.start()).end('SIGINT');
    assert.deepEqual(checkout.calls(), ['build']);

    checkout.write('yarn.lock', '# changed');
    await (await checkout.start()).end('SIGINT');
    assert.deepEqual(checkout.calls(), ['install', 'build']);
  });

  it('takes up the build of sources it built before, with its frontend', async () => {
    const frontend = async () => {
      const running = await checkout.start();
      const { APP_CONFIG_app_packageName: folder } = await envOf(running);
      await running.end('SIGINT');
      return fs.readFileSync(path.join(folder, 'dist/index.html'), 'utf8');
    };
    checkout.write('packages/app/src/index.ts', 'one');
    assert.equal(await frontend(), 'one');
    checkout.write('packages/app/src/index.ts', 'two');
    assert.equal(await frontend(), 'two');
    checkout.write('packages/app/src/index.ts', 'one');
    assert.equal(await frontend(), 'one');
    assert.deepEqual(checkout.calls(), ['build', 'build']);
  });

  it('refuses a guest without the local AWS', async () => {
    const local = 'app-config.local.yaml';
    checkout.write(local, 'auth: { providers: { guest: {} } }');
    const refused = await checkout.start(['--no-sandbox']);
    fs.rmSync(path.join(checkout.folder, local));
    assertOneLine(refused, /^app-config\.local\.yaml lets guests sign in/);
  });

  it('keeps data between starts, and forgets it with --fresh', async () => {
    checkout.write('.data/db/kept', '');
    await (await checkout.start()).end('SIGTERM');
    assert.ok(checkout.exists('.data/db/kept'));

    await (await checkout.start(['--fresh'])).end('SIGTERM');
    assert.ok(!checkout.exists('.data/db/kept'));
  });

  it('tells the portal of the local AWS, and of none with --no-sandbox', async () => {
    const beside = await checkout.start();
    const { ENGINEHOUSE_SANDBOX_ENDPOINT } = await envOf(beside);
    const answer = await fetch(
      `${ENGINEHOUSE_SANDBOX_ENDPOINT}/sandbox/status`,
    );
    assert.ok(answer.ok);
    await beside.end('SIGINT');

    const alone = await checkout.start(['--no-sandbox']);
    assert.ok(!('ENGINEHOUSE_SANDBOX_ENDPOINT' in (await envOf(alone))));
    await alone.end('SIGINT');
  });

  it('leaves nothing that listens when it is killed', async () => {
    const running = await checkout.start();
    await running.end('SIGKILL');
    const deadline = Date.now() + 5000;
    while (await answers(running.port)) {
      assert.ok(Date.now() < deadline, 'the portal still answers after 5 s');
    }
  });

  it('refuses a second portal on the same data', async () => {
    const running = await checkout.start();
    const second = await checkout.start();
    assertOneLine(second, new RegExp(`data .*process ${running.pid}.*--data`));
    await running.end('SIGINT');
  });

  it('names a port in use, who has it, and the way out', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const { port } = server.address();
    const refused = await checkout.start(['--port', String(port)]);
    server.close();
    assertOneLine(
      refused,
      new RegExp(`Port ${port} is in use.*process ${process.pid}.*--port`),
    );
  });

  it('names a missing Python, and runs without one with --no-sandbox', async () => {
    const tools = path.join(checkout.folder, 'tools');
    fs.mkdirSync(tools);
    for (const name of ['tar', 'gzip', 'sh', 'ps']) {
      const file = process.env.PATH.split(':')
        .map(folder => path.join(folder, name))
        .find(candidate => fs.existsSync(candidate));
      fs.symlinkSync(file, path.join(tools, name));
    }
    const refused = await checkout.start([], { PATH: tools });
    assertOneLine(refused, /Python 3\.11 .*(apt install|Install)/);

    const alone = await checkout.start(['--no-sandbox'], { PATH: tools });
    assert.match(alone.output, /running/);
    await alone.end('SIGINT');
  });

  it('makes the documentation once, and again only after it changed', async () => {
    checkout.write(
      'mkdocs.py',
      `import pathlib, sys
site = pathlib.Path(sys.argv[sys.argv.index("--site-dir") + 1])
site.mkdir()
(site / "index.html").write_text(pathlib.Path("docs/index.md").read_text())
with open("calls", "a") as calls:
    calls.write("docs\\n")
`,
    );
    const site = '.data/techdocs/default/component/enginehouse/index.html';
    const shown = async page => {
      checkout.write('docs/index.md', page);
      await (await checkout.start()).end('SIGINT');
      return fs.readFileSync(path.join(checkout.folder, site), 'utf8');
    };
    assert.equal(await shown('one'), 'one');
    assert.equal(await shown('one'), 'one');
    const made = checkout.calls().filter(call => call === 'docs');
    assert.equal(made.length, 1);

    checkout.write('mkdocs.py', 'raise SystemExit("no such page: two")');
    checkout.write('docs/index.md', 'two');
    const without = await checkout.start();
    assert.match(without.output, /no such page: two[^]*works without it/);
    await without.end('SIGINT');
  });

  const namesCause = async (output, line) => {
    checkout.write('yarn.lock', output);
    const failed = await checkout.start([], { FAKE_YARN_OUTPUT: output });
    assertOneLine(failed, line);
    checkout.calls();
    await (await checkout.start()).end('SIGINT');
    assert.ok(checkout.calls().includes('install'));
  };

  it('names an unreachable registry, and installs at the next start', () =>
    namesCause(
      'YN0001: RequestError: getaddrinfo ENOTFOUND registry.example',
      /registry cannot be reached.*ENOTFOUND.*network/,
    ));

  it('names a full disk, and installs at the next start', () =>
    namesCause(
      'YN0001: Error: ENOSPC: no space left on device, write',
      /disk is full.*3 GB/,
    ));

  it('says why the portal did not start', async () => {
    const failed = await checkout.start([], {
      FAKE_PORTAL_ERROR: 'the database is newer than this portal',
    });
    assert.equal(failed.code, 1);
    assert.match(
      failed.error,
      /^the database is newer than this portal\nThe portal stopped \(exit code 3\).*portal\.log\n$/,
    );
  });
});

/** A refusal is exit code 1 and a single line. */
function assertOneLine({ code, error }, pattern) {
  assert.equal(code, 1, error);
  assert.match(error, pattern);
  assert.equal(error.trimEnd().split('\n').length, 1, error);
}

/** The environment the portal was started with. */
async function envOf({ port }) {
  return (await fetch(`http://127.0.0.1:${port}/`)).json();
}

async function answers(port) {
  try {
    await fetch(`http://127.0.0.1:${port}/`);
    return true;
  } catch {
    return false;
  }
}
