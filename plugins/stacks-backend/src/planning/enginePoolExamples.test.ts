import { startLocalAws, type LocalAws } from '@enginehouse/aws-sandbox';
import { parseManifest } from '@enginehouse/stack-kit';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { asking, planningOn } from './__testUtils__/planningOn';
import { mayApply } from './mayApply';
import type { PlanRecord } from './types';

// Five pools are synthesized, checked and given change sets.
jest.setTimeout(180_000);

const EXAMPLES = resolve(__dirname, '../../../../examples/engine-pool');
const read = (file: string) => readFileSync(join(EXAMPLES, file), 'utf8');

/** What FedRAMP leaves for people to decide: the notes of the definition's page. */
const TRAIL_BUCKET = [
  'AwsSolutions-S1 at TrailBucket/Resource',
  'NIST.800.53.R5-S3BucketLoggingEnabled at TrailBucket/Resource',
  'NIST.800.53.R5-S3BucketReplicationEnabled at TrailBucket/Resource',
];
const ARTIFACTS =
  'NIST.800.53.R5-S3BucketReplicationEnabled at Artifacts/Resource';

const audited = { observability: { flowLogs: true, cloudTrail: true } };
const byFramework = {
  '/fipsMode': 'framework',
  '/observability/flowLogs': 'framework',
  '/observability/cloudTrail': 'framework',
};

/** What the plan of each manifest shows, by its file. */
const SHOWN = {
  'service.yml': {
    environment: 'commercial',
    config: { fipsMode: false, capacity: { min: 1, max: 3 } },
    origin: { '/fipsMode': 'framework', '/instanceType': 'definition' },
    adds: ['AWS::EC2::VPC', 'AWS::KMS::Key', 'AWS::S3::Bucket'],
    addsNo: ['AWS::EC2::FlowLog', 'AWS::EFS::FileSystem'],
    cost: { monthly: 141.8775, upTo: 308.9825, unpriced: [] },
    blockedBy: [],
  },
  'service-existing-vpc.yml': {
    environment: 'commercial',
    config: { network: { vpcId: 'vpc-0123456789abcdef0' } },
    origin: { '/endpoint/mtls/acmPcaArn': 'environment' },
    adds: ['AWS::KMS::Key', 'AWS::S3::Bucket'],
    addsNo: ['AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::EC2::NatGateway'],
    cost: unpriced('2 to 6 × Instance m7i.2xlarge'),
    blockedBy: [],
  },
  'service-local-disks.yml': {
    environment: 'commercial',
    config: { storage: { cache: 'DISK' } },
    origin: { '/compliance/forbidNoKms': 'manifest' },
    adds: ['AWS::EC2::VPC'],
    addsNo: ['AWS::EFS::FileSystem'],
    cost: unpriced('1 to 2 × Instance m6id.xlarge'),
    blockedBy: [
      'engines-private at Endpoint/Resource',
      'load-balancer-internal at Endpoint/Resource',
    ],
  },
  'service-fedramp-moderate.yml': {
    environment: 'fedramp-moderate',
    config: { ...audited, fipsMode: true, stigBaseline: 'RHEL8' },
    origin: { ...byFramework, '/stigBaseline': 'manifest' },
    adds: [
      'AWS::EC2::FlowLog',
      'AWS::CloudTrail::Trail',
      'AWS::EFS::FileSystem',
    ],
    addsNo: ['AWS::ECR::PullThroughCacheRule'],
    cost: { monthly: 193.93, upTo: 329.035, unpriced: [] },
    blockedBy: [...TRAIL_BUCKET, ARTIFACTS],
  },
  'service-fedramp-high.yml': {
    environment: 'fedramp-high',
    config: { ...audited, fipsMode: true },
    origin: { ...byFramework, '/storage/kmsKeyRef': 'manifest' },
    adds: [
      'AWS::EC2::FlowLog',
      'AWS::CloudTrail::Trail',
      'AWS::ECR::PullThroughCacheRule',
    ],
    addsNo: ['AWS::EC2::VPC', 'AWS::KMS::Key'],
    cost: unpriced('2 × Instance m7i.2xlarge'),
    blockedBy: TRAIL_BUCKET,
  },
};

function unpriced(what: string) {
  return {
    atLeast: true,
    unpriced: [{ path: 'Pool/ASG', reason: expect.stringContaining(what) }],
  };
}

/** The environments that the examples come with, on a local AWS and with the literals of `lookups.yml`. */
function environmentsOn({ endpoint }: LocalAws) {
  const lookups = parse(read('lookups.yml'));
  const { environments } = parse(read('app-config.yaml')).stacks;
  return Object.fromEntries(
    Object.entries<object>(environments).map(([name, settings]) => [
      name,
      { ...settings, endpoint, lookups },
    ]),
  );
}

describe('an example manifest of the engine pool', () => {
  let aws: LocalAws;
  let on: ReturnType<typeof planningOn>;

  beforeAll(async () => {
    aws = await startLocalAws();
    on = planningOn(aws, {}, { others: environmentsOn(aws) });
  });

  afterAll(async () => {
    await on?.workers.close();
    await aws?.stop();
  });

  async function planned(file: string): Promise<PlanRecord> {
    const { service, owner, complianceFramework, components } = parseManifest(
      read(file),
      file,
    );
    const [{ name, type, config }] = components;
    const planning = asking({
      ...{ service, owner, config },
      ...{ definition: type, component: name },
      environment: complianceFramework ?? 'commercial',
    });
    return on.planner.seal(
      await on.planner.prepare({ ...planning, ownershipRefs: [owner] }),
    );
  }

  it('is planned here, each of them', () => {
    expect(Object.keys(SHOWN).sort()).toEqual(
      readdirSync(EXAMPLES)
        .filter(file => file.startsWith('service'))
        .sort(),
    );
  });

  it.each(Object.entries(SHOWN))(
    'shows what %s adds, configures and costs, and what blocks it',
    async (file, { adds, addsNo, blockedBy, ...shown }) => {
      const record = await planned(file);
      const { plan } = record;
      expect(plan.error).toBeUndefined();
      expect(record).toMatchObject({
        state: 'ready',
        seal: { changeSetId: expect.any(String) },
        plan: { ...shown, summary: { changed: 0, replaced: 0, removed: 0 } },
      });
      const types = new Set(
        plan.changes
          .filter(({ action }) => action === 'add')
          .map(({ resourceType }) => resourceType),
      );
      expect(adds.filter(type => !types.has(type))).toEqual([]);
      expect(addsNo.filter(type => types.has(type))).toEqual([]);
      const { findings } = plan;
      const environment = on.aws.environment(plan.environment);
      expect(
        mayApply(record, [], environment, findings)
          .map(reason => reason.split(':')[0])
          .sort(),
      ).toEqual([...blockedBy].sort());
      await on.planner.discard(record);
    },
  );
});
