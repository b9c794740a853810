'use strict';

const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { LauncherError } = require('./errors');
const { tryLock } = require('./lock');

const LOCK = 'launcher.lock';

/**
 * Takes the folder with everything the portal remembers between two starts.
 *
 * @param {string} folder - absolute
 * @param {{ fresh: boolean }} options - fresh: forget what is there
 * @returns {{ folder: string, secret: string, logs: string }}
 *   secret: what the backend signs its tokens with, made once
 * @throws {LauncherError} when another launcher uses the folder
 */
function openData(folder, { fresh }) {
  const lock = tryLock(path.join(folder, LOCK));
  if (lock.holder) {
    throw new LauncherError(
      `The portal runs already with the data in ${folder} (process ${lock.holder}). Stop it, or choose another folder with --data.`,
    );
  }
  process.once('exit', lock.release);
  if (fresh) forget(folder);
  for (const name of ['db', 'aws', 'logs']) {
    fs.mkdirSync(path.join(folder, name), { recursive: true });
  }
  return {
    folder,
    secret: secretIn(path.join(folder, 'backend-secret')),
    logs: path.join(folder, 'logs'),
  };
}

function forget(folder) {
  for (const name of fs.readdirSync(folder).filter(entry => entry !== LOCK)) {
    fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

function secretIn(file) {
  if (!fs.existsSync(file)) {
    fs.writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  }
  return fs.readFileSync(file, 'utf8');
}

module.exports = { openData };
