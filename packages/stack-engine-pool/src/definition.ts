import { defineStack } from '@enginehouse/stack-kit';
import { capabilities } from './capabilities';
import { imageBaseline } from './image';
import {
  bucketName,
  flowLogGroupName,
  logGroupName,
  mirrorPrefix,
  trailLogGroupName,
} from './names';
import { refuse } from './refuse';
import { enginePoolSchema } from './schema';

const fedramp = {
  fipsMode: true,
  observability: { flowLogs: true, cloudTrail: true },
};

/** A private fleet of Dagger engines behind an mTLS endpoint. */
export const enginePool = defineStack({
  id: 'dagger-engine-pool',
  shortName: 'engine-pool',
  title: 'Dagger engine pool',
  description:
    'A private fleet of Dagger engines behind an internal load balancer that lets in only clients with a certificate.',
  schema: enginePoolSchema,
  defaults: {
    commercial: { fipsMode: false },
    'fedramp-moderate': fedramp,
    'fedramp-high': fedramp,
  },
  lookups: ({ stigBaseline, instanceType, network, storage }) => [
    {
      key: 'image',
      kind: 'image',
      baseline: imageBaseline(stigBaseline, instanceType),
    },
    network.vpcId
      ? { key: 'vpc', kind: 'vpc', vpcId: network.vpcId }
      : { key: 'zones', kind: 'availability-zones', count: 2 },
    ...(storage.s3ArtifactsBucketRef
      ? [
          {
            key: 'bucket',
            kind: 'bucket' as const,
            name: bucketName(storage.s3ArtifactsBucketRef),
          },
        ]
      : []),
    ...(storage.kmsKeyRef
      ? [{ key: 'key', kind: 'kms-key' as const, ref: storage.kmsKeyRef }]
      : []),
  ],
  refuse,
  fixedNames: ({ service }) => [
    { type: 'AWS::Logs::LogGroup', name: logGroupName(service) },
    { type: 'AWS::Logs::LogGroup', name: flowLogGroupName(service) },
    { type: 'AWS::Logs::LogGroup', name: trailLogGroupName(service) },
    { type: 'AWS::ECR::PullThroughCacheRule', name: mirrorPrefix(service) },
  ],
  capabilities,
  bindsTo: [],
  notYetSupported: [],
  policy: { packs: ['AwsSolutionsChecks'], rego: ['dagger-engine-pool'] },
});
