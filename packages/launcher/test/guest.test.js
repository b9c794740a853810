'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { LauncherError } = require('../src/errors');
const { refuseGuest } = require('../src/guest');

test('a guest is refused without the local AWS, naming the file that lets it in', t => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'guest-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const write = (name, text) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  };
  const stock = write(
    'app-config.yaml',
    'auth:\n  providers:\n    github: {}\n',
  );
  const local = write(
    'app-config.local.yaml',
    'auth:\n  providers:\n    guest: {}\n',
  );
  refuseGuest([stock]);
  assert.throws(
    () => refuseGuest([stock, local]),
    error =>
      error instanceof LauncherError &&
      /^app-config\.local\.yaml lets guests sign in/.test(error.message),
  );
});
