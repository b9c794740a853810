'use strict';

const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { Supervisor } = require('../../src/supervisor');
const { build } = require('./build');
const { makeRepository } = require('./repository');
const { RunningService } = require('./runningService');
const { Surroundings } = require('./surroundings');
const { until } = require('./wait');

const TERMINATED = { code: 143, signal: null }; // how a JVM ends at SIGTERM

describe('The generated Ktor service, beside PostgreSQL and Redis', () => {
  const supervisor = new Supervisor();
  let postgres;
  let redis;
  let credentials;
  let repository;
  let env;
  let service;

  const becomes = (status, address = '/health/ready') =>
    until(
      `${address} answers ${status}`,
      async () => (await service.status(address)) === status,
    );

  before(async () => {
    let around;
    [around, repository] = await Promise.all([
      Surroundings.start(supervisor),
      makeRepository('github'),
    ]);
    ({ postgres, redis, credentials, env } = around);
  });

  after(() => {
    credentials.stop();
    return supervisor.stop();
  });

  it('is built by `mvnw verify`, with no test of its own failed or skipped', async () => {
    const counts = await build(supervisor, repository, env);
    assert.ok(counts.passed > 0);
    assert.deepEqual(
      { ...counts, passed: 0 },
      { passed: 0, failed: 0, skipped: 0 },
    );
  });

  const endsSaying = async (reason, wrong) => {
    const broken = await RunningService.start(supervisor, repository, {
      ...env,
      ...wrong,
    });
    assert.deepEqual(await broken.ended, { code: 1, signal: null });
    assert.match(broken.log.at(-1).message, reason);
  };

  it('ends with the reason when a variable is not accepted', () =>
    endsSaying(/DB_PORT is "x"; accepted: a whole number from 1 to 65535/, {
      DB_PORT: 'x',
    }));

  it('ends with the reason when no database answers', () =>
    endsSaying(/Connection to 127\.0\.0\.1:1 refused/, {
      DB_PORT: '1',
      DB_WAIT_SECONDS: '1',
    }));

  it('starts with the credentials of its task, and answers on /health', async () => {
    service = await RunningService.start(supervisor, repository, {
      ...env,
      ...credentials.env,
      DB_IAM_AUTH: 'true',
    });
    await becomes(200, '/health');
    assert.ok(credentials.asked > 0);
  });

  it('turns ready', () => becomes(200));

  it('reads a note where it wrote it, and logs the call as JSON under its request id', async () => {
    const added = await service.postNote('kept', { 'X-Request-ID': 'call-1' });
    assert.equal(added.status, 201);
    const found = await service.get(added.headers.get('Location'));
    assert.deepEqual(await found.json(), await added.json());
    const line = await until('the call is logged', () =>
      service.log.find(({ request_id: id }) => id === 'call-1'),
    );
    assert.match(line.message, /201 Created: POST - \/service\/notes/);
  });

  it('answers on /metrics with calls, connections and the JVM', async () => {
    const metrics = await (await service.get('/metrics')).text();
    for (const series of [
      /^ktor_http_server_requests_seconds_count\{.*route="\/service\/notes".*\} 1$/m,
      /^hikaricp_connections_active\{pool="database"\} 0/m,
      /^jvm_memory_used_bytes\{/m,
    ]) {
      assert.match(metrics, series);
    }
  });

  const outlives = async (server, need) => {
    await server.stop();
    await becomes(503);
    const { needs } = await (await service.get('/health/ready')).json();
    assert.notEqual(needs[need], 'ready');
    assert.equal(await service.status('/health'), 200);
    await server.resume();
    await becomes(200);
  };

  it('stays alive but is not ready while PostgreSQL is away, and is ready again by itself', () =>
    outlives(postgres, 'postgresql'));

  it('stays alive but is not ready while Redis is away, and is ready again by itself', () =>
    outlives(redis, 'redis'));

  it('finishes an open call after SIGTERM, tells it is stopping, and ends', async () => {
    const call = await service.openCall();
    service.terminate();
    await becomes(503);
    assert.equal(await service.status('/health'), 200);
    const answer = await call.finish();
    assert.match(answer, /^HTTP\/1\.1 201 Created/);
    assert.match(answer, /"text":"said slowly","createdAt":"[^"]+"\}/);
    assert.deepEqual(await service.ended, TERMINATED);
    assert.equal(await service.status('/health'), 0);
  });
});
