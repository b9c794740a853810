'use strict';

const { PostgresServer, findPostgres } = require('./postgresServer');

/**
 * Starts a database server for the tests of this run.
 *
 * @returns {Promise<NodeJS.ProcessEnv>} what Backstage's test databases read to use it; empty without PostgreSQL
 */
async function startPostgres({ supervisor }) {
  const found = findPostgres();
  if (!found) return {};
  const { port } = await PostgresServer.start(supervisor, found);
  return {
    [`BACKSTAGE_TEST_DATABASE_POSTGRES${found.version}_CONNECTION_STRING`]: `postgresql://postgres@127.0.0.1:${port}/postgres`,
  };
}

module.exports = { startPostgres };
