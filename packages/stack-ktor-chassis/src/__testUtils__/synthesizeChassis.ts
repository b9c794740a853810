import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import {
  resolve,
  stackPolicy,
  stackTags,
  type Patch,
} from '@enginehouse/stack-kit';
import { synthesize, Synthesis } from '@enginehouse/stack-kit/build';
import build from '../build';
import { ktorChassis } from '../definition';
import { NO_IMAGE_YET } from '../names';

export const REGION = 'ap-northeast-2';

export const CERTIFICATE =
  'arn:aws:acm:ap-northeast-2:123456789012:certificate/12345678-1234-1234-1234-123456789012';

export const lookups = {
  certificate: CERTIFICATE,
  bastionImage: 'ami-0123456789abcdef0',
  serviceImageTag: NO_IMAGE_YET,
  adminImageTag: NO_IMAGE_YET,
};

const contextOf = (environment: string) => ({
  service: 'shop',
  component: 'ktor-chassis',
  environment,
  owner: 'group:default/platform',
});

/** Resolves the least that has to be filled in plus the given options. */
export function resolveChassis(value: object) {
  return resolve(
    ktorChassis,
    [
      { source: 'manifest', value: { domainName: 'api.example.com' } },
      { source: 'override', value },
    ],
    contextOf('test'),
  );
}

export type Stage = 'dev' | 'staging' | 'prod';

/** Synthesizes a chassis in an environment named like its stage, by default in Seoul. */
export function synthesizeChassis(
  value: { stage: Stage } & Record<string, unknown>,
  found: Record<string, string> = {},
  region: string = REGION,
  patches: Patch[] = [],
): Synthesis {
  const { config } = resolveChassis(value);
  const context = contextOf(value.stage);
  return synthesize(build as never, {
    ...context,
    config,
    lookups: { ...lookups, ...found },
    bindings: {},
    patches,
    tags: stackTags({
      ...context,
      definition: ktorChassis,
      framework: 'commercial',
    }),
    target: { account: '123456789012', region },
    stackName: `shop-ktor-chassis-${value.stage}`,
    policy: stackPolicy(
      {
        definition: ktorChassis,
        rego: [join(__dirname, '../../audit/rego/ktor-chassis.wasm')],
      },
      'commercial',
    ),
    description: ktorChassis.title,
  });
}

export function chassisTemplate(
  ...args: Parameters<typeof synthesizeChassis>
): Template {
  return Template.fromJSON({ ...synthesizeChassis(...args).template });
}
