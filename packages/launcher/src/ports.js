'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const { LauncherError } = require('./errors');

const LOOPBACK = ['127.0.0.1', '::1'];
const LISTEN_STATE = '0A';

/** @returns {Promise<boolean>} whether something listens at a port */
function answers(host, port) {
  return new Promise(resolve => {
    const socket = net.connect({ host, port });
    socket.once('connect', () => resolve(true) || socket.destroy());
    socket.once('error', () => resolve(false));
  });
}

/** Resolves whether this process may listen at a port; a port below 1024 may be refused. */
function canListen(port) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, LOOPBACK[0], () => server.close(() => resolve(true)));
  });
}

/** @returns {Promise<boolean>} whether a port can be taken; both families, since browsers ask `localhost` */
async function isFree(port) {
  const taken = await Promise.all(LOOPBACK.map(host => answers(host, port)));
  return !taken.includes(true) && canListen(port);
}

/** @returns {Promise<number>} a port nobody listens at now */
function anyFreePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, LOOPBACK[0], () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** @throws {LauncherError} naming the process that has the port, if it can be known */
async function requireFreePort(port, option = '--port') {
  if (await isFree(port)) return;
  const holder = holderOf(port);
  throw new LauncherError(
    `Port ${port} is in use${
      holder ? ` by ${holder}` : ''
    }. Stop that program, or choose another port with ${option}.`,
  );
}

/** @returns {string | undefined} such as "node (process 4711)" */
function holderOf(port) {
  return process.platform === 'linux' ? fromProc(port) : fromLsof(port);
}

function fromProc(port) {
  const hex = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6']
    .filter(file => fs.existsSync(file))
    .flatMap(file => fs.readFileSync(file, 'utf8').trim().split('\n').slice(1))
    .map(line => line.trim().split(/\s+/))
    .filter(
      ([, local, , state]) => local.endsWith(hex) && state === LISTEN_STATE,
    )
    .map(columns => `socket:[${columns[9]}]`);
  const pid = fs
    .readdirSync('/proc')
    .find(name => /^\d+$/.test(name) && holdsOneOf(name, sockets));
  if (!pid) return undefined;
  const command = fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  return `${command} (process ${pid})`;
}

function holdsOneOf(pid, sockets) {
  try {
    const folder = `/proc/${pid}/fd`;
    return fs
      .readdirSync(folder)
      .some(fd => sockets.includes(linkTarget(`${folder}/${fd}`)));
  } catch {
    return false; // somebody else's process, or one that ended
  }
}

function linkTarget(file) {
  try {
    return fs.readlinkSync(file);
  } catch {
    return undefined; // closed while we looked
  }
}

function fromLsof(port) {
  const { stdout } = spawnSync(
    'lsof',
    ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'],
    { encoding: 'utf8' },
  );
  const [, pid] = /^p(\d+)$/m.exec(stdout ?? '') ?? [];
  const [, command] = /^c(.+)$/m.exec(stdout ?? '') ?? [];
  return pid && `${command} (process ${pid})`;
}

module.exports = { answers, anyFreePort, isFree, requireFreePort };
