import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
} from '@aws-sdk/client-cloudformation';
import {
  TestDatabases,
  createMockDirectory,
} from '@backstage/backend-test-utils';
import {
  startLocalAws,
  type Holdable,
  type LocalAws,
} from '@enginehouse/aws-sandbox';
import type {
  DeploymentSummary,
  Plan,
} from '@enginehouse/plugin-stacks-common';
import { KillableBackend } from './__testUtils__/KillableBackend';
import { StacksApi, things } from './__testUtils__/StacksApi';

jest.setTimeout(180_000);

describe('a backend killed in the middle of an apply', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
  const database = {
    client: 'better-sqlite3',
    connection: { directory: createMockDirectory().path },
  };
  let aws: LocalAws;
  let backend: KillableBackend;
  let cloudFormation: CloudFormationClient;

  beforeAll(async () => {
    aws = await startLocalAws({ env: { SANDBOX_CFN_STEP_SECONDS: '0' } });
    cloudFormation = new CloudFormationClient({
      region: 'us-east-1',
      endpoint: aws.endpoint,
      credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    });
    await start();
  });

  afterEach(async () => {
    await aws.control.clearFaults();
  });

  afterAll(async () => {
    cloudFormation?.destroy();
    await backend?.kill();
    await aws?.stop();
  });

  async function start() {
    backend = await KillableBackend.start({ endpoint: aws.endpoint, database });
  }

  async function restart() {
    await backend.kill();
    await aws.control.clearFaults();
    await start();
  }

  const action = (name: string) => ({
    service: 'cloudformation',
    action: `^${name}$`,
  });

  /** Lets the next one wait; `reached` resolves when it does. */
  async function hold(what: Holdable) {
    const held = await aws.control.holdNext(what);
    return {
      reached: () => backend.api.until(held.reached, Boolean),
      release: held.release,
    };
  }

  function planOf(service: string): Promise<Plan> {
    return backend.api.plan({ service, config: things(6) });
  }

  async function deploymentOf(plan: Plan, api: StacksApi): Promise<string> {
    const { items } = await api.get<{ items: DeploymentSummary[] }>(
      `/stacks/${plan.stack}/deployments`,
    );
    expect(items).toHaveLength(1);
    return items[0].id;
  }

  /** The test's point: what CloudFormation did once, and said, is what the portal has. */
  async function expectOneDeployment(plan: Plan, api = backend.api) {
    const id = await deploymentOf(plan, api);
    const finished = await api.finished(id);
    expect(finished.state).toBe('settling');
    expect(
      await aws.control.calls({
        action: 'ExecuteChangeSet',
        ClientRequestToken: id,
      }),
    ).toHaveLength(1);

    const said: string[] = [];
    const pages = paginateDescribeStackEvents(
      { client: cloudFormation },
      { StackName: plan.stack },
    );
    for await (const { StackEvents } of pages) {
      for (const event of StackEvents ?? []) {
        if (event.ClientRequestToken === id) said.unshift(event.EventId ?? '');
      }
    }
    expect(said.length).toBeGreaterThanOrEqual(16);
    const events = await api.events(id);
    expect(events.map(event => event.eventId)).toEqual(said);
    expect(events.map(event => event.seq)).toEqual(said.map((_, i) => i + 1));
  }

  it('before the ledger line: nothing was begun, and the apply can be repeated', async () => {
    const plan = await planOf('before');
    const held = await hold(action('GetTemplate'));
    const answer = backend.api.apply(plan).catch(() => 'cut off');
    await held.reached();
    await restart();
    expect(await answer).toBe('cut off');
    expect(await backend.api.get(`/plans/${plan.id}`)).toMatchObject({
      state: 'ready',
      reasons: [],
    });
    expect((await backend.api.apply(plan)).status).toBe(202);
    await expectOneDeployment(plan);
  });

  it('after the ledger line: the next process executes', async () => {
    const plan = await planOf('ledger');
    const beforeLine = await hold(action('DescribeStackEvents'));
    const answer = backend.api.apply(plan);
    await beforeLine.reached();
    const afterLine = await hold(action('DescribeStacks'));
    await beforeLine.release();
    expect((await answer).status).toBe(202);
    await afterLine.reached();
    await restart();
    await expectOneDeployment(plan);
  });

  it('after execute: the next process does not execute again', async () => {
    const plan = await planOf('executed');
    const execution = await hold(action('ExecuteChangeSet'));
    const { body } = await backend.api.apply(plan);
    await execution.reached();
    await hold(action('DescribeStackEvents'));
    await execution.release();
    await backend.api.until(
      () =>
        cloudFormation.send(
          new DescribeStacksCommand({ StackName: plan.stack }),
        ),
      ({ Stacks }) => Stacks?.[0].StackStatus !== 'REVIEW_IN_PROGRESS',
    );
    expect(await backend.api.events(body.id)).toHaveLength(0);
    await restart();
    await expectOneDeployment(plan);
  });

  it('mid-events: the next process goes on from the last one', async () => {
    const plan = await planOf('midway');
    await hold({ stack: plan.stack, resource: 'Queue4' });
    const { body } = await backend.api.apply(plan);
    const seen = await backend.api.until(
      () => backend.api.events(body.id),
      events => events.length >= 4,
    );
    expect(seen.length).toBeLessThan(16);
    await restart();
    await expectOneDeployment(plan);
    expect((await backend.api.events(body.id)).slice(0, seen.length)).toEqual(
      seen,
    );
  });

  it('after the last event: the next process finishes', async () => {
    const plan = await planOf('last');
    const protecting = await hold(action('UpdateTerminationProtection'));
    const middle = await hold({ stack: plan.stack, resource: 'Queue4' });
    const { body } = await backend.api.apply(plan);
    await backend.api.until(
      () => backend.api.get<DeploymentSummary>(`/deployments/${body.id}`),
      ({ state }) => state === 'deploying',
    );
    await middle.release();
    await protecting.reached();
    expect(await backend.api.get(`/deployments/${body.id}`)).toMatchObject({
      state: 'deploying',
      cloudFormationStatus: 'CREATE_IN_PROGRESS',
      lastSeq: 16,
    });
    await restart();
    await expectOneDeployment(plan);
  });

  it('while planning: the plan fails and says so', async () => {
    const held = await hold(action('CreateChangeSet'));
    const { body } = await backend.api.call<Plan>('POST', '/plans', {
      definition: 'things',
      service: 'planned',
      owner: 'group:default/platform',
      environment: 'sandbox',
      action: 'apply',
      config: things(1),
    });
    expect(body.state).toBe('planning');
    await held.reached();
    await restart();
    const failed = await backend.api.until(
      () => backend.api.get<Plan>(`/plans/${body.id}`),
      ({ state }) => state !== 'planning',
    );
    expect(failed).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('restarted'),
    });
  });

  const onPostgres = databases.supports('POSTGRES_15') ? it : it.skip;
  onPostgres(
    'with another replica on PostgreSQL: that one goes on',
    async () => {
      const { client } = await databases.init('POSTGRES_15');
      const shared = {
        client: 'pg',
        pluginDivisionMode: 'schema',
        connection: client.config.connection,
      };
      const options = { endpoint: aws.endpoint, database: shared };
      const first = await KillableBackend.start(options);
      const second = await KillableBackend.start(options);
      try {
        const plan = await first.api.plan({
          service: 'replicas',
          config: things(6),
        });
        const middle = await hold({ stack: plan.stack, resource: 'Queue4' });
        const { body } = await first.api.apply(plan);
        await second.api.until(
          () => second.api.events(body.id),
          events => events.length >= 4,
        );
        await first.kill();
        await middle.release();
        await expectOneDeployment(plan, second.api);
      } finally {
        await first.kill();
        await second.kill();
      }
    },
  );

  it('refuses a second process on the same SQLite file', async () => {
    await expect(
      KillableBackend.start({ endpoint: aws.endpoint, database }),
    ).rejects.toThrow('uses this SQLite database already');
  });
});
