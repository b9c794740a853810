import {
  CloudFormationClient,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { startLocalAws, type LocalAws } from '@enginehouse/aws-sandbox';
import type { PlanRequest } from '@enginehouse/plugin-stacks-common';
import { digestBytes } from '@enginehouse/stack-kit';
import { StackReader } from './cloudformation/StackReader';
import { deployed } from './__testUtils__/deployed';
import { asking, planningOn } from './__testUtils__/planningOn';
import type { PlanRecord } from './types';

jest.setTimeout(120_000);

describe('planning on the local AWS', () => {
  let aws: LocalAws;
  let on: ReturnType<typeof planningOn>;
  let reader: StackReader;

  beforeAll(async () => {
    aws = await startLocalAws();
    on = planningOn(aws);
    reader = new StackReader(on.aws, on.aws.environment('sandbox'));
  });

  afterAll(async () => {
    await on?.workers.close();
    await aws?.stop();
  });

  async function sealed(request: Partial<PlanRequest>): Promise<PlanRecord> {
    return on.planner.seal(await on.planner.prepare(asking(request)));
  }

  function writes() {
    return aws.control
      .calls()
      .then(calls =>
        calls.filter(c => /^(Create|Put|Delete|Execute|Update)/.test(c.action)),
      );
  }

  it('previews an engine pool without writing anything', async () => {
    const before = await writes();
    const plan = await on.planner.preview(
      asking({
        definition: 'dagger-engine-pool',
        service: 'builds',
        config: { capacity: { min: 1, max: 3 } },
      }),
    );
    expect(await writes()).toEqual(before);
    expect(plan).toMatchObject({
      state: 'preview',
      stack: 'builds-engine-pool-sandbox',
      isNewStack: true,
      createdBy: 'user:default/ada',
      summary: { changed: 0, removed: 0, iam: 'wider', network: 'wider' },
      config: { capacity: { min: 1, max: 3 } },
      origin: {
        '/capacity/min': 'manifest',
        '/endpoint/mtls/acmPcaArn': 'environment',
      },
      lookups: {
        image: {
          imageId: expect.stringMatching(/^ami-/),
          fips: true,
          rootDevice: '/dev/sda1',
        },
        zones: expect.any(Array),
      },
      security: { capabilities: ['CAPABILITY_IAM'] },
      cost: { currency: 'USD', region: 'us-east-1', atLeast: false },
    });
    expect(plan.cost?.lines).toContainEqual(
      expect.objectContaining({
        path: 'Vpc/PublicSubnet1/NATGateway',
        usd: 32.85,
      }),
    );
    expect(plan.summary.added).toBe(plan.changes.length);
    expect(plan.manifest).toContain('type: dagger-engine-pool');
    expect(plan.notices).toEqual([
      expect.stringMatching(/starts with 1 instances.*within 1 and 3/),
    ]);
    expect(plan).not.toHaveProperty('seal');
    expect(plan.findings).toContainEqual(
      expect.objectContaining({
        rule: 'AwsSolutions-VPC7',
        resource: expect.objectContaining({ path: 'Vpc/Resource' }),
        blocking: false,
      }),
    );
    expect(plan.findings.filter(({ blocking }) => blocking)).toEqual([]);
  });

  it('refuses what the region of the environment rules out, at its option', async () => {
    const acmPcaArn =
      'arn:aws:acm-pca:us-west-2:123456789012:certificate-authority/11111111-2222-3333-4444-555555555555';
    await expect(
      on.planner.preview(
        asking({
          definition: 'dagger-engine-pool',
          config: {
            capacity: { min: 1, max: 3 },
            endpoint: { mtls: { acmPcaArn } },
          },
        }),
      ),
    ).rejects.toMatchObject({
      issues: [
        {
          path: '/config/endpoint/mtls/acmPcaArn',
          value: acmPcaArn,
          accepted: 'an ARN of us-east-1',
        },
      ],
    });
  });

  it('lets two plans of a new name share its review, and the last one discarded removes it', async () => {
    const [first, second] = await Promise.all([
      sealed({ service: 'shared' }),
      sealed({ service: 'shared', config: { count: 2 } }),
    ]);
    expect(first).toMatchObject({ state: 'ready', plan: { isNewStack: true } });
    expect(second.seal?.stackId).toBe(first.seal?.stackId);
    expect(second.seal?.digest).not.toBe(first.seal?.digest);

    await on.planner.discard(first);
    expect(await on.planner.staleness(first)).toBe('Its change set is gone');
    expect(await on.planner.staleness(second)).toBeUndefined();
    await on.planner.discard(second);
    await on.planner.discard(second);
    expect(await reader.find('shared-topics-sandbox')).toBeUndefined();
  });

  it('proposes the same on any machine, and seals each plan differently', async () => {
    const one = await sealed({ service: 'equal' });
    const two = await sealedElsewhere({ service: 'equal' });
    expect(one.seal?.proposal).toBe(two.seal?.proposal);
    expect(one.seal?.digest).not.toBe(two.seal?.digest);
    expect(one.seal?.templateDigest).toBe(two.seal?.templateDigest);
    expect(one.plan.findings).toEqual(two.plan.findings);
    expect(one.plan.findings.map(({ rule }) => rule)).toEqual(
      Array(2).fill('AwsSolutions-SNS3'),
    );
    await Promise.all([one, two].map(p => on.planner.discard(p)));
  });

  async function sealedElsewhere(request: Partial<PlanRequest>) {
    const other = planningOn(aws);
    try {
      return await other.planner.seal(
        await other.planner.prepare(asking(request)),
      );
    } finally {
      await other.workers.close();
    }
  }

  it('patches what a definition builds, never in silence, and refuses what names nothing', async () => {
    const asked = {
      service: 'patched',
      patches: [
        {
          ...{ handle: 'first', op: 'set' as const },
          ...{ path: '/DisplayName', value: 'Mine' },
        },
      ],
    };
    const plan = await sealed(asked);
    expect(plan).toMatchObject({ state: 'ready' });
    expect(plan.execution?.template).toContain('"DisplayName":"Mine"');
    expect(plan.plan).toMatchObject({
      manifest: expect.stringContaining('path: /DisplayName'),
      notices: [
        expect.stringMatching(/^One patch changes what the definition/),
      ],
      patches: [
        {
          ...{ handle: 'first', value: 'Mine', before: 'Topic ' },
          resourceType: 'AWS::SNS::Topic',
        },
      ],
    });
    const plain = await sealed({ service: 'patched' });
    expect(plain.seal?.proposal).not.toBe(plan.seal?.proposal);
    await Promise.all([plan, plain].map(p => on.planner.discard(p)));

    const unknown = {
      service: 'patched',
      patches: [
        { handle: 'frist', op: 'remove' as const, path: '/DisplayName' },
      ],
    };
    await expect(on.planner.preview(asking(unknown))).rejects.toMatchObject({
      issues: [
        {
          path: '/patches/0/handle',
          message: 'is not known; did you mean "first"?',
          accepted: 'fixed, first',
        },
      ],
    });
    expect((await sealed(unknown)).plan.error).toContain(
      '/patches/0/handle is not known; did you mean "first"?; accepted: fixed, first',
    );
    await expect(
      on.planner.prepare(
        asking({ patches: [{ handle: 'first', op: 'set', path: '/A' }] }),
      ),
    ).rejects.toMatchObject({
      issues: [{ path: '/patches/0/value', message: 'is required' }],
    });
  });

  it('is stale as soon as others wrote what it was made with, so that it undoes no rollout', async () => {
    const greeting = '/topics/greeting';
    const ssm = on.aws.client(on.aws.environment('sandbox'), SSMClient, {
      role: 'deploy',
    });
    const write = (Value: string) =>
      ssm.send(
        new PutParameterCommand({
          ...{ Name: greeting, Value, Type: 'String', Overwrite: true },
        }),
      );
    const asked = { service: 'volatile', config: { greeting } };
    const first = await sealed(asked);
    expect(first.plan.lookups).toEqual({ greeting: 'hello' });
    expect(first.execution?.template).toContain('"DisplayName":"hello"');
    expect(await on.planner.staleness(first)).toBeUndefined();

    await write('v1');
    expect(await on.planner.staleness(first)).toBe(
      `SSM parameter ${greeting} changed from hello to v1 since this plan was made`,
    );
    const second = await sealed(asked);
    expect(second.plan.lookups).toEqual({ greeting: 'v1' });
    expect(await on.planner.staleness(second)).toBeUndefined();
    expect(second.seal?.proposal).not.toBe(first.seal?.proposal);
    await Promise.all([first, second].map(p => on.planner.discard(p)));
  });

  it('takes up the change set of before a crash, and removes it without a seal', async () => {
    const record = await on.planner.prepare(asking({ service: 'twice' }));
    const first = await on.planner.seal(record);
    const again = await on.planner.seal(record);
    expect(again.seal?.changeSetId).toBe(first.seal?.changeSetId);
    await on.planner.discard(record);
    expect(await reader.find(record.stack)).toBeUndefined();
  });

  it('knows an update, no changes, and what makes a plan stale', async () => {
    const service = 'moves';
    const created = await sealed({ service });
    expect(await deployed(on, created)).toBe('CREATE_COMPLETE');

    const same = await sealed({ service });
    expect(same).toMatchObject({
      state: 'no-changes',
      plan: { changes: [], summary: { added: 0, changed: 0, removed: 0 } },
    });
    const left = await reader.changeSets(same.seal!.stackId);
    expect(left.filter(id => id.includes(same.id))).toEqual([]);

    const [more, less] = [
      await sealed({ service, config: { count: 2, padding: 3 } }),
      await sealed({ service, config: { count: 3 } }),
    ];
    expect(more.plan).toMatchObject({
      isNewStack: false,
      summary: { added: 1, changed: 1, replaced: 0, removed: 0 },
      changes: [
        {
          logicalId: 'Topic0',
          action: 'modify',
          replacement: 'no',
          constructPath: 'Topic0',
          physicalId: expect.stringContaining('arn:aws:sns'),
          properties: [
            {
              path: 'DisplayName',
              before: 'Topic ',
              after: 'Topic xxx',
              replaces: 'never',
            },
          ],
        },
        { logicalId: 'Topic1', action: 'add' },
      ],
    });
    expect(await on.planner.staleness(less)).toBeUndefined();
    expect(await deployed(on, more)).toBe('UPDATE_COMPLETE');
    expect(await on.planner.staleness(less)).toMatch(
      /is UPDATE_COMPLETE; it was CREATE_COMPLETE/,
    );
  });

  it('seals a destroy: what goes, what stays with its name, what protects, and when it is stale', async () => {
    const service = 'ends';
    const created = await sealed({ service, config: { count: 2 } });
    await deployed(on, created);
    const destroy = await sealed({ service, action: 'destroy' });
    expect(destroy).toMatchObject({
      state: 'ready',
      plan: {
        summary: { removed: 2 },
        destroy: {
          deleted: [{ logicalId: 'Topic0' }, { logicalId: 'Topic1' }],
          retained: [
            {
              logicalId: 'Fixed',
              reason: expect.stringContaining(
                'its name ends-fixed cannot be used',
              ),
            },
          ],
          dependents: [],
          protected: [],
        },
        // One topic stays, charged by use.
        cost: { monthly: 0, before: 0, usage: [{ logicalId: 'Fixed' }] },
      },
      seal: { fingerprint: { resourcesDigest: expect.any(String) } },
    });
    expect(destroy.seal).not.toHaveProperty('changeSetId');

    await protect(created.seal!.stackId);
    const guarded = await sealed({ service, action: 'destroy' });
    expect(guarded.plan.destroy?.protected).toEqual([
      'Stack ends-topics-sandbox: termination protection is on',
    ]);

    await deployed(on, await sealed({ service, config: { count: 3 } }));
    expect(await on.planner.staleness(destroy)).toMatch(/UPDATE_COMPLETE/);
  });

  async function protect(StackName: string) {
    await on.aws
      .client(on.aws.environment('sandbox'), CloudFormationClient, {
        role: 'deploy',
      })
      .send(
        new UpdateTerminationProtectionCommand({
          StackName,
          EnableTerminationProtection: true,
        }),
      );
  }

  it('sends a big template through the bucket, and publishes files by their own sha256', async () => {
    const big = await sealed({
      service: 'big',
      config: { count: 30, padding: 2_000, file: true },
    });
    expect(big).toMatchObject({ state: 'ready' });
    expect(big.execution!.packages).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'aws-cdk-lib', version: '2.270.0' }),
      ]),
    );
    expect(big.execution!.template.length).toBeGreaterThan(51_200);
    expect(big.execution!.assets).toEqual([
      {
        bucket: 'cdk-hnb659fds-assets-123456789012-us-east-1',
        key: expect.any(String),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    const [{ bucket: Bucket, key: Key, sha256 }] = big.execution!.assets;
    const { Body } = await on.aws
      .client(on.aws.environment('sandbox'), S3Client, { role: 'deploy' })
      .send(new GetObjectCommand({ Bucket, Key }));
    expect(digestBytes(await Body!.transformToByteArray())).toBe(
      `sha256:${sha256}`,
    );
    const template = await reader.template(
      big.seal!.stackId,
      big.seal!.changeSetId,
    );
    expect(template).toBe(big.execution!.template);
    await on.planner.discard(big);
  });

  it('refuses everything wrong in a request at once', async () => {
    const request = { ...asking().request, owner: 'group:default/strangers' };
    await expect(
      on.planner.prepare({
        ...asking(),
        request: { ...request, config: { count: 0, cuont: 1 } },
      }),
    ).rejects.toMatchObject({
      name: 'InputError',
      issues: [
        {
          path: '/owner',
          message: 'is not one of yours',
          accepted: 'user:default/ada, group:default/platform',
        },
        { path: '/config/count', value: 0, accepted: expect.any(String) },
        { path: '/config/cuont', message: expect.stringContaining('"count"') },
      ],
    });
    await expect(
      on.planner.prepare(
        asking({
          definition: 'nothing',
          environment: 'nowhere',
          service: 'Not A Name',
          owner: '::',
        }),
      ),
    ).rejects.toMatchObject({
      issues: [
        { path: '/definition', accepted: 'dagger-engine-pool, topics' },
        { path: '/environment', accepted: 'sandbox' },
        { path: '/service' },
        { path: '/owner' },
      ],
    });
  });

  it('names the key of the environment under which the image of a stigBaseline is missing', async () => {
    await expect(
      on.planner.prepare(
        asking({
          definition: 'dagger-engine-pool',
          service: 'builds',
          config: { capacity: { min: 1, max: 3 }, stigBaseline: 'RHEL8' },
        }),
      ),
    ).rejects.toMatchObject({
      issues: [
        {
          path: '/config/stigBaseline',
          message: expect.stringContaining(
            'stacks.environments.sandbox.amis.RHEL8 is not configured',
          ),
        },
      ],
    });
  });

  it('names the option whose lookup finds nothing', async () => {
    await expect(
      on.planner.prepare(
        asking({ config: { vpcId: 'vpc-0123456789abcdef0' } }),
      ),
    ).rejects.toMatchObject({
      issues: [
        {
          path: '/config/vpcId',
          message: expect.stringContaining('there is no such VPC'),
        },
      ],
    });
  });

  it('refuses names that belong to others', async () => {
    await deployed(on, await sealed({ service: 'taken' }));
    await expect(
      on.planner.prepare(asking({ service: 'taken', component: 'second' })),
    ).rejects.toThrow(
      'AWS::SNS::Topic taken-fixed is held by stack taken-topics-sandbox; taken-second-sandbox cannot have it too',
    );
    on.registry.stacks.delete('taken-topics-sandbox');
    await expect(
      on.planner.prepare(asking({ service: 'taken' })),
    ).rejects.toThrow('has a stack of this name that the portal did not make');
    await expect(
      on.planner.prepare(asking({ service: 'never', action: 'destroy' })),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('refuses a stack whose creation failed, and says what to do', async () => {
    await aws.control.addFault({
      stack: 'fails-topics-sandbox',
      resource: 'Topic0',
    });
    expect(await deployed(on, await sealed({ service: 'fails' }))).toBe(
      'ROLLBACK_COMPLETE',
    );
    await aws.control.clearFaults();
    await expect(
      on.planner.prepare(asking({ service: 'fails' })),
    ).rejects.toThrow(
      /could not be created \(ROLLBACK_COMPLETE.*Clear failed create/s,
    );
  });

  it('fails a plan that CloudFormation refuses, with its words, and leaves nothing behind', async () => {
    const record = await on.planner.prepare(asking({ service: 'refused' }));
    await aws.control.addFault({
      service: 'cloudformation',
      action: '^CreateChangeSet$',
      error: 'AccessDenied',
      message:
        'User: arn:aws:iam::123456789012:user/x is not authorized to perform: cloudformation:CreateChangeSet',
      status: 403,
    });
    const failed = await on.planner.seal(record);
    await aws.control.clearFaults();
    expect(failed.state).toBe('failed');
    expect(failed.plan.error).toContain(
      'AWS refuses cloudformation:CreateChangeSet',
    );
    expect(failed).not.toHaveProperty('seal');
    expect(await reader.find(record.stack)).toBeUndefined();
  });

  it('plans through half of all CloudFormation calls being throttled', async () => {
    await aws.control.addFault({
      service: 'cloudformation',
      error: 'Throttling',
      rate: 0.5,
    });
    const plan = await sealed({ service: 'throttled' });
    await aws.control.clearFaults();
    expect(plan.plan.error).toBeUndefined();
    expect(plan.state).toBe('ready');
    await on.planner.discard(plan);
  });

  it('does not plan where credentials or bootstrap are missing, and says what to do', async () => {
    const account = '210987654321';
    const foreign = planningOn(aws, { account }, { accountId: account });
    await expect(foreign.planner.prepare(asking())).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('belong to account 123456789012'),
    });
    await foreign.workers.close();

    const bare = planningOn(aws, { region: 'eu-central-1' });
    const command = `AWS_ENDPOINT_URL=${aws.endpoint} npx aws-cdk@2 bootstrap aws://123456789012/eu-central-1`;
    await expect(bare.planner.prepare(asking())).rejects.toThrow(
      `is not bootstrapped`,
    );
    expect(bare.checks.list()[0].check).toMatchObject({
      ok: false,
      bootstrapCommand: command,
    });
    await bare.workers.close();
  });

  it('shows what an environment says it cannot show', async () => {
    const telling = planningOn(aws, {
      statusUrl: `${aws.endpoint}/sandbox/status`,
    });
    await telling.checks.checkAll();
    expect(telling.checks.list()).toEqual([
      expect.objectContaining({
        check: expect.objectContaining({ ok: true, bootstrapVersion: 28 }),
        limits: {
          since: expect.stringMatching(/^20.*T/),
          sentences: expect.arrayContaining([
            expect.stringContaining('Properties are not validated'),
          ]),
        },
      }),
    ]);
    await telling.workers.close();
  });
});
