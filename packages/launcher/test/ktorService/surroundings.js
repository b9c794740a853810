'use strict';

const { PostgresServer, findPostgres } = require('../../src/postgresServer');
const { RedisServer } = require('./redisServer');
const { TaskCredentials } = require('./taskCredentials');

/** What a generated service needs around it: PostgreSQL, Redis, and the credentials of its task. */
class Surroundings {
  postgres;
  redis;
  credentials;

  /** @param {import('../../src/supervisor').Supervisor} supervisor - ends the servers */
  static async start(supervisor) {
    const around = new Surroundings();
    [around.postgres, around.redis, around.credentials] = await Promise.all([
      PostgresServer.start(supervisor, findPostgres()),
      RedisServer.start(supervisor),
      TaskCredentials.start(),
    ]);
    return around;
  }

  /** @returns {NodeJS.ProcessEnv} where the service finds them */
  get env() {
    return {
      DB_HOST: '127.0.0.1',
      DB_PORT: String(this.postgres.port),
      DB_NAME: 'postgres',
      DB_USER: 'postgres',
      DB_IAM_AUTH: 'false',
      DB_PASSWORD: 'any',
      DB_SSL_MODE: 'disable',
      REDIS_HOST: '127.0.0.1',
      REDIS_PORT: String(this.redis.port),
      REDIS_TLS: 'false',
      SHUTDOWN_DRAIN_SECONDS: '1',
    };
  }
}

module.exports = { Surroundings };
