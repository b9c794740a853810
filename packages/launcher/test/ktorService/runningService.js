'use strict';

const net = require('node:net');
const path = require('node:path');
const { anyFreePort } = require('../../src/ports');
const { until } = require('./wait');

/** The service's jar, started as its image starts it. */
class RunningService {
  /** Resolves with `{ code, signal }` when it has ended. */
  ended;
  #port;
  #child;
  #output = '';

  /**
   * @param {import('../../src/supervisor').Supervisor} supervisor
   * @param {string} repository - where it was built
   * @param {NodeJS.ProcessEnv} env
   */
  static async start(supervisor, repository, env) {
    const service = new RunningService();
    service.#port = await anyFreePort();
    service.#child = supervisor.start(
      'java',
      ['-Xmx256m', '-jar', path.join(repository, 'target/app.jar')],
      {
        env: {
          PATH: process.env.PATH,
          ...env,
          PORT: String(service.#port),
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    service.#child.stdout.setEncoding('utf8').on('data', text => {
      service.#output += text;
    });
    service.ended = new Promise(resolve =>
      service.#child.once('close', (code, signal) => resolve({ code, signal })),
    );
    return service;
  }

  /** @returns {object[]} what it has logged: one JSON object a line */
  get log() {
    return this.#output
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  }

  get(address, options) {
    return fetch(`http://127.0.0.1:${this.#port}${address}`, {
      ...options,
      signal: AbortSignal.timeout(10_000),
    });
  }

  /** @returns {Promise<number>} the status of an answer; 0 when the connection was refused */
  async status(address) {
    try {
      return (await this.get(address)).status;
    } catch (error) {
      if (error.cause?.code === 'ECONNREFUSED') return 0;
      throw error;
    }
  }

  postNote(text, headers = {}) {
    return this.get('/service/notes', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ text }),
    });
  }

  /** Begins a call and leaves it open: `finish` sends the rest of its body and resolves with the answer. */
  async openCall() {
    const body = JSON.stringify({ text: 'said slowly' });
    const socket = net.connect(this.#port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', text => (answer += text));
    const closed = new Promise((resolve, reject) =>
      socket.once('close', () => resolve(answer)).once('error', reject),
    );
    socket.write(
      [
        'POST /service/notes HTTP/1.1',
        'Host: localhost',
        'Connection: close',
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        '',
        body.slice(0, 5),
      ].join('\r\n'),
    );
    await until('the call is open', async () => {
      const metrics = await (await this.get('/metrics')).text();
      const [, active] =
        /^ktor_http_server_requests_active(?:\{.*\})? (\S+)$/m.exec(metrics) ??
        [];
      return Number(active) === 2; // it, and the call for the metrics
    });
    return {
      finish: () => {
        socket.write(body.slice(5));
        return closed;
      },
    };
  }

  terminate() {
    this.#child.kill('SIGTERM');
  }
}

module.exports = { RunningService };
