'use strict';

const { spawnSync } = require('node:child_process');
const { isAlive } = require('./survivors');

const EVERY_MS = 500;

/** @returns {{ ppid: number, command: string }} of a process; ppid 0 when it is gone */
function look(pid) {
  const { stdout = '' } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', pid], {
    encoding: 'utf8',
  });
  const [ppid = '0', ...command] = (stdout ?? '').trim().split(/\s+/);
  return { ppid: Number(ppid), command: command.join(' ') };
}

/**
 * Calls back when the `npm` or `yarn` that runs this process is gone. The
 * person at the terminal knows the id of npm, not ours; `kill -9` of npm leaves
 * its shell and this process behind, and nobody else would tell us.
 */
function watchRunner(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const runners = [process.ppid];
  const parent = look(process.ppid);
  if (/^(.*\/)?(sh|dash|bash)$/.test(parent.command) && parent.ppid > 1) {
    runners.push(parent.ppid);
  }
  const timer = setInterval(() => {
    if (runners.every(isAlive)) return;
    clearInterval(timer);
    onGone();
  }, EVERY_MS);
  timer.unref();
}

module.exports = { watchRunner };
