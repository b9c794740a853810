import { createHash } from 'node:crypto';
import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import {
  CreateBucketCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { TestBackend, mockServices } from '@backstage/backend-test-utils';
import { LocalAws, startLocalAws } from '@enginehouse/aws-sandbox';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  Deployment,
  LedgerLine,
  Plan,
  RESOURCE_TYPE_STACK,
  stackReadPermission,
} from '@enginehouse/plugin-stacks-common';
import {
  createStackConditionalDecision,
  stackConditions,
} from '@enginehouse/plugin-stacks-node';
import { StacksApi, things } from './__testUtils__/StacksApi';
import { startStacksBackend } from './__testUtils__/startStacksBackend';

jest.setTimeout(120_000);

describe('deployments on the local AWS', () => {
  const scheduler = mockServices.scheduler();
  const permissions = mockServices.permissions.mock();
  const eventsService = mockServices.events.mock();
  let aws: LocalAws;
  let backend: TestBackend;
  let api: StacksApi;
  let cloudFormation: CloudFormationClient;

  beforeAll(async () => {
    aws = await startLocalAws({ env: { SANDBOX_CFN_STEP_SECONDS: '0.05' } });
    backend = await startStacksBackend({
      endpoint: aws.endpoint,
      environment: { terminationProtection: false },
      features: [
        permissions.factory,
        eventsService.factory,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
      ],
    });
    api = new StacksApi(backend.server.port());
    cloudFormation = new CloudFormationClient({
      region: 'us-east-1',
      endpoint: aws.endpoint,
      credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    });
  });

  beforeEach(() => {
    const allow = { result: AuthorizeResult.ALLOW } as const;
    permissions.authorize.mockResolvedValue([allow]);
    permissions.authorizeConditional.mockResolvedValue([allow]);
  });

  afterEach(async () => {
    await aws.control.clearFaults();
  });

  /** Everybody may read; of the rest, only members of the group may do what the rule decides. */
  function actAsMemberOf(group: string) {
    permissions.authorizeConditional.mockImplementation(
      async ([{ permission }]) => [
        isResourcePermission(permission, RESOURCE_TYPE_STACK) &&
        permission.name !== stackReadPermission.name
          ? createStackConditionalDecision(
              permission,
              stackConditions.isOwner({ claims: [group] }),
            )
          : { result: AuthorizeResult.ALLOW },
      ],
    );
  }

  afterAll(async () => {
    cloudFormation?.destroy();
    await backend?.stop();
    await aws?.stop();
  });

  async function executions(deploymentId: string): Promise<number> {
    const calls = await aws.control.calls({
      action: 'ExecuteChangeSet',
      ClientRequestToken: deploymentId,
    });
    return calls.length;
  }

  it('creates, settles, updates and destroys a stack', async () => {
    const stack = 'loop-things-sandbox';
    const plan = await api.plan({ service: 'loop', config: things(2) });
    expect(plan).toMatchObject({ state: 'ready', reasons: [] });
    expect((await api.stack(stack)).state).toBe('planned');

    const created = await api.deploy(plan);
    expect(created).toMatchObject({
      kind: 'create',
      state: 'settling',
      progress: { done: 3, total: 3 },
      outputs: [{ key: 'TopicArn' }],
    });
    expect(created.resources.map(r => r.logicalId).sort()).toEqual([
      'Queue1',
      'Queue2',
      'Topic',
    ]);
    expect(await api.reportHealth(stack, 'healthy')).toMatchObject({
      status: 204,
    });
    expect(await api.stack(stack)).toMatchObject({
      state: 'deployed',
      changedBy: 'user:default/mock',
      health: { status: 'healthy', sentence: 'As seen.' },
      outputs: [{ key: 'TopicArn' }],
    });

    const events = await api.events(created.id);
    expect(events.map(event => event.seq)).toEqual(events.map((_, i) => i + 1));
    expect(new Set(events.map(event => event.eventId)).size).toBe(
      events.length,
    );
    expect(events.every(event => !event.outside)).toBe(true);
    expect([...events].sort((a, b) => a.at.localeCompare(b.at))).toEqual(
      events,
    );

    const update = await api.plan({ service: 'loop', config: things(3) });
    expect(await api.deploy(update)).toMatchObject({
      kind: 'update',
      state: 'settling',
      progress: { done: 1, total: 1 },
    });

    const destroy = await api.plan({ service: 'loop', action: 'destroy' });
    expect(destroy.destroy?.deleted).toHaveLength(4);
    const unconfirmed = await api.apply(destroy, 'loop');
    expect(unconfirmed.status).toBe(400);
    const destroyed = await api.deploy(destroy, stack);
    expect(destroyed).toMatchObject({ kind: 'destroy', state: 'destroyed' });
    expect(destroyed.entityRef).toBeUndefined();
    expect(await api.events(destroyed.id)).not.toHaveLength(0);
    expect((await api.stack(stack)).state).toBe('destroyed');
    const listed = await api.get<{ items: unknown[] }>(`/stacks?q=${stack}`);
    expect(listed.items).toEqual([]);
    const history = await api.get<{ items: Deployment[] }>(
      `/stacks/${stack}/deployments`,
    );
    expect(history.items.map(({ kind, state }) => [kind, state])).toEqual([
      ['destroy', 'destroyed'],
      ['update', 'deployed'],
      ['create', 'deployed'],
    ]);
  });

  it('says which resource failed and why, and clears a failed create', async () => {
    const stack = 'frail-things-sandbox';
    await aws.control.addFault({
      stack,
      resource: 'Queue2',
      phase: 'CREATE',
      reason: 'No queues left in this city',
    });
    const failed = await api.deploy(
      await api.plan({ service: 'frail', config: things(2) }),
    );
    expect(failed).toMatchObject({
      state: 'create-failed',
      reason: 'No queues left in this city',
      failure: {
        logicalId: 'Queue2',
        resourceType: 'AWS::SQS::Queue',
        constructPath: 'Things/Queue2',
        reason: 'No queues left in this city',
      },
    });
    expect(failed.failure?.rolledBack).toContain('Topic');
    expect((await api.stack(stack)).state).toBe('create-failed');

    const cleared = await api.call<Deployment>(
      'POST',
      `/stacks/${stack}/clear-failed-create`,
    );
    expect(cleared.status).toBe(202);
    expect(await api.finished(cleared.body.id)).toMatchObject({
      kind: 'destroy',
      state: 'destroyed',
    });

    await aws.control.clearFaults();
    const again = await api.deploy(
      await api.plan({ service: 'frail', config: things(2) }),
    );
    expect(again.state).toBe('settling');

    await aws.control.addFault({
      stack,
      resource: 'Queue3',
      phase: 'CREATE',
      reason: 'Still no queues',
    });
    const rolledBack = await api.deploy(
      await api.plan({ service: 'frail', config: things(3) }),
    );
    expect(rolledBack).toMatchObject({
      state: 'rolled-back',
      failure: { logicalId: 'Queue3', reason: 'Still no queues' },
    });
    expect((await api.stack(stack)).state).toBe('rolled-back');
  });

  it('makes one deployment and one execution of two applies at once', async () => {
    const plan = await api.plan({ service: 'twice', config: things(1) });
    const answers = await Promise.all([
      api.apply(plan),
      api.apply(plan),
      api.apply(plan),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const { progress } = await api.finished(answers[0].body.id);
    expect(progress.typicalSeconds).toBeGreaterThan(0);
    expect(await executions(answers[0].body.id)).toBe(1);
  });

  it('refuses a stale plan and says why', async () => {
    const stack = 'moved-things-sandbox';
    await api.deploy(await api.plan({ service: 'moved', config: things(1) }));
    await api.reportHealth(stack, 'healthy');
    await updateOutside(stack, things(1, { DelaySeconds: 2 }));
    const plan = await api.plan({ service: 'moved', config: things(2) });

    await updateOutside(stack, things(1, { DelaySeconds: 1 }));
    const stale = await api.until(
      () => api.get<Plan>(`/plans/${plan.id}`),
      ({ state }) => state !== 'ready',
    );
    expect(stale).toMatchObject({
      state: 'stale',
      staleBecause: expect.stringContaining('changed at'),
      reasons: [expect.stringContaining('changed at')],
    });
    const refused = await api.apply(plan);
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { reasons: [expect.stringContaining('changed at')] } },
    });
    const { items } = await api.get<{ items: Deployment[] }>(
      `/stacks/${stack}/deployments`,
    );
    expect(items.map(({ kind }) => kind)).toEqual(['create']);
  });

  it('shows what was done outside the portal', async () => {
    const stack = 'outside-things-sandbox';
    await api.deploy(await api.plan({ service: 'outside', config: things(1) }));
    await api.reportHealth(stack, 'healthy');
    await scheduler.triggerTask('stacks-reconcile');
    expect((await api.stack(stack)).changedOutsideAt).toBeUndefined();

    await updateOutside(stack, things(1, { DelaySeconds: 1 }));
    await scheduler.triggerTask('stacks-reconcile');
    const changed = await api.stack(stack);
    expect(changed.state).toBe('deployed');
    expect(changed.changedOutsideAt).toBeDefined();
    expect(changed.changedBy).toBeUndefined();

    await cloudFormation.send(new DeleteStackCommand({ StackName: stack }));
    await api.until(
      async () => {
        await scheduler.triggerTask('stacks-reconcile');
        return api.stack(stack);
      },
      ({ state }) => state === 'destroyed',
    );
  });

  it('refuses a change set whose template is not the sealed one', async () => {
    const plan = await api.plan({
      service: 'forged',
      config: { ...things(1), sealedTemplate: {} },
    });
    const refused = await api.apply(plan);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        error: {
          reasons: [
            'The template of the change set is not the one that was sealed',
          ],
        },
      },
    });
    expect((await api.stack('forged-things-sandbox')).state).toBe('planned');
  });

  it('refuses a plan whose asset was changed after it was sealed', async () => {
    const s3 = new S3Client({
      region: 'us-east-1',
      endpoint: aws.endpoint,
      forcePathStyle: true,
      credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    });
    const bucket = 'published-assets';
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const put = (key: string, body: string) =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    await put('kept', 'bytes');
    await put('changed', 'bytes');
    const sha256 = createHash('sha256').update('bytes').digest('hex');
    const sealed = (key: string) =>
      api.plan({
        service: `asset-${key}`,
        config: { ...things(1), assets: [{ bucket, key, sha256 }] },
      });

    expect((await api.deploy(await sealed('kept'))).state).toBe('settling');
    const changed = await sealed('changed');
    await put('changed', 'other bytes');
    for (const [plan, reason] of [
      [changed, 's3://published-assets/changed was changed'],
      [await sealed('gone'), 's3://published-assets/gone is gone'],
    ] as const) {
      const refused = await api.apply(plan);
      expect(refused).toMatchObject({
        status: 409,
        body: { error: { reasons: [expect.stringContaining(reason)] } },
      });
    }
    s3.destroy();
  });

  it('deploys although every second CloudFormation call is throttled', async () => {
    const plan = await api.plan({ service: 'throttled', config: things(3) });
    await aws.control.addFault({
      service: 'cloudformation',
      error: 'Throttling',
      rate: 0.5,
    });
    const deployed = await api.deploy(plan);
    await aws.control.clearFaults();
    expect(deployed.state).toBe('settling');
    const events = await api.events(deployed.id);
    expect(
      events.filter(({ status }) => status === 'CREATE_COMPLETE'),
    ).toHaveLength(5);
  });

  it('streams a deployment as it happens, and from where a client left off', async () => {
    const plan = await api.plan({ service: 'streamed', config: things(3) });
    const { body } = await api.apply(plan);
    const path = `/deployments/${body.id}/events`;
    const all = await api.stream(path);
    const events = all.filter(({ event }) => event === 'stack-event');
    expect(events.map(({ id }) => Number(id))).toEqual(
      events.map((_, index) => index + 1),
    );
    expect(events.map(({ data }) => data)).toEqual(await api.events(body.id));
    const states = all
      .filter(({ event }) => event === 'deployment')
      .map(({ data }) => data.state);
    expect(states[states.length - 1]).toBe('deployed');
    expect(states).toContain('settling');
    expect(all[all.length - 1]).toMatchObject({
      event: 'end',
      data: { id: body.id, state: 'deployed' },
    });

    const rest = events.slice(4);
    const resumed = [
      await api.stream(path, { 'last-event-id': '4' }),
      await api.stream(`${path}?after=4`),
    ];
    for (const stream of resumed) {
      expect(stream.filter(({ event }) => event === 'stack-event')).toEqual(
        rest,
      );
    }
  });

  it('says that a deployment was not started when somebody was faster', async () => {
    const stack = 'slow-things-sandbox';
    await api.deploy(await api.plan({ service: 'slow', config: things(1) }));
    await api.reportHealth(stack, 'healthy');
    const plan = await api.plan({ service: 'slow', config: things(2) });
    // Everything is compared and the ledger line written; then the update comes before the deployment's own first look.
    const beforeLine = await hold('DescribeStackEvents');
    const applying = api.apply(plan);
    await beforeLine.reached();
    const afterLine = await hold('DescribeStacks');
    await beforeLine.release();
    const { status, body } = await applying;
    expect(status).toBe(202);
    await afterLine.reached();
    await updateOutside(stack, things(1, { DelaySeconds: 1 }));
    await afterLine.release();
    expect(await api.finished(body.id)).toMatchObject({
      state: 'not-started',
      reason: expect.stringMatching(/cannot be executed|gone/),
    });
    expect((await api.stack(stack)).state).toBe('deployed');
    const ledger = await api.get<{ items: LedgerLine[] }>(
      `/stacks/${stack}/ledger?limit=1`,
    );
    expect(ledger.items[0]).toMatchObject({
      kind: 'deployment-ended',
      data: { deploymentId: body.id, state: 'not-started' },
    });
    const events = await api.events(body.id);
    expect(events).not.toHaveLength(0);
    expect(events.every(({ outside }) => outside)).toBe(true);
  });

  it('lets the owner apply, and nobody else', async () => {
    actAsMemberOf('group:default/payments');
    const plan = await api.plan({ service: 'owned', config: things(1) });
    expect(plan.reasons).toEqual([
      'You may not apply this stack: it belongs to group:default/platform',
    ]);
    expect((await api.apply(plan)).status).toBe(403);
    actAsMemberOf('group:default/platform');
    expect((await api.deploy(plan)).state).toBe('settling');
    await api.reportHealth('owned-things-sandbox', 'healthy');

    const owner = 'group:default/payments';
    const handOver = { service: 'owned', owner, config: things(2) };
    actAsMemberOf(owner);
    await expect(api.plan(handOver)).rejects.toThrow(
      'stacks.stack.change-owner',
    );
    actAsMemberOf('group:default/platform');
    expect((await api.deploy(await api.plan(handOver))).state).toBe('settling');
    expect((await api.stack('owned-things-sandbox')).owner).toBe(owner);
    const ledger = await api.get<{ items: LedgerLine[] }>(
      '/stacks/owned-things-sandbox/ledger?kind=owner-changed',
    );
    expect(ledger.items).toMatchObject([
      { data: { from: 'group:default/platform', to: owner } },
    ]);
  });

  it('tells backends and browsers that a stack changed, and not what', async () => {
    eventsService.publish.mockClear();
    await api.deploy(await api.plan({ service: 'told', config: things(1) }));
    const message = { name: 'told-things-sandbox' };
    expect(eventsService.publish).toHaveBeenCalledWith({
      topic: 'enginehouse.stacks',
      eventPayload: message,
    });
    expect(eventsService.publish).toHaveBeenCalledWith({
      topic: 'signals',
      eventPayload: {
        recipients: { type: 'broadcast' },
        channel: 'stacks',
        message,
      },
    });
  });

  it('expires a plan and removes what it left in AWS', async () => {
    const stack = 'late-things-sandbox';
    const plan = await api.plan({
      service: 'late',
      config: { ...things(1), expiresAt: new Date().toISOString() },
    });
    expect(plan.state).toBe('expired');
    expect((await api.apply(plan)).status).toBe(409);
    await scheduler.triggerTask('plans-expire');
    await expect(api.stack(stack)).rejects.toThrow('404');
    const listed = await api.get<{ items: unknown[] }>(`/stacks?q=${stack}`);
    expect(listed.items).toEqual([]);
    const gone = cloudFormation.send(
      new DescribeStacksCommand({ StackName: stack }),
    );
    await expect(gone).rejects.toThrow('does not exist');
  });

  it('has nothing to apply when nothing changes', async () => {
    await api.deploy(await api.plan({ service: 'still', config: things(1) }));
    await api.reportHealth('still-things-sandbox', 'healthy');
    const plan = await api.plan({ service: 'still', config: things(1) });
    expect(plan).toMatchObject({
      state: 'no-changes',
      reasons: ['There is nothing to apply'],
    });
    expect((await api.apply(plan)).status).toBe(409);
  });

  it('discards a plan with its change set and review stack', async () => {
    const first = await api.plan({ service: 'unloved', config: things(1) });
    const second = await api.plan({
      service: 'unloved',
      config: things(2),
      replaces: first.id,
    });
    expect(await api.get<Plan>(`/plans/${first.id}`)).toMatchObject({
      state: 'discarded',
      otherOpenPlans: [{ id: second.id }],
    });
    const { status } = await api.call('DELETE', `/plans/${second.id}`);
    expect(status).toBe(204);
    const reason = 'The plan was discarded';
    expect((await api.get<Plan>(`/plans/${second.id}`)).reasons).toEqual([
      reason,
    ]);
    await expect(
      api.get('/stacks?q=unloved-things-sandbox'),
    ).resolves.toMatchObject({ items: [], totalItems: 0 });
  });

  /** Lets the next call of an action wait; `reached` resolves when it does. */
  async function hold(action: string) {
    const held = await aws.control.holdNext({
      service: 'cloudformation',
      action: `^${action}$`,
    });
    return {
      reached: () => api.until(held.reached, Boolean),
      release: held.release,
    };
  }

  async function updateOutside(
    stack: string,
    { template }: ReturnType<typeof things>,
  ) {
    await cloudFormation.send(
      new UpdateStackCommand({
        StackName: stack,
        TemplateBody: JSON.stringify(template),
      }),
    );
    await waitUntilStackUpdateComplete(
      { client: cloudFormation, maxWaitTime: 60, minDelay: 0.2, maxDelay: 0.2 },
      { StackName: stack },
    );
  }
});
