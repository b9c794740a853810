'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { isAlive } = require('./survivors');

const POLL_MS = 250;

/** @returns {number | undefined} the living process that holds the lock */
function holderOf(file) {
  try {
    const pid = Number(fs.readFileSync(file, 'utf8'));
    return pid > 0 && isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes a lock file that names its holder. One left by a process that is gone is taken over.
 *
 * @param {string} file
 * @returns {{ release: () => void } | { holder: number }} the lock, or who holds it
 */
function tryLock(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  // Written aside and linked: the file never stands there without its holder.
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, String(process.pid));
  try {
    for (;;) {
      try {
        fs.linkSync(mine, file);
        return { release: () => fs.rmSync(file, { force: true }) };
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
        const holder = holderOf(file);
        if (holder) return { holder };
        fs.rmSync(file, { force: true });
      }
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

/**
 * Works while holding a lock, waiting for it as long as somebody else works.
 *
 * @template T
 * @param {string} file
 * @param {(holder: number) => void} onWait - told once when somebody else holds it
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withLock(file, onWait, work) {
  let lock = tryLock(file);
  if (!lock.release) onWait(lock.holder);
  while (!lock.release) {
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
    lock = tryLock(file);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

module.exports = { tryLock, withLock };
