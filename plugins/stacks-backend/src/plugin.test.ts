import {
  TestBackend,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import { LocalAws, startLocalAws } from '@enginehouse/aws-sandbox';
import { StacksApi } from './__testUtils__/StacksApi';
import { ACCOUNT } from './__testUtils__/startStacksBackend';
import stacksPlugin from './index';

jest.setTimeout(300_000);

const pool = {
  definition: 'dagger-engine-pool',
  service: 'builds',
};

describe('the plugin with an engine pool on the local AWS', () => {
  let aws: LocalAws;
  let backend: TestBackend;
  let api: StacksApi;

  beforeAll(async () => {
    aws = await startLocalAws({ env: { SANDBOX_CFN_STEP_SECONDS: '0.02' } });
    const data = {
      backend: {
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      aws: {
        accounts: [
          {
            accountId: ACCOUNT,
            accessKeyId: 'sandbox',
            secretAccessKey: 'sandbox',
          },
        ],
      },
      stacks: {
        definitions: ['@enginehouse/stack-engine-pool'],
        awsBudget: { callsPerSecond: 200 },
        synthesis: { workers: 1 },
        environments: {
          sandbox: {
            account: ACCOUNT,
            region: 'us-east-1',
            endpoint: aws.endpoint,
            statusUrl: `${aws.endpoint}/sandbox/status`,
            amis: { UBI9: { ssm: '/enginehouse/ami/ubi9-fips', fips: true } },
            defaults: {
              'dagger-engine-pool': {
                endpoint: {
                  mtls: {
                    acmPcaArn: `arn:aws:acm-pca:us-east-1:${ACCOUNT}:certificate-authority/11111111-2222-3333-4444-555555555555`,
                  },
                },
              },
            },
          },
        },
      },
    };
    backend = await startTestBackend({
      features: [stacksPlugin, mockServices.rootConfig.factory({ data })],
    });
    api = new StacksApi(backend.server.port());
  });

  afterAll(async () => {
    await backend?.stop();
    await aws?.stop();
  });

  it('gives editors the schema of service.yml', async () => {
    const schema = await api.get('/manifest-schema');
    expect(JSON.stringify(schema)).toContain('"const":"dagger-engine-pool"');
    expect(schema).toMatchObject({
      required: ['service', 'owner', 'components'],
    });
  });

  it('plans, deploys, changes and destroys it', async () => {
    const owner = 'user:default/mock';
    const plan = await api.plan({
      ...pool,
      owner,
      config: { capacity: { min: 1, max: 3 } },
    });
    expect(plan.error).toBeUndefined();
    expect(plan).toMatchObject({ state: 'ready', reasons: [] });
    const created = await api.deploy(plan);
    expect(created.reason).toBeUndefined();
    expect(created).toMatchObject({ kind: 'create', state: 'settling' });
    expect(created.progress.total).toBe(plan.summary.added);
    expect(created.resources.every(r => r.constructPath)).toBe(true);

    expect(plan.cost).toMatchObject({ region: 'us-east-1', unpriced: [] });
    expect(plan.cost).not.toHaveProperty('before');
    const stack = await api.get<Stack>(`/stacks/${plan.stack}`);
    expect(stack.monthlyCost).toEqual({
      ...{ currency: 'USD', atLeast: false },
      ...{ monthly: plan.cost?.monthly, upTo: plan.cost?.upTo },
    });
    const sealed = await api.get(
      `/stacks/${plan.stack}/ledger?kind=plan-sealed`,
    );
    expect(sealed).toMatchObject({
      items: [{ data: { cost: { monthly: plan.cost?.monthly } } }],
    });

    const change = await api.plan({
      ...pool,
      owner,
      config: { capacity: { min: 1, max: 4 } },
    });
    expect(change).toMatchObject({ state: 'ready', isNewStack: false });
    // One engine more at the most: its instance, and what its volumes come to.
    expect(change.cost).toMatchObject({
      ...{ before: plan.cost?.monthly, beforeUpTo: plan.cost?.upTo, delta: 0 },
      changes: [
        { what: 'Instance c7i.large, Linux, on demand' },
        { what: expect.stringMatching(/^Volume .*, gp3$/) },
        { what: expect.stringMatching(/^Volume .*, gp3$/) },
      ],
    });
    expect((await api.deploy(change)).state).toBe('settling');
    const changed = await api.get<Stack>(`/stacks/${plan.stack}`);
    expect(changed.monthlyCost?.upTo).toBe(change.cost?.upTo);

    const destroy = await api.plan({ ...pool, owner, action: 'destroy' });
    expect(destroy.reasons).toEqual([]);
    // What stays is the bucket, charged by use, and its key.
    expect(destroy.cost).toMatchObject({
      ...{ before: plan.cost?.monthly, monthly: 1 },
      lines: [{ what: 'Key' }],
    });
    const destroyed = await api.deploy(destroy, plan.stack);
    expect(destroyed).toMatchObject({ state: 'destroyed' });
    const gone = await api.get<Stack>(`/stacks/${plan.stack}`);
    expect(gone).not.toHaveProperty('monthlyCost');
  });
});
