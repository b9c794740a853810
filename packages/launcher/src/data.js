'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { LauncherError } = require('./errors');
const { tryLock } = require('./lock');

/** What is ours in the folder: `--fresh` with a mistaken folder must not delete what it finds there. */
const CONTENTS = ['db', 'aws', 'git', 'techdocs', 'logs'];

/**
 * Takes the folder with everything the portal remembers between two starts.
 *
 * @param {string} folder - absolute
 * @param {{ fresh: boolean }} options - fresh: forget what is there
 * @returns {{ folder: string, logs: string }}
 * @throws {LauncherError} when another launcher uses the folder
 */
function openData(folder, { fresh }) {
  const lock = tryLock(path.join(folder, 'launcher.lock'));
  if (lock.holder) {
    throw new LauncherError(
      `The portal runs already with the data in ${folder} (process ${lock.holder}). Stop it, or choose another folder with --data.`,
    );
  }
  process.once('exit', lock.release);
  for (const name of CONTENTS) {
    const content = path.join(folder, name);
    if (fresh) fs.rmSync(content, { recursive: true, force: true });
    fs.mkdirSync(content, { recursive: true });
  }
  return { folder, logs: path.join(folder, 'logs') };
}

module.exports = { openData };
