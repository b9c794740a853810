'use strict';

const fs = require('node:fs');
const path = require('node:path');

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** @returns {string | undefined} the browser for the browser tests: ENGINEHOUSE_CHROMIUM, else one of this machine */
function findChromium() {
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap(folder => NAMES.map(name => path.join(folder, name)));
  return [process.env.ENGINEHOUSE_CHROMIUM, ...onPath, MAC].find(
    file => file && fs.existsSync(file),
  );
}

module.exports = { findChromium };
