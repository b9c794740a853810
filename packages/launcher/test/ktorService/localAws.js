'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { anyFreePort } = require('../../src/ports');
const { startSandbox } = require('../../src/sandbox');
const { temporaryFolder } = require('./temporaryFolder');

const SILENT = { step: (_, work) => work(() => {}) };

/** The local AWS, and AWS's own command line tool turned to it. */
class LocalAws {
  endpoint;
  /** Environment in which `aws` is the tool, turned to this AWS: it is older here than AWS_ENDPOINT_URL. */
  env;

  static async start(supervisor) {
    const aws = new LocalAws();
    const data = temporaryFolder();
    const port = await anyFreePort();
    await startSandbox(
      { supervisor, progress: SILENT },
      process.env.ENGINEHOUSE_PYTHON ?? 'python3',
      { port, data, log: path.join(data, 'aws.log') },
    );
    aws.endpoint = `http://127.0.0.1:${port}`;
    aws.env = {
      ...process.env,
      PATH: `${aws.#toolFolder()}${path.delimiter}${process.env.PATH}`,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_REGION: 'ap-northeast-2',
      AWS_DEFAULT_REGION: 'ap-northeast-2',
    };
    return aws;
  }

  /** @returns {string} what the tool answers */
  tool(...args) {
    return execFileSync('aws', args, {
      env: this.env,
      encoding: 'utf8',
    }).trim();
  }

  /** Asks what only the local AWS does. */
  async control(address, body) {
    const answer = await fetch(`${this.endpoint}/sandbox/${address}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  #toolFolder() {
    const tool = execFileSync('sh', ['-c', 'command -v aws'], {
      encoding: 'utf8',
    }).trim();
    const folder = temporaryFolder();
    fs.writeFileSync(
      path.join(folder, 'aws'),
      `#!/bin/sh\nexec "${tool}" --endpoint-url "${this.endpoint}" "$@"\n`,
      { mode: 0o755 },
    );
    return folder;
  }
}

module.exports = { LocalAws };
