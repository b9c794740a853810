'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { inCache } = require('./paths');
const { runOrExplain } = require('./tools');

const VERSION = '1.22.0';

/**
 * Open Policy Agent, built from its Go module into the cache: no package registry carries it. Building takes two minutes, once.
 *
 * @returns {Promise<string | undefined>} the program; undefined on a machine without Go that has not built it before
 * @throws {LauncherError} when Go cannot build it
 */
async function ensureOpa({ supervisor, progress }) {
  const folder = inCache('opa', VERSION);
  const opa = path.join(folder, 'opa');
  if (fs.existsSync(opa)) return opa;
  if (spawnSync('go', ['version']).status !== 0) return undefined;
  const what = 'Building OPA';
  await progress.step(what, detail =>
    runOrExplain(
      supervisor,
      [
        ...['go', 'install', '-trimpath', '-ldflags=-s -w'],
        `github.com/open-policy-agent/opa@v${VERSION}`,
      ],
      {
        env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0' },
        registry: 'Go module proxy',
        ...{ what, onLine: detail },
      },
    ),
  );
  return opa;
}

const NO_GO =
  'Go was not found (https://go.dev/dl, 1.21 or newer): the Rego policies are tested by OPA, which is built from its Go module';

module.exports = { NO_GO, ensureOpa };
