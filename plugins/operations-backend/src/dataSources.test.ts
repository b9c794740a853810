import {
  CloudWatchClient,
  PutMetricDataCommand,
  type MetricDatum,
} from '@aws-sdk/client-cloudwatch';
import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type {
  Connections,
  Metrics,
  Operation,
  Signal,
} from '@enginehouse/plugin-operations-common';
import { DATA_TEMPLATE } from './__testUtils__/dataTemplate';
import { OperatedStack } from './__testUtils__/OperatedStack';
import { REGION } from './__testUtils__/stackFor';
import { until } from './__testUtils__/until';

jest.setTimeout(180_000);

const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
  config: {
    mediaType: 'application/vnd.docker.container.image.v1+json',
    size: 2,
    digest: `sha256:${'0'.repeat(64)}`,
  },
  layers: [],
});

describe('databases, caches and what stands before them', () => {
  let on: OperatedStack;

  beforeAll(async () => {
    on = await OperatedStack.deploy(DATA_TEMPLATE);
  });

  afterAll(() => on?.stop());

  it('are healthy when AWS says so, each counted by its own word', async () => {
    await until(on.health, ({ status }) => status === 'healthy');
    const { sentence, signals } = await on.health();
    expect(sentence).toBe(
      'Healthy: 1 of 1 database proxy available, 3 of 3 databases available, 1 of 1 cache available',
    );
    expect(signals.map(one => `${one.title}: ${one.sentence}`)).toEqual([
      'Cache test-cache: 2 of 2 nodes available',
      'Database proxy test-proxy: reaches 2 of 2 databases behind it',
      'Database test-alone: available',
      'Database test-db: writer and 1 reader available',
      'Database test-one: writer and 0 readers available',
      'Dead-letter queue failed: 0 messages waiting, 0 in work',
      'Function forward: can be called',
      'Image test/service: no image yet',
      'Load balancer: active in 2 zones',
      'Queue work: 0 messages waiting, 0 in work',
      'Table items: active',
      'Web firewall test-firewall: 2 rules; blocked 0 of 0 requests in the last hour',
    ]);
  });

  it('have their instances, nodes and targets as parts, and no instance twice', async () => {
    const all = await on.units();
    expect(all.map(({ group, name }) => `${group}: ${name}`).sort()).toEqual([
      'caches: test-cache',
      'database proxies: test-proxy',
      'databases: test-alone',
      'databases: test-db',
      'databases: test-one',
    ]);
    const cluster = await on.unit('test-db');
    expect(cluster).toMatchObject({
      kind: 'database',
      state: 'available',
      version: 'aurora-postgresql 15.4',
      count: { running: 2, desired: 2 },
      parts: [
        { name: 'test-db-1', role: 'writer', size: 'db.serverless' },
        { name: 'test-db-2', role: 'reader', state: 'available' },
      ],
    });
    expect(cluster?.facts).toEqual(
      expect.arrayContaining([
        { label: 'Capacity', value: '0.5 to 8 ACU each', kind: 'text' },
        { label: 'Deletion protection', value: 'off', kind: 'text' },
      ]),
    );
    const proxy = await on.unit('test-proxy');
    expect(proxy?.parts).toMatchObject([
      { name: 'test-db-1', role: 'writer', state: 'AVAILABLE' },
      { name: 'test-db-2', role: 'reader', state: 'AVAILABLE' },
    ]);
    const cache = await on.unit('test-cache');
    expect(cache?.parts).toMatchObject([
      { role: 'primary', zone: 'us-east-1a', status: 'healthy' },
      { role: 'replica', zone: 'us-east-1b', status: 'healthy' },
    ]);
  });

  it('have charts by kind of resource, and the latest value of each part', async () => {
    const now = new Date();
    const put = (Namespace: string, datum: MetricDatum) =>
      on.client(CloudWatchClient).send(
        new PutMetricDataCommand({
          Namespace,
          MetricData: [{ Timestamp: now, ...datum }],
        }),
      );
    await put('AWS/RDS', {
      MetricName: 'ServerlessDatabaseCapacity',
      Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'test-db-1' }],
      Value: 4.5,
    });
    await put('AWS/WAFV2', {
      MetricName: 'BlockedRequests',
      Dimensions: [
        { Name: 'WebACL', Value: 'firewall' },
        { Name: 'Rule', Value: 'adminRate' },
        { Name: 'Region', Value: REGION },
      ],
      Value: 3,
    });
    const { charts } = await on.get<Metrics>('metrics');
    expect([...new Set(charts.map(({ group }) => group))]).toEqual([
      'database proxies',
      'databases',
      'caches',
      'load balancers',
      'web firewalls',
      'functions',
      'queues',
      'tables',
    ]);
    const capacity = charts.find(({ id }) => id === 'database-capacity');
    expect(capacity?.series.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['test-db', 'test-db-1', 'test-db-2']),
    );
    const written = async () =>
      (await on.unit('test-db'))?.parts?.[0]?.measurements?.find(
        ({ id }) => id === 'database-capacity',
      );
    await until(written, one => one?.value !== undefined);
    expect(await written()).toMatchObject({ unit: 'ACU', value: 4.5 });

    const rules = async () =>
      (await on.signal('Web firewall test-firewall'))?.tables?.[0];
    await until(rules, table => table?.rows[0]?.cells[2]?.text === '3');
    expect(await rules()).toMatchObject({
      title: '2 rules',
      rows: [
        {
          cells: [{ text: 'admin-rate' }, { text: 'Block' }, { text: '3' }, {}],
        },
        {
          cells: [{ text: 'common' }, { text: 'As the group says' }, {}, {}],
        },
      ],
    });
  });

  it('fail over where there is a reader, after saying which one', async () => {
    const { items } = await on.get<{ items: Operation[] }>('operations');
    const failovers = items.filter(({ id }) => id === 'failover');
    expect(failovers.map(({ target }) => target.title)).toEqual(['test-db']);

    const { effect, ...run } = await on.operate('failover', {
      target: failovers[0].target.key,
    });
    expect(effect).toMatch(
      /^Promotes reader test-db-2 in us-east-1\w; writer test-db-1 in us-east-1\w becomes a reader.* AWS documents less than 60 s/,
    );
    expect(run).toMatchObject({
      state: 'succeeded',
      result: expect.stringMatching(/^test-db-2 is the writer, after \d+ s$/),
    });
    await until(
      () => on.unit('test-db'),
      one => one?.parts?.[0].name === 'test-db-2',
    );
    await until(on.health, ({ status }) => status === 'healthy');
  });

  it('are rebooted instance by instance, after saying what stands still meanwhile', async () => {
    const { effect, ...run } = await on.operate('reboot', {
      target: 'Reader',
    });
    expect(effect).toBe(
      'Restarts 1 instance, test-db-2: its connections break, and nothing can be written until it is available again',
    );
    expect(run).toMatchObject({
      state: 'succeeded',
      result: 'test-db-2 is available again',
    });
    const reader = await on.preview('reboot', { target: 'Writer' });
    expect(reader.effect).toMatch('0 of 1 readers answer until');
  });

  it('test the failover of a cache', async () => {
    const cache = await on.unit('test-cache');
    const { effect, ...run } = await on.operate('test-failover', {
      target: cache!.key,
    });
    expect(effect).toMatch(
      /^Ends primary test-cache-001: nothing can be written until test-cache-002 is promoted/,
    );
    expect(run).toMatchObject({
      state: 'succeeded',
      result: 'test-cache-002 is the primary instead of test-cache-001',
    });
  });

  it('say what the scan of the newest image found, the worst first', async () => {
    const find = (findings: object[]) =>
      fetch(`${on.aws.endpoint}/sandbox/ecr/findings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ repository: 'test/service', findings }),
      });
    const found = (name: string, severity: string) => ({
      name,
      severity,
      packageName: 'openssl',
      packageVersion: '3.0.1',
      uri: `https://example.com/${name}`,
    });
    await on.client(ECRClient).send(
      new PutImageCommand({
        repositoryName: 'test/service',
        imageManifest: MANIFEST,
        imageTag: '1.2.3',
      }),
    );
    const image = () => on.signal('Image test/service');
    await until(image, one => one?.sentence !== 'no image yet');
    await until(image, one => one?.status === 'healthy');
    expect((await image())?.sentence).toBe(
      'test/service:1.2.3 has no critical or high findings',
    );
    await find([
      found('CVE-2026-0003', 'LOW'),
      found('CVE-2026-0001', 'HIGH'),
      found('CVE-2026-0002', 'CRITICAL'),
    ]);
    const { effect, ...run } = await on.operate('scan-image', {
      target: 'Images',
    });
    expect(effect).toMatch(/^Scans 1 image, test\/service:1\.2\.3; nothing/);
    expect(run).toMatchObject({
      state: 'succeeded',
      result: 'test/service:1.2.3 has 1 critical, 1 high, 1 low findings',
    });
    const scanned = await until(image, one => one?.status === 'degraded');
    expect(scanned).toMatchObject<Partial<Signal>>({
      sentence: 'test/service:1.2.3 has 1 critical, 1 high findings',
      tables: [
        expect.objectContaining({
          title: '3 of 3 findings, the worst first',
          rows: [
            expect.objectContaining({
              cells: [
                {
                  text: 'CVE-2026-0002',
                  link: 'https://example.com/CVE-2026-0002',
                },
                { text: 'CRITICAL' },
                { text: 'openssl 3.0.1' },
                { text: '' },
              ],
            }),
            expect.anything(),
            expect.anything(),
          ],
        }),
      ],
    });
  });

  it('are degraded while a dead-letter queue has messages', async () => {
    await on.client(SQSClient, { useQueueUrlAsEndpoint: false }).send(
      new SendMessageCommand({
        QueueUrl: `${on.aws.endpoint}/123456789012/failed`,
        MessageBody: 'it failed',
      }),
    );
    const dead = await until(
      () => on.signal('Dead-letter queue failed'),
      one => one?.status !== 'healthy',
    );
    expect(dead).toMatchObject({
      status: 'degraded',
      sentence: 'failed holds 1 message that failed',
    });
  });

  it('are reached through the bastion by commands to copy, without a secret', async () => {
    const bastion = (
      await on.get<Connections>('connections')
    ).items[0].facts.find(({ label }) => label === 'Through')!.value;
    const { items, notice } = await on.get<Connections>('connections');
    expect(notice).toContain(
      `is at ${on.aws.endpoint}. It keeps records of these resources, but nothing answers`,
    );
    const [proxy, cache] = items;
    const host = (await on.unit('test-proxy'))?.facts?.find(
      ({ label }) => label === 'Endpoint',
    )?.value;
    const [tunnel, token, psql, other] = proxy.steps.map(({ text }) => text);
    expect(tunnel).toBe(
      `aws ssm start-session --region us-east-1 --target ${bastion} --document-name AWS-StartPortForwardingSessionToRemoteHost --parameters '{"host":["${host}"],"portNumber":["5432"],"localPortNumber":["5432"]}'`,
    );
    expect(token).toBe(
      `aws rds generate-db-auth-token --region us-east-1 --hostname ${host} --port 5432 --username <user>`,
    );
    expect(psql).toBe(
      `PGPASSWORD="$(${token})" psql "host=${host} hostaddr=127.0.0.1 port=5432 user=<user> dbname=app sslmode=verify-full sslrootcert=system"`,
    );
    expect(other).toBe(
      'postgresql://<user>@localhost:5432/app?sslmode=require',
    );
    expect(proxy.facts).toContainEqual({
      label: 'Agent of the instance',
      value: 'Online',
      kind: 'text',
    });
    expect(cache.steps[1].text).toMatch(
      /^redis-cli -h 127\.0\.0\.1 -p 6379 --tls --sni \S+cache\.amazonaws\.com$/,
    );
    expect(JSON.stringify(items)).not.toContain('not-a-secret');
  });

  it('cost the same for ten viewers as for one', async () => {
    const pages = ['health', 'units', 'metrics', 'connections'];
    const one = await on.callsFor(1, pages);
    // All clusters at once, and for the connection the one behind the proxy.
    expect(
      one.filter(action => action === 'rds:DescribeDBClusters').length,
    ).toBe(2);
    await expect(on.callsFor(10, pages)).resolves.toEqual(one);
  });

  it('are unknown with the reason when AWS refuses, and hide nothing else', async () => {
    await on.aws.control.addFault({
      service: 'rds',
      action: 'DescribeDBProxies',
      error: 'AccessDenied',
      message: 'not authorized to perform: rds:DescribeDBProxies',
      status: 403,
    });
    const refused = await until(on.health, ({ signals }) =>
      signals.some(({ key }) => key === 'unread/Proxy'),
    );
    expect(
      refused.signals.find(({ key }) => key === 'unread/Proxy'),
    ).toMatchObject({
      status: 'unknown',
      sentence: expect.stringMatching(
        /^Database proxy Proxy not read: AWS refuses rds:DescribeDBProxies: allow this action/,
      ),
    });
    expect(
      refused.signals.find(({ title }) => title === 'Cache test-cache')?.status,
    ).toBe('healthy');
    await on.aws.control.clearFaults();
  });
});
