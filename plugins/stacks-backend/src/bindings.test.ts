import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  DescribeSecurityGroupRulesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { ConfigReader } from '@backstage/config';
import { TestBackend } from '@backstage/backend-test-utils';
import { LocalAws, startLocalAws } from '@enginehouse/aws-sandbox';
import type { Issue, Plan, Stack } from '@enginehouse/plugin-stacks-common';
import { Definitions } from './definitions/Definitions';
import { reader } from './planning/__fixtures__/reader';
import { StacksApi } from './__testUtils__/StacksApi';
import {
  ACCOUNT,
  startStacksBackend,
} from './__testUtils__/startStacksBackend';

jest.setTimeout(300_000);

const owner = 'user:default/mock';
const pool = {
  ...{ definition: 'dagger-engine-pool', component: 'ci', service: 'shop' },
  ...{ owner, config: { capacity: { min: 1, max: 2 } } },
};
const consumer = {
  ...{ definition: 'reader', component: 'api', service: 'shop', owner },
};
const binds = [
  { to: 'ci', capability: 'storage:artifacts' },
  { to: 'ci', capability: 'dagger:endpoint' },
];
const stack = 'shop-ci-sandbox';

describe('bindings on the local AWS', () => {
  let aws: LocalAws;
  let backend: TestBackend;
  let api: StacksApi;

  beforeAll(async () => {
    aws = await startLocalAws({ env: { SANDBOX_CFN_STEP_SECONDS: '0.02' } });
    const installed = Definitions.fromConfig(
      new ConfigReader({
        stacks: { definitions: ['@enginehouse/stack-engine-pool'] },
      }),
    ).find('dagger-engine-pool')!;
    backend = await startStacksBackend({
      endpoint: aws.endpoint,
      definitions: [installed, reader],
      environment: {
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
    });
    api = new StacksApi(backend.server.port());
  });

  afterAll(async () => {
    await backend?.stop();
    await aws?.stop();
  });

  async function issuesOf(request: object): Promise<Issue[]> {
    const { status, body } = await api.call<{ error: { issues: Issue[] } }>(
      'POST',
      '/plans',
      {
        ...{ ...consumer, environment: 'sandbox', action: 'apply' },
        ...request,
      },
    );
    expect(status).toBe(400);
    return body.error.issues;
  }

  function client<C>(Client: new (options: object) => C): C {
    return new Client({
      region: 'us-east-1',
      endpoint: aws.endpoint,
      credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    });
  }

  it('refuses what is not deployed, naming both components', async () => {
    const [issue] = await issuesOf({ binds: [binds[0]] });
    expect(issue).toMatchObject({
      path: '/binds/0/to',
      value: 'ci',
      message: expect.stringContaining(
        'is not deployed: api binds to storage:artifacts of ci',
      ),
    });
  });

  it('gives a component what it is bound to, and the access it takes', async () => {
    const provider = await api.deploy(await api.plan(pool));
    expect(provider.reason).toBeUndefined();
    expect(
      provider.outputs?.find(({ key }) => key === 'StorageArtifactsBucketArn'),
    ).toMatchObject({
      capability: 'storage:artifacts',
      description: 'ARN of the bucket for artifacts',
    });

    const plan = await api.plan({ ...consumer, binds });
    expect(plan.error).toBeUndefined();
    expect(plan.manifest).toContain('capability: storage:artifacts');
    const values = Object.fromEntries(
      provider.outputs!.map(({ key, value }) => [key, value]),
    );
    expect(plan.binds).toEqual([
      {
        ...binds[0],
        ...{ stack, definition: 'dagger-engine-pool' },
        values: {
          bucketArn: values.StorageArtifactsBucketArn,
          bucketName: values.StorageArtifactsBucketName,
          keyArn: values.StorageArtifactsKeyArn,
        },
      },
      expect.objectContaining({ ...binds[1], stack }),
    ]);
    expect(plan.security.statements.flatMap(({ actions }) => actions)).toEqual(
      expect.arrayContaining(['s3:PutObject', 'kms:GenerateDataKey']),
    );

    const deployed = await api.deploy(plan);
    expect(deployed.reason).toBeUndefined();
    const parameter = deployed.resources.find(
      ({ logicalId }) => logicalId === 'storageartifacts',
    );
    const { Parameter } = await client(SSMClient).send(
      new GetParameterCommand({ Name: parameter!.physicalId }),
    );
    expect(Parameter?.Value).toContain(values.StorageArtifactsBucketName);
    const { SecurityGroupRules } = await client(EC2Client).send(
      new DescribeSecurityGroupRulesCommand({
        Filters: [
          {
            Name: 'group-id',
            Values: [values.DaggerEndpointSecurityGroupId],
          },
        ],
      }),
    );
    expect(SecurityGroupRules).toContainEqual(
      expect.objectContaining({
        ...{ IsEgress: false, FromPort: 8443, ToPort: 8443 },
        ReferencedGroupInfo: expect.objectContaining({
          GroupId: expect.stringMatching(/^sg-/),
        }),
      }),
    );
    expect((await api.get<Stack>('/stacks/shop-api-sandbox')).binds).toEqual(
      plan.binds,
    );
  });

  it('refuses a wrong capability, naming both', async () => {
    const issues = await issuesOf({
      component: 'other',
      binds: [
        { to: 'ci', capability: 'search:index' },
        { to: 'ci', capability: 'security:kms' },
        { to: 'ci', capability: 'dagger:endpoint' },
        { to: 'ci', capability: 'dagger:endpoint' },
      ],
    });
    expect(issues).toEqual([
      expect.objectContaining({
        path: '/binds/3/capability',
        message: 'is bound to ci already',
      }),
      expect.objectContaining({
        path: '/binds/0/capability',
        message:
          'is not offered by ci (dagger-engine-pool), but other binds to search:index of ci',
        accepted: expect.stringContaining('storage:artifacts'),
      }),
      expect.objectContaining({
        path: '/binds/1/capability',
        message:
          'is nothing that reader can bind to, but other binds to security:kms of ci',
      }),
    ]);
  });

  it('names who is bound to a stack in its destroy, and asks again when somebody new is', async () => {
    const destroy = await api.plan({ ...pool, action: 'destroy' });
    expect(destroy.destroy?.dependents).toEqual(['shop-api-sandbox']);

    const second = { ...consumer, component: 'second', binds: [binds[1]] };
    await api.deploy(await api.plan(second));
    const stale = await api.until(
      () => api.get<Plan>(`/plans/${destroy.id}`),
      ({ state }) => state !== 'ready',
    );
    expect(stale).toMatchObject({
      state: 'stale',
      staleBecause: `shop-second-sandbox depends on ${stack} since this plan was made`,
    });
  });

  it('is stale when what it is bound to changes', async () => {
    const plan = await api.plan({ ...consumer, component: 'late', binds });
    const again = await api.plan({ ...pool, action: 'destroy' });
    expect((await api.deploy(again, stack)).state).toBe('destroyed');
    expect((await api.apply(plan)).body).toMatchObject({
      error: {
        reasons: [`Stack ${stack}, which it is bound to, is gone`],
      },
    });
  });
});
