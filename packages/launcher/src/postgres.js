'use strict';

const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { LauncherError } = require('./errors');
const { anyFreePort } = require('./ports');
const { run } = require('./tools');

const DEBIAN = '/usr/lib/postgresql';
const READY_WITHIN_MS = 30_000;
// Backstage's test databases know these major versions by name.
const KNOWN_VERSIONS = [11, 12, 13, 14, 15, 16, 17, 18];

/** @returns {{ bin: string, version: number } | undefined} the newest PostgreSQL server of this machine */
function findPostgres() {
  const folders = [
    ...(fs.existsSync(DEBIAN)
      ? fs.readdirSync(DEBIAN).map(name => path.join(DEBIAN, name, 'bin'))
      : []),
    ...(process.env.PATH ?? '').split(path.delimiter),
  ];
  return folders
    .filter(bin => fs.existsSync(path.join(bin, 'initdb')))
    .map(bin => ({ bin, version: versionOf(bin) }))
    .filter(({ version }) => KNOWN_VERSIONS.includes(version))
    .sort((a, b) => b.version - a.version)[0];
}

function versionOf(bin) {
  const { stdout } = spawnSync(path.join(bin, 'postgres'), ['--version'], {
    encoding: 'utf8',
  });
  return Number(/(\d+)\.\d+/.exec(stdout ?? '')?.[1]);
}

/** PostgreSQL refuses to run as root. */
function unprivileged() {
  if (process.getuid() !== 0) return {};
  const id = flag =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * Starts a database server with a folder of its own, for the tests of this run.
 *
 * @returns {Promise<NodeJS.ProcessEnv>} what Backstage's test databases read to use it; empty without PostgreSQL
 */
async function startPostgres({ supervisor }) {
  const found = findPostgres();
  if (!found) return {};
  const user = unprivileged();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'enginehouse-pg-'));
  process.once('exit', () =>
    fs.rmSync(folder, { recursive: true, force: true }),
  );
  if (user.uid !== undefined) fs.chownSync(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  const tool = name => path.join(found.bin, name);
  const options = { cwd: folder, ...user };
  const { code, output } = await run(
    supervisor,
    [
      tool('initdb'),
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '-N',
    ],
    options,
  );
  if (code !== 0) throw new LauncherError(`${output}\ninitdb failed.`);
  const port = await anyFreePort();
  const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=300'];
  supervisor.start(
    tool('postgres'),
    [
      ...['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port)],
      ...settings.flatMap(setting => ['-c', setting]),
    ],
    { ...options, stdio: 'ignore' },
  );
  await untilReady(tool('pg_isready'), port);
  return {
    [`BACKSTAGE_TEST_DATABASE_POSTGRES${found.version}_CONNECTION_STRING`]: `postgresql://postgres@127.0.0.1:${port}/postgres`,
  };
}

async function untilReady(isReady, port) {
  const deadline = Date.now() + READY_WITHIN_MS;
  const args = ['-h', '127.0.0.1', '-p', String(port), '-q'];
  while (spawnSync(isReady, args).status !== 0) {
    if (Date.now() > deadline) {
      throw new LauncherError('PostgreSQL for the tests did not start.');
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

module.exports = { startPostgres };
