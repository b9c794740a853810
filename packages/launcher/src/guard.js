'use strict';

/*
 * The watch of one launcher: a process of its own session, so that neither a
 * closing terminal nor `kill -9` of the launcher reaches it. It reads the ids
 * of process groups from its standard input; the end of that input is the end
 * of the launcher, whatever ended it, and then nothing of it may live on.
 *
 * Usage: node guard.js ID
 */
const readline = require('node:readline');
const { endAll } = require('./survivors');

const GRACE_MS = 1500;
const [, , id] = process.argv;
const groups = new Set();

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => {});
}
readline
  .createInterface({ input: process.stdin })
  .on('line', line => groups.add(Number(line)))
  .on('close', () => endAll(groups, id, GRACE_MS));
