import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { TestBackend, mockServices } from '@backstage/backend-test-utils';
import { LocalAws, startLocalAws } from '@enginehouse/aws-sandbox';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { LedgerLine } from '@enginehouse/plugin-stacks-common';
import { guarded } from './planning/__fixtures__/guarded';
import { topics } from './planning/__fixtures__/topics';
import { StacksApi } from './__testUtils__/StacksApi';
import { startStacksBackend } from './__testUtils__/startStacksBackend';

jest.setTimeout(120_000);

const owner = 'user:default/mock';

describe('destroying what AWS does not let go of', () => {
  const permissions = mockServices.permissions.mock();
  let aws: LocalAws;
  let backend: TestBackend;
  let api: StacksApi;
  let cloudFormation: CloudFormationClient;

  beforeAll(async () => {
    aws = await startLocalAws({ env: { SANDBOX_CFN_STEP_SECONDS: '0.02' } });
    backend = await startStacksBackend({
      endpoint: aws.endpoint,
      definitions: [guarded, topics],
      environment: { terminationProtection: true },
      features: [permissions.factory],
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

  afterAll(async () => {
    cloudFormation?.destroy();
    await backend?.stop();
    await aws?.stop();
  });

  async function isProtected(stack: string) {
    const { Stacks } = await cloudFormation.send(
      new DescribeStacksCommand({ StackName: stack }),
    );
    return Stacks?.[0].EnableTerminationProtection;
  }

  async function templateOf(stack: string) {
    const { TemplateBody } = await cloudFormation.send(
      new GetTemplateCommand({ StackName: stack }),
    );
    return JSON.parse(TemplateBody!);
  }

  /** What the ledger says was started. */
  async function startedKinds(stack: string) {
    const { items } = await api.get<{ items: LedgerLine[] }>(
      `/stacks/${stack}/ledger?limit=100`,
    );
    return items
      .filter(({ kind }) => kind === 'deployment-started')
      .map(({ data }) => data.kind);
  }

  it('destroys a protected database by two plans and two confirmations', async () => {
    const stack = 'shop-guarded-sandbox';
    const asked = { definition: 'guarded', service: 'shop', owner };
    const created = await api.deploy(await api.plan(asked));
    expect(created.reason).toBeUndefined();
    expect(created.state).toBe('settling');
    expect(await isProtected(stack)).toBe(true);

    const refused = await api.plan({ ...asked, action: 'destroy' });
    expect(refused.destroy?.protected).toEqual([
      `Stack ${stack}: termination protection is on`,
      'Cluster (AWS::RDS::DBCluster): deletion protection is on',
    ]);
    expect((await api.apply(refused, stack)).status).toBe(409);

    const lift = await api.plan({ ...asked, action: 'unprotect' });
    expect(lift.error).toBeUndefined();
    expect(lift).toMatchObject({
      state: 'ready',
      reasons: [],
      summary: { added: 0, changed: 1, replaced: 0, removed: 0 },
      changes: [
        {
          logicalId: 'Cluster',
          action: 'modify',
          properties: [{ path: 'DeletionProtection', replaces: 'never' }],
        },
      ],
      unprotect: {
        lifted: [
          { logicalId: stack, resourceType: 'AWS::CloudFormation::Stack' },
          { logicalId: 'Cluster', reason: 'deletion protection is on' },
        ],
      },
    });
    expect(lift.notices).toEqual([
      expect.stringContaining('switches protection on again'),
    ]);
    const before = await templateOf(stack);

    expect((await api.apply(lift)).status).toBe(400);
    const lifted = await api.deploy(lift, stack);
    expect(lifted.reason).toBeUndefined();
    expect(lifted).toMatchObject({ kind: 'unprotect', state: 'settling' });
    expect(await isProtected(stack)).toBe(false);
    // What is kept by the destroy keeps its protection, and nothing else changed.
    before.Resources.Cluster.Properties.DeletionProtection = false;
    expect(await templateOf(stack)).toEqual(before);

    const back = await api.plan({ ...asked, config: { backupDays: 2 } });
    expect(back.notices).toEqual([
      'Cluster (AWS::RDS::DBCluster) is protected against deletion again: a destroy is refused until that is lifted.',
      'The stack itself is protected against deletion again afterwards.',
    ]);

    const destroy = await api.plan({ ...asked, action: 'destroy' });
    expect(destroy.reasons).toEqual([]);
    expect(destroy.destroy).toMatchObject({
      protected: [],
      deleted: [{ logicalId: 'Cluster', reason: 'a snapshot of it is kept' }],
      retained: [{ logicalId: 'Kept' }],
    });
    expect(await api.deploy(destroy, stack)).toMatchObject({
      state: 'destroyed',
    });
    expect((await startedKinds(stack)).sort()).toEqual([
      'create',
      'destroy',
      'unprotect',
    ]);
  });

  it('lifts the protection of the stack alone without a change set, once', async () => {
    const stack = 'alone-topics-sandbox';
    const asked = { definition: 'topics', service: 'alone', owner };
    await api.deploy(await api.plan(asked));
    const unprotect = () => api.plan({ ...asked, action: 'unprotect' });
    const [lift, late] = [await unprotect(), await unprotect()];
    expect(lift).toMatchObject({
      state: 'ready',
      changes: [],
      unprotect: { lifted: [{ logicalId: stack }] },
      seal: { fingerprint: { terminationProtection: true } },
    });
    expect(lift.seal).not.toHaveProperty('changeSetId');

    const done = await api.deploy(lift, stack);
    expect(done).toMatchObject({ kind: 'unprotect', state: 'settling' });
    expect(done.command).toContain('update-termination-protection');
    expect(await isProtected(stack)).toBe(false);
    expect(await api.stack(stack)).toMatchObject({ config: {} });

    expect((await api.get<{ state: string }>(`/plans/${late.id}`)).state).toBe(
      'stale',
    );
    expect((await unprotect()).state).toBe('no-changes');

    const destroy = await api.plan({ ...asked, action: 'destroy' });
    await cloudFormation.send(
      new UpdateTerminationProtectionCommand({
        ...{ StackName: stack, EnableTerminationProtection: true },
      }),
    );
    expect((await api.apply(destroy, stack)).body).toMatchObject({
      error: {
        reasons: [
          `Termination protection of ${stack} was switched on after the plan was made`,
        ],
      },
    });
    await api.deploy(await unprotect(), stack);
    const again = await api.plan({ ...asked, action: 'destroy' });
    expect((await api.deploy(again, stack)).state).toBe('destroyed');
  });

  it('leads out of a failed create that a protected database holds up', async () => {
    const stack = 'frail-guarded-sandbox';
    const asked = { definition: 'guarded', service: 'frail', owner };
    await aws.control.addFault({
      ...{ stack, resource: 'Kept', phase: 'CREATE', reason: 'No tables left' },
    });
    const failed = await api.deploy(await api.plan(asked));
    await aws.control.clearFaults();
    expect(failed).toMatchObject({
      state: 'create-failed',
      reason: 'No tables left',
    });
    expect(failed.failure?.next[1]).toMatch(
      /^Remove what keeps Cluster \(AWS::RDS::DBCluster \S+\) from being deleted: .*protect/i,
    );
    const cluster = failed.resources.find(r => r.logicalId === 'Cluster');

    // What is left is deleted only by a plan that names it.
    const cleared = await api.call(
      ...(['POST', `/stacks/${stack}/clear-failed-create`] as const),
    );
    expect(cleared).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringMatching(/plan its destroy/) } },
    });
    const refused = await api.plan({ ...asked, action: 'destroy' });
    expect(refused.destroy).toMatchObject({
      protected: ['Cluster (AWS::RDS::DBCluster): deletion protection is on'],
      deleted: [
        {
          logicalId: 'Cluster',
          reason: expect.stringMatching(/^it is tried again: .*protect/i),
        },
      ],
    });
    expect((await api.apply(refused, stack)).status).toBe(409);

    const lift = await api.plan({ ...asked, action: 'unprotect' });
    expect(lift).toMatchObject({
      state: 'ready',
      reasons: [],
      summary: { added: 0, changed: 1, replaced: 0, removed: 0 },
      changes: [
        {
          logicalId: 'Cluster',
          action: 'modify',
          properties: [
            { path: 'DeletionProtection', before: true, after: false },
          ],
        },
      ],
      unprotect: { lifted: [{ logicalId: 'Cluster' }] },
      notices: [expect.stringMatching(/^CloudFormation cannot change/)],
      seal: { fingerprint: { status: 'ROLLBACK_FAILED' } },
    });
    expect(lift.seal).not.toHaveProperty('changeSetId');
    expect((await api.apply(lift)).status).toBe(400);
    const lifted = await api.deploy(lift, stack);
    expect(lifted).toMatchObject({
      ...{ kind: 'unprotect', state: 'deployed' },
      cloudFormationStatus: 'ROLLBACK_FAILED',
      command: expect.stringContaining(
        `aws rds modify-db-cluster --db-cluster-identifier ${cluster?.physicalId} --no-deletion-protection`,
      ),
    });
    expect((await api.stack(stack)).state).toBe('create-failed');

    const destroy = await api.plan({ ...asked, action: 'destroy' });
    expect(destroy.destroy).toMatchObject({ protected: [], retained: [] });
    expect((await api.deploy(destroy, stack)).state).toBe('destroyed');
    expect((await startedKinds(stack)).sort()).toEqual([
      'create',
      'destroy',
      'unprotect',
    ]);
  });

  it('tries again what a delete failed at, and leaves behind only what is asked for', async () => {
    const stack = 'stuck-guarded-sandbox';
    const config = { protect: false };
    const asked = { definition: 'guarded', service: 'stuck', owner };
    const destroy = { ...asked, action: 'destroy' as const };
    await api.deploy(await api.plan({ ...asked, config }));
    await cloudFormation.send(
      new UpdateTerminationProtectionCommand({
        ...{ StackName: stack, EnableTerminationProtection: false },
      }),
    );
    await aws.control.addFault({
      ...{ stack, resource: 'Cluster', phase: 'DELETE' },
      reason: 'A replica reads from it',
    });
    const deleted = await api.deploy(await api.plan(destroy), stack);
    expect(deleted.state).toBe('delete-failed');

    const why = 'it could not be deleted (A replica reads from it)';
    const again = await api.plan(destroy);
    expect(again.destroy).toMatchObject({
      retained: [],
      deleted: [{ reason: expect.stringContaining(why) }],
      failedBefore: [{ logicalId: 'Cluster', reason: why }],
    });
    const tried = await api.deploy(again, stack);
    expect(tried).toMatchObject({ state: 'delete-failed', retained: [] });

    const wrong = await api.call('POST', '/plans', {
      ...{ ...destroy, environment: 'sandbox', retain: ['Cluster', 'Bucket'] },
    });
    expect(wrong).toMatchObject({
      status: 400,
      body: {
        error: {
          issues: [{ path: '/retain/1', value: 'Bucket', accepted: 'Cluster' }],
        },
      },
    });
    const leave = await api.plan({ ...destroy, retain: ['Cluster'] });
    expect(leave.destroy?.failedBefore).toBeUndefined();
    expect(await api.deploy(leave, stack)).toMatchObject({
      state: 'destroyed',
      retained: [{ logicalId: 'Cluster', reason: `it is left behind: ${why}` }],
    });
    await aws.control.clearFaults();
  });

  it('is for those who may destroy', async () => {
    const asked = { definition: 'topics', service: 'mine', owner };
    await api.deploy(await api.plan(asked));
    const lift = await api.plan({ ...asked, action: 'unprotect' });
    permissions.authorizeConditional.mockImplementation(async requests =>
      requests.map(({ permission }) => ({
        result:
          permission.name === 'stacks.stack.destroy'
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
    );
    expect((await api.apply(lift, lift.stack)).status).toBe(403);
    const { body } = await api.call<{ reasons: string[] }>(
      'GET',
      `/plans/${lift.id}`,
    );
    expect(body.reasons).toEqual([
      `You may not unprotect this stack: it belongs to ${owner}`,
    ]);
    const anonymous = await api.call(
      'POST',
      `/plans/${lift.id}/apply`,
      { confirm: lift.stack },
      { authorization: 'Bearer mock-none-token' },
    );
    expect(anonymous.status).toBe(401);
  });
});
