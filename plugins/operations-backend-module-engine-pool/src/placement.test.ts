import { EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { startLocalAws, type LocalAws } from '@enginehouse/aws-sandbox';
import type {
  SourceContext,
  UnitReading,
} from '@enginehouse/plugin-operations-node';
import { handleFor } from './__testUtils__/handleFor';
import { beforeEnginesEnd } from './beforeEnginesEnd';
import { enginePlacement } from './placement';

jest.setTimeout(60_000);

const contextFor = (
  endpoint: string,
  over: Partial<SourceContext['stack']> = {},
): SourceContext => ({
  stack: {
    name: 'checkout-engine-pool-sandbox',
    definition: 'dagger-engine-pool',
    environment: 'sandbox',
    account: '123456789012',
    region: 'us-east-1',
    outputs: {},
    config: {},
    ...over,
  },
  resources: [],
  aws: handleFor(endpoint),
});

const anEngine = (key: string): UnitReading => ({
  key,
  name: key,
  kind: 'engine',
  resourceType: 'AWS::AutoScaling::AutoScalingGroup',
  resourceId: 'pool',
  state: 'InService',
  status: 'healthy',
});

describe('an engine of a lease', () => {
  let local: LocalAws;

  beforeAll(async () => {
    local = await startLocalAws();
  });
  afterAll(() => local?.stop());

  it('is reached over TLS by its own name, which AWS gives; one that AWS does not know by none', async () => {
    const context = contextFor(local.endpoint);
    const { Instances = [] } = await context.aws.client(EC2Client).send(
      new RunInstancesCommand({
        ImageId: 'ami-12c6146b',
        MinCount: 2,
        MaxCount: 2,
      }),
    );
    const units = Instances.map(({ InstanceId = '' }) => anEngine(InstanceId));
    const addresses = await enginePlacement.addresses(
      [...units, anEngine('i-00000000000000000')],
      context,
    );
    expect(Object.fromEntries(addresses)).toEqual(
      Object.fromEntries(
        Instances.map(one => [
          one.InstanceId,
          `tls://${one.PrivateDnsName}:8443`,
        ]),
      ),
    );
    expect([...addresses.values()][0]).toMatch(
      /^tls:\/\/ip-[\d-]+\.ec2\.internal:8443$/,
    );
  });

  it('is probed before Dagger connects, which would be silent if it were refused', () => {
    const { steps, facts } = enginePlacement.connect(
      contextFor(local.endpoint, {
        outputs: { DaggerEndpointCertificateAuthorityArn: 'arn:aws:acm-pca' },
      }),
    );
    expect(steps.map(({ title }) => title)).toEqual([
      'Probe first',
      'Then run',
    ]);
    expect(steps[0].note).toMatch(/silent when it is refused/);
    expect(steps[1].text).toMatch(
      /_EXPERIMENTAL_DAGGER_RUNNER_HOST="\$\{ADDRESS\}\?cert_path=.*&key_path=.*&ca_path=/,
    );
    expect(facts).toContainEqual({
      label: 'Private CA',
      value: 'arn:aws:acm-pca',
      kind: 'id',
    });
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ capacity: { drainMinutes: 7 } }, /at most 7 minutes; then they are cut/],
    [{}, /at most the pool's capacity\.drainMinutes \(60 unless/],
  ])('lets its sessions end before it does, as %j says', (config, said) => {
    expect(beforeEnginesEnd(contextFor(local.endpoint, { config }))).toMatch(
      said,
    );
  });
});
