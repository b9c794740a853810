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
const SETTINGS = ['fsync=off', 'full_page_writes=off', 'max_connections=300'];

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

/** A database server with a folder of its own: user and database `postgres`, any password, gone with this process. */
class PostgresServer {
  port;
  #supervisor;
  #bin;
  #folder;
  #user = unprivileged();
  #child;

  /**
   * @param {import('./supervisor').Supervisor} supervisor
   * @param {{ bin: string }} found - by `findPostgres`
   * @returns {Promise<PostgresServer>} one that runs
   */
  static async start(supervisor, { bin }) {
    const server = new PostgresServer();
    server.#supervisor = supervisor;
    server.#bin = bin;
    server.port = await anyFreePort();
    await server.#makeFolder();
    await server.resume();
    return server;
  }

  /** Starts it again after `stop`, at the same port with the same data. */
  async resume() {
    this.#child = this.#supervisor.start(
      this.#tool('postgres'),
      [
        ...['-D', this.#data, '-k', this.#folder, '-h', '127.0.0.1'],
        ...['-p', String(this.port)],
        ...SETTINGS.flatMap(setting => ['-c', setting]),
      ],
      { cwd: this.#folder, ...this.#user, stdio: 'ignore' },
    );
    await this.#untilReady();
  }

  /** Ends it and the connections it has; resolves when it is gone. */
  async stop() {
    const gone = new Promise(resolve => this.#child.once('exit', resolve));
    this.#child.kill('SIGINT');
    await gone;
  }

  get #data() {
    return path.join(this.#folder, 'data');
  }

  #tool(name) {
    return path.join(this.#bin, name);
  }

  async #makeFolder() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'enginehouse-pg-'));
    process.once('exit', () =>
      fs.rmSync(folder, { recursive: true, force: true }),
    );
    this.#folder = folder;
    const { uid, gid } = this.#user;
    if (uid !== undefined) fs.chownSync(folder, uid, gid);
    const { code, output } = await run(
      this.#supervisor,
      [
        ...[this.#tool('initdb'), '-D', this.#data],
        ...['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N'],
      ],
      { cwd: folder, ...this.#user },
    );
    if (code !== 0) throw new LauncherError(`${output}\ninitdb failed.`);
  }

  async #untilReady() {
    const deadline = Date.now() + READY_WITHIN_MS;
    const args = ['-h', '127.0.0.1', '-p', String(this.port), '-q'];
    while (spawnSync(this.#tool('pg_isready'), args).status !== 0) {
      if (Date.now() > deadline) {
        throw new LauncherError('PostgreSQL for the tests did not start.');
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}

module.exports = { PostgresServer, findPostgres };
