import { createHash } from 'node:crypto';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { TestBackend, mockServices } from '@backstage/backend-test-utils';
import { LocalAws, startLocalAws } from '@enginehouse/aws-sandbox';
import type {
  Deployment,
  LedgerLine,
  Plan,
} from '@enginehouse/plugin-stacks-common';
import { verificationKey, verifyBundle } from '@enginehouse/stack-kit/evidence';
import knexFactory, { type Knex } from 'knex';
import {
  ACCOUNT,
  startStacksBackend,
} from './__testUtils__/startStacksBackend';
import { StacksApi, things } from './__testUtils__/StacksApi';

jest.setTimeout(180_000);

const BUCKET = `enginehouse-evidence-${ACCOUNT}-us-east-1`;
const KEY = 'alias/enginehouse-evidence';

describe('evidence on the local AWS', () => {
  let aws: LocalAws;
  let knex: Knex;
  let backend: TestBackend;
  let api: StacksApi;
  let s3: S3Client;
  let kms: KMSClient;

  beforeAll(async () => {
    aws = await startLocalAws({ env: { SANDBOX_CFN_STEP_SECONDS: '0.05' } });
    knex = knexFactory({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    const client = {
      region: 'us-east-1',
      endpoint: aws.endpoint,
      credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    };
    s3 = new S3Client({ ...client, forcePathStyle: true });
    kms = new KMSClient(client);
    await start({ bucket: BUCKET, key: KEY });
  });

  afterEach(async () => {
    await aws.control.clearFaults();
  });

  afterAll(async () => {
    s3?.destroy();
    kms?.destroy();
    await backend?.stop();
    await knex?.destroy();
    await aws?.stop();
  });

  async function start(evidence?: { bucket: string; key: string }) {
    backend = await startStacksBackend({
      endpoint: aws.endpoint,
      environment: evidence && { evidence },
      features: [mockServices.database.factory({ knex })],
    });
    api = new StacksApi(backend.server.port());
  }

  async function restart(evidence?: { bucket: string; key: string }) {
    await backend.stop();
    await aws.control.clearFaults();
    await start(evidence);
  }

  async function kinds(stack: string): Promise<string[]> {
    return (await lines(stack)).map(({ kind }) => kind);
  }

  async function lines(stack: string): Promise<LedgerLine[]> {
    const path = `/stacks/${stack}/ledger?limit=100`;
    return (await api.get<{ items: LedgerLine[] }>(path)).items.reverse();
  }

  async function executions(id: string): Promise<number> {
    const calls = await aws.control.calls({
      action: 'ExecuteChangeSet',
      ClientRequestToken: id,
    });
    return calls.filter(({ error }) => !error).length;
  }

  async function objectsOf(stack: string): Promise<string[]> {
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: BUCKET, Prefix: `${stack}/` }),
    );
    return Contents.map(({ Key = '' }) => Key);
  }

  async function download(id: string): Promise<Buffer> {
    const port = backend.server.port();
    const response = await fetch(
      `http://localhost:${port}/api/stacks/v1/deployments/${id}/evidence`,
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain(`${id}.tar`);
    return Buffer.from(await response.arrayBuffer());
  }

  async function publicKey() {
    const { PublicKey } = await kms.send(
      new GetPublicKeyCommand({ KeyId: KEY }),
    );
    return verificationKey(PublicKey!);
  }

  /** Refuses or delays the next calls of an action. */
  async function fault(service: string, action: string, more: object) {
    await aws.control.addFault({ service, action: `^${action}$`, ...more });
  }

  const denied = { error: 'AccessDenied', message: 'not yours', status: 403 };
  const busy = { error: 'ServiceUnavailable', status: 503 };

  it('is signed, stored, then executed, and copied where the stack has a bucket for it', async () => {
    const file = Buffer.from('#!/bin/sh\n');
    const sha256 = createHash('sha256').update(file).digest('hex');
    const asset = { bucket: BUCKET, key: 'asset.sh' };
    await s3.send(
      new PutObjectCommand({ Bucket: BUCKET, Key: asset.key, Body: file }),
    );
    const capability = 'storage:artifacts';
    const { template } = things(1);
    const plan = await api.plan({
      service: 'proven',
      config: {
        template: {
          ...template,
          Outputs: {
            StorageArtifactsBucketName: { Value: 'proven-artifacts' },
          },
        },
        assets: [{ ...asset, sha256 }],
        outputs: {
          StorageArtifactsBucketName: { capability, value: 'bucketName' },
        },
      },
    });
    expect(plan.evidence).toBeUndefined();
    expect(plan.evidenceNote).toBe(
      `When this plan is applied, its evidence is signed with ${KEY} and stored in s3://${BUCKET} before anything is changed.`,
    );
    const since = new Date().toISOString();
    const { id, evidence } = await api.deploy(plan);

    expect(evidence).toMatchObject({
      state: 'stored',
      key: expect.stringMatching(/^arn:aws:kms:us-east-1:\d{12}:key\//),
      keyId: (await publicKey()).id,
      location: `s3://${BUCKET}/${(await objectsOf(plan.stack))[0]}`,
    });
    const bytes = await download(id);
    const verified = await verifyBundle(bytes, await publicKey());
    expect(verified.digest).toBe(evidence!.digest);
    expect(verified.statement.predicate.runDetails.metadata).toEqual({
      invocationId: id,
    });
    const text = (name: string) =>
      Buffer.from(verified.files.get(name)!).toString();
    expect(text(`assets/${sha256}`)).toBe('#!/bin/sh\n');
    expect(JSON.parse(text('seal.json')).seal).toEqual(plan.seal);
    expect(JSON.parse(text('configuration.json')).config).toEqual(plan.config);

    const made = (await aws.control.calls({ since })).map(c => c.action);
    expect(made.indexOf('PutObject')).toBeGreaterThan(-1);
    expect(made.indexOf('ExecuteChangeSet')).toBeGreaterThan(
      made.indexOf('PutObject'),
    );
    const ledger = await lines(plan.stack);
    const order = ledger.map(({ kind }) => kind);
    expect(order.slice(2, 4)).toEqual([
      'deployment-started',
      'evidence-stored',
    ]);
    expect(ledger[2].data).toMatchObject({ evidence: evidence!.digest });
    expect(ledger[3].data).toMatchObject({ digest: evidence!.digest });

    // The bucket is not there yet: the deployment stays what it is, and the next attempt succeeds.
    const failed = await api.until(
      () => api.get<Deployment>(`/deployments/${id}`),
      d => d.evidence?.copy !== undefined,
    );
    expect(failed).toMatchObject({
      state: 'settling',
      evidence: {
        copy: { state: 'due', reason: expect.stringContaining('bucket') },
      },
    });
    await s3.send(new CreateBucketCommand({ Bucket: 'proven-artifacts' }));
    const pauseIsOver = { copy_after: new Date().toISOString() };
    await knex('evidence').where({ deployment: id }).update(pauseIsOver);
    const copied = await api.until(
      () => api.get<Deployment>(`/deployments/${id}`),
      d => d.evidence?.copy?.state === 'copied',
    );
    const [Bucket, ...key] = copied
      .evidence!.copy!.location!.replace('s3://', '')
      .split('/');
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket, Key: key.join('/') }),
    );
    expect(Buffer.from(await Body!.transformToByteArray()).equals(bytes)).toBe(
      true,
    );
    expect(await kinds(plan.stack)).toEqual(
      expect.arrayContaining(['evidence-copy-failed', 'evidence-copied']),
    );
    expect(await api.get<Plan>(`/plans/${plan.id}`)).toMatchObject({
      state: 'applied',
      evidence: { digest: evidence!.digest },
    });

    // Whoever may write to the bucket puts something else there.
    const Key = evidence!.location.replace(`s3://${BUCKET}/`, '');
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: file }));
    expect(await api.call('GET', `/deployments/${id}/evidence`)).toMatchObject({
      status: 409,
      body: {
        error: {
          message: expect.stringContaining(
            `not the evidence of deployment ${id}`,
          ),
        },
      },
    });
  });

  it('refuses the apply, with AWS’s reason, when it may not sign', async () => {
    const plan = await api.plan({ service: 'unsigned', config: things(1) });
    await fault('kms', 'Sign', denied);
    const refused = await api.apply(plan);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        error: { reasons: [expect.stringMatching(/signed with.*not yours/)] },
      },
    });
    expect(await kinds(plan.stack)).not.toContain('deployment-started');
    await aws.control.clearFaults();
    expect((await api.deploy(plan)).evidence?.state).toBe('stored');
  });

  it('starts nothing when it may not store', async () => {
    const plan = await api.plan({ service: 'unstored', config: things(1) });
    await fault('s3', 'PutObject', denied);
    const { id, state, reason, evidence } = await api.deploy(plan);
    expect(state).toBe('not-started');
    expect(reason).toMatch(/not stored in s3:.*not yours/);
    expect(evidence?.state).toBe('signed');
    expect(await executions(id)).toBe(0);
    const { status } = await api.call('GET', `/deployments/${id}/evidence`);
    expect(status).toBe(404);
  });

  it.each([
    [
      'a finding of the plan',
      async (plan: Plan) => {
        const row = await knex('plans').where({ id: plan.id }).first();
        const stored = JSON.parse(row.plan);
        stored.findings[0].reason = 'Nothing to see here.';
        await knex('plans')
          .where({ id: plan.id })
          .update({ plan: JSON.stringify(stored) });
      },
      'findings.json is not what was signed',
    ],
    [
      'the seal',
      async (plan: Plan) => {
        const row = await knex('plans').where({ id: plan.id }).first();
        const seal = { ...JSON.parse(row.seal), sealedBy: 'user:default/eve' };
        await knex('plans')
          .where({ id: plan.id })
          .update({ seal: JSON.stringify(seal) });
      },
      'seal.json is not what was signed',
    ],
    [
      'the template',
      async (plan: Plan) => {
        const row = await knex('plans').where({ id: plan.id }).first();
        const execution = { ...JSON.parse(row.execution), template: '{}' };
        await knex('plans')
          .where({ id: plan.id })
          .update({ execution: JSON.stringify(execution) });
      },
      'template.json is not what was signed',
    ],
    [
      'an asset',
      async () => {
        await s3.send(
          new PutObjectCommand({
            Bucket: 'signed-assets',
            Key: 'file',
            Body: 'other',
          }),
        );
      },
      'was changed after it was sealed',
    ],
  ])(
    'refuses when %s changes after it was signed',
    async (what, change, why) => {
      await s3.send(new CreateBucketCommand({ Bucket: 'signed-assets' }));
      const asset = { Bucket: 'signed-assets', Key: 'file' };
      await s3.send(new PutObjectCommand({ ...asset, Body: 'bytes' }));
      const sha256 = createHash('sha256').update('bytes').digest('hex');
      const plan = await api.plan({
        service: what.replaceAll(' ', '-'),
        config: {
          ...things(1),
          assets: [{ bucket: asset.Bucket, key: asset.Key, sha256 }],
          findings: [finding()],
        },
      });
      // Signed and recorded, but CloudFormation takes it at no attempt.
      await fault('cloudformation', 'ExecuteChangeSet', busy);
      const gate = await api.apply(plan);
      expect(gate.status).toBe(202);
      await change(plan);
      const { id, state, reason } = await api.finished(gate.body.id);
      expect({ state, reason }).toEqual({
        state: 'not-started',
        reason: expect.stringContaining(why),
      });
      expect(await executions(id)).toBe(0);
    },
  );

  it.each([
    ['signed', 's3', 'PutObject', undefined],
    ['stored', 'cloudformation', 'ExecuteChangeSet', 'evidence-stored'],
  ])(
    'is one bundle also when a restart comes after it was %s',
    async (service, of, action, reached) => {
      const plan = await api.plan({ service, config: things(1) });
      await fault(of, action, busy);
      const since = new Date().toISOString();
      const { body } = await api.apply(plan);
      const { digest } = body.evidence!;
      await api.until(
        async () =>
          reached
            ? (await kinds(plan.stack)).includes(reached)
            : (await aws.control.calls({ action, since })).length > 0,
        Boolean,
      );
      await restart({ bucket: BUCKET, key: KEY });
      const finished = await api.finished(body.id);
      expect(finished).toMatchObject({
        state: 'settling',
        evidence: { digest, state: 'stored' },
      });
      expect(await objectsOf(plan.stack)).toEqual([
        `${plan.stack}/${digest.slice(7)}.tar`,
      ]);
      const stored = (await kinds(plan.stack)).filter(
        kind => kind === 'evidence-stored',
      );
      expect(stored).toHaveLength(1);
      await expect(
        verifyBundle(await download(body.id), await publicKey()),
      ).resolves.toMatchObject({ digest });
    },
  );

  it('says so where there is none', async () => {
    await restart();
    const plan = await api.plan({ service: 'plain', config: things(1) });
    expect(plan.evidenceNote).toBe(
      'No evidence will be kept: environment sandbox names no bucket and key for it.',
    );
    const deployed = await api.deploy(plan);
    expect(deployed.evidence).toBeUndefined();
    expect(deployed.evidenceNote).toContain('No evidence was kept');
    await api.reportHealth(plan.stack, 'healthy');
    const destroy = await api.plan({
      service: 'plain',
      action: 'destroy',
      config: {},
    });
    expect(destroy.evidenceNote).toBeUndefined();
  });

  it('refuses the apply when there is no bucket for it', async () => {
    await restart({ bucket: 'nowhere-to-be-found', key: KEY });
    const plan = await api.plan({ service: 'homeless', config: things(1) });
    expect(await api.apply(plan)).toMatchObject({
      status: 409,
      body: {
        error: {
          reasons: [expect.stringContaining('s3://nowhere-to-be-found')],
        },
      },
    });
  });
});

function finding() {
  return {
    id: 'one',
    rule: 'rule',
    pack: 'pack',
    controls: [],
    resource: { logicalId: 'Topic', path: 'Topic', type: 'AWS::SNS::Topic' },
    severity: 'info',
    reason: 'As it is.',
    blocking: false,
  };
}
