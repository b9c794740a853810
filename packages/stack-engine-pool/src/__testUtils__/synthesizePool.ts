import { Template } from 'aws-cdk-lib/assertions';
import {
  Framework,
  LookupValues,
  Patch,
  resolve,
  stackPolicy,
  stackTags,
} from '@enginehouse/stack-kit';
import { synthesize, Synthesis } from '@enginehouse/stack-kit/build';
import build from '../build';
import { enginePool } from '../definition';
import type { EnginePoolConfig } from '../schema';

export const PCA =
  'arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/12345678-1234-1234-1234-123456789012';

export const KEY_ARN =
  'arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012';

export const MIRROR_SECRET =
  'arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/ghcr-AbCdEf';

export const context = {
  service: 'checkout',
  component: 'ci-engine',
  environment: 'test',
  owner: 'group:default/platform',
};

/** The least that has to be filled in. */
export const least = {
  capacity: { min: 1, max: 3 },
  endpoint: { mtls: { acmPcaArn: PCA } },
};

export function resolvePool(
  value: object,
  framework: Framework = 'commercial',
) {
  return resolve(
    enginePool,
    [
      { source: 'framework', value: enginePool.defaults[framework] },
      { source: 'manifest', value: least },
      { source: 'override', value },
    ],
    context,
  );
}

/** What AWS answers in tests. */
export const lookups: LookupValues = {
  image: {
    imageId: 'ami-0123456789abcdef0',
    fips: true,
    rootDevice: '/dev/xvda',
  },
  zones: ['us-east-1a', 'us-east-1b'],
  vpc: {
    vpcId: 'vpc-0123456789abcdef0',
    cidr: '10.1.0.0/16',
    privateSubnets: [
      { subnetId: 'subnet-0aaa', availabilityZone: 'us-east-1a' },
      { subnetId: 'subnet-0bbb', availabilityZone: 'us-east-1b' },
      { subnetId: 'subnet-0ccc', availabilityZone: 'us-east-1b' },
    ],
  },
};

const loaded = {
  definition: enginePool,
  rego: [require.resolve('../../audit/rego/dagger-engine-pool.wasm')],
};

/** Synthesizes a pool whose configuration is the least plus the given one; with `checked`, its policies are asked, too. */
export function synthesizePool(
  value: object = {},
  {
    framework = 'commercial',
    found = {},
    checked = false,
    patches,
  }: {
    framework?: Framework;
    found?: LookupValues;
    checked?: boolean;
    patches?: Patch[];
  } = {},
): Synthesis {
  const { config } = resolvePool(value, framework);
  return synthesize(build as never, {
    ...context,
    config,
    lookups: answered(config, { ...lookups, ...found }),
    bindings: {},
    patches,
    tags: stackTags({
      ...context,
      definition: enginePool,
      framework,
    }),
    target: { account: '123456789012', region: 'us-east-1' },
    stackName: 'checkout-ci-engine-test',
    description: enginePool.title,
    policy: checked ? stackPolicy(loaded, framework) : undefined,
  });
}

/** Of the answers, those to what the configuration asks. */
function answered(config: EnginePoolConfig, answers: LookupValues) {
  const asked = enginePool.lookups(config, context).map(({ key }) => key);
  return Object.fromEntries(asked.map(key => [key, answers[key]]));
}

export function poolTemplate(
  ...args: Parameters<typeof synthesizePool>
): Template {
  return Template.fromJSON({ ...synthesizePool(...args).template });
}
