'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');

/**
 * Environment variable that every process started by a launcher inherits. Its
 * value lists the ids of the launchers above it, the nearest one last, so that
 * a process which left its process group is still known.
 */
const MARK = 'ENGINEHOUSE_LAUNCHERS';

/** Linux: the process table with environments, from /proc. */
function listFromProc() {
  const processes = [];
  for (const name of fs.readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [state, ppid, pgid] = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ');
      if (state === 'Z') continue;
      processes.push({
        pid,
        ppid: Number(ppid),
        pgid: Number(pgid),
        marks: marksOf(pid),
      });
    } catch {
      // The process ended while the table was read.
    }
  }
  return processes;
}

function marksOf(pid) {
  try {
    const line = fs
      .readFileSync(`/proc/${pid}/environ`, 'latin1')
      .split('\0')
      .find(entry => entry.startsWith(`${MARK}=`));
    return line ? line.slice(MARK.length + 1).split(':') : [];
  } catch {
    return []; // somebody else's process
  }
}

/** Elsewhere: the process table without environments. */
function listFromPs() {
  return execFileSync('ps', ['-axo', 'pid=,ppid=,pgid=,stat='], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(([, , , stat]) => !stat.startsWith('Z'))
    .map(([pid, ppid, pgid]) => ({
      pid: Number(pid),
      ppid: Number(ppid),
      pgid: Number(pgid),
      marks: [],
    }));
}

/**
 * The living processes of one launcher: members of the process groups it made,
 * processes that carry its mark, and all their descendants. Never the caller.
 *
 * @param {Set<number>} groups - ids of the process groups the launcher made
 * @param {string} id - the launcher's mark
 * @returns {number[]} process ids
 */
function survivors(groups, id) {
  const processes =
    process.platform === 'linux' ? listFromProc() : listFromPs();
  const found = new Set(
    processes
      .filter(({ pgid, marks }) => groups.has(pgid) || marks.includes(id))
      .map(({ pid }) => pid),
  );
  let before;
  do {
    before = found.size;
    for (const { pid, ppid } of processes) {
      if (found.has(ppid)) found.add(pid);
    }
  } while (found.size > before);
  found.delete(process.pid);
  return [...found];
}

/** Sends a signal, ignoring processes that are gone. */
function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // already gone
    }
  }
}

/**
 * Ends every process of a launcher: asks with SIGTERM, after `graceMs` kills,
 * and looks again until none is left.
 *
 * @param {Set<number>} groups - ids of the process groups the launcher made
 * @param {string} id - the launcher's mark
 * @param {number} graceMs - how long processes may take to end by themselves
 */
async function endAll(groups, id, graceMs) {
  const deadline = Date.now() + graceMs;
  const all = new Set(survivors(groups, id));
  signal(all, 'SIGTERM');
  for (;;) {
    // Descendants seen once stay on the list: a parent's death hides the tie.
    for (const pid of survivors(groups, id)) all.add(pid);
    const left = [...all].filter(isAlive);
    if (left.length === 0) return;
    if (Date.now() >= deadline) signal(left, 'SIGKILL');
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** @returns {boolean} whether a process exists; a zombie does not count */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return process.platform !== 'linux';
  }
}

module.exports = { MARK, endAll, isAlive, survivors };
