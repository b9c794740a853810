'use strict';

const { anyFreePort, answers } = require('../../src/ports');
const { until } = require('./wait');

/** A Redis that keeps nothing. */
class RedisServer {
  port;
  #supervisor;
  #child;

  /** @returns {Promise<RedisServer>} one that runs */
  static async start(supervisor) {
    const server = new RedisServer();
    server.#supervisor = supervisor;
    server.port = await anyFreePort();
    await server.resume();
    return server;
  }

  /** Starts it again after `stop`, at the same port. */
  async resume() {
    this.#child = this.#supervisor.start(
      'redis-server',
      [
        ...['--port', String(this.port), '--bind', '127.0.0.1'],
        ...['--save', '', '--appendonly', 'no'],
      ],
      { stdio: 'ignore' },
    );
    await until('Redis answers', () => answers('127.0.0.1', this.port));
  }

  /** Ends it; resolves when it is gone. */
  async stop() {
    const gone = new Promise(resolve => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await gone;
  }
}

module.exports = { RedisServer };
