'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { startBase } = require('../base');
const { findChromium } = require('../chromium');
const { ofPlaywright, ofReport } = require('../counts');
const { LauncherError } = require('../errors');
const { inRoot } = require('../paths');
const { anyFreePort } = require('../ports');
const { startPortal } = require('../portal');
const { run } = require('../tools');

const NO_CHROMIUM =
  'Chromium was not found (Debian: apt install chromium; elsewhere set ENGINEHOUSE_CHROMIUM)';

/** The product driven in a real browser: the built portal beside a local AWS of its own. */
const browser = {
  name: 'browser',
  async run(context) {
    const { supervisor, node, reports, env, args } = context;
    const chromium = findChromium();
    if (!chromium) {
      if (process.env.CI) throw new LauncherError(`${NO_CHROMIUM}.`);
      return {
        passed: 0,
        failed: 0,
        skipped: 1,
        output: '',
        note: NO_CHROMIUM,
      };
    }
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'enginehouse-e2e-'));
    process.once('exit', () =>
      fs.rmSync(folder, { recursive: true, force: true }),
    );
    const base = await startBase(context, {
      port: await anyFreePort(),
      folder,
      withSandbox: true,
    });
    const portal = await startPortal(context, base);
    const report = path.join(reports, 'playwright.json');
    const { code, output } = await run(
      supervisor,
      [
        ...[node.executable, inRoot('node_modules/@playwright/test/cli.js')],
        ...['test', '--reporter=list,json', ...args],
      ],
      {
        cwd: inRoot('e2e'),
        env: {
          ...env,
          PLAYWRIGHT_JSON_OUTPUT_FILE: report,
          ENGINEHOUSE_CHROMIUM: chromium,
          ENGINEHOUSE_URL: portal.url,
          ENGINEHOUSE_SANDBOX_ENDPOINT: base.sandboxEndpoint,
        },
      },
    );
    return { ...ofReport(code, report, ofPlaywright), output };
  },
};

module.exports = { browser };
