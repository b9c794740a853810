'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** @returns {string} a new folder, gone with this process */
function temporaryFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'enginehouse-ktor-'));
  process.once('exit', () =>
    fs.rmSync(folder, { recursive: true, force: true }),
  );
  return folder;
}

module.exports = { temporaryFolder };
