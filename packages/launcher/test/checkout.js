'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { anyFreePort } = require('../src/ports');

const LAUNCHER = path.dirname(require.resolve('../package.json'));
const FIXTURES = path.join(LAUNCHER, 'test/fixtures');

/** A small checkout with this launcher, where Yarn, Backstage's tool, portal and local AWS are fixtures. */
class Checkout {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'enginehouse-launcher-'));
  #running = new Set();

  constructor() {
    this.write('package.json', '{ "workspaces": ["packages/*"] }');
    this.write('yarn.lock', '');
    // As after an install before: a first one asks for more disk than a test needs.
    this.write('node_modules/.yarn-state.yml', '');
    // What is installed, as far as the launcher itself uses it.
    fs.symlinkSync(
      path.dirname(require.resolve('yaml/package.json')),
      path.join(this.folder, 'node_modules/yaml'),
    );
    this.write('app-config.yaml', '');
    this.write('app-config.launcher.yaml', '');
    this.write('packages/app/package.json', '{ "name": "app" }');
    this.write('packages/app/src/index.ts', 'export {};');
    this.write('packages/backend/package.json', '{ "name": "backend" }');
    this.write('packages/backend/src/index.ts', 'export {};');
    this.write('packages/aws-sandbox/requirements.txt', '');
    this.write('packages/launcher/requirements-docs.txt', '');
    this.#copy('yarn.js', '.yarn/releases/yarn-4.13.0.cjs');
    this.#copy(
      'sandbox.py',
      'packages/aws-sandbox/enginehouse_sandbox/__main__.py',
    );
    for (const name of ['bin', 'src', 'package.json']) {
      fs.cpSync(
        path.join(LAUNCHER, name),
        path.join(this.folder, 'packages/launcher', name),
        { recursive: true },
      );
    }
  }

  write(name, content) {
    const file = path.join(this.folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }

  exists(name) {
    return fs.existsSync(path.join(this.folder, name));
  }

  /** @returns {string[]} what was asked of Yarn and Backstage's tool since the last time this was read */
  calls() {
    const file = path.join(this.folder, 'calls');
    if (!fs.existsSync(file)) return [];
    const calls = fs.readFileSync(file, 'utf8').trim().split('\n');
    fs.rmSync(file);
    return calls;
  }

  /**
   * Runs `npm start`'s program.
   *
   * @returns {Promise<{ port: number, pid: number, output: string, error: string, code?: number,
   *   end: (signal: string) => Promise<number> }>} once it says that the portal runs, or has ended with a code
   */
  async start(args = [], env = {}) {
    const port = await anyFreePort();
    const child = spawn(
      process.execPath,
      ['packages/launcher/bin/start.js', '--port', String(port), ...args],
      {
        cwd: this.folder,
        env: { ...process.env, npm_lifecycle_event: '', FIXTURES, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#running.add(child);
    const ended = new Promise(resolve => {
      child.once('close', code => resolve(code) || this.#running.delete(child));
    });
    const started = { port, output: '', error: '', pid: child.pid };
    const up = new Promise(resolve => {
      child.stdout.setEncoding('utf8').on('data', text => {
        started.output += text;
        if (started.output.includes('Stop: Ctrl-C')) resolve();
      });
      child.stderr.setEncoding('utf8').on('data', text => {
        started.error += text;
      });
    });
    const code = await Promise.race([up, ended]);
    const end = signal => {
      child.kill(signal);
      return ended;
    };
    return Object.assign(started, { code, end });
  }

  /** Ends what still runs and removes the folder. */
  remove() {
    for (const child of this.#running) child.kill('SIGKILL');
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  #copy(fixture, name) {
    this.write(name, fs.readFileSync(path.join(FIXTURES, fixture), 'utf8'));
  }
}

module.exports = { Checkout };
