import { defineStack, NotYetSupported } from '@enginehouse/stack-kit';
import { imageParameter } from './image';
import { logGroupName } from './names';
import { enginePoolSchema } from './schema';

const notYetSupported: NotYetSupported[] = [
  { path: '/fipsMode', values: [true], reason: 'needs a hardened image' },
  { path: '/stigBaseline', reason: 'needs hardened images' },
  { path: '/endpoint/hostname', reason: 'needs a Route 53 record' },
  { path: '/endpoint/nlbInternal', reason: 'the pool is private only' },
  {
    path: '/storage/cache',
    values: ['EFS', 'DISK'],
    reason: 'the cache is an EBS volume',
  },
  {
    path: '/storage/s3ArtifactsBucketRef',
    reason: 'the pool makes its own bucket',
  },
  { path: '/storage/kmsKeyRef', reason: 'the pool makes its own key' },
  {
    path: '/observability/otlpEndpoint',
    reason: 'engines export no telemetry',
  },
  {
    path: '/featureFlags/sharedCacheEfs',
    reason: 'the cache is an EBS volume',
  },
  {
    path: '/featureFlags/enableEcrMirror',
    reason: 'images come from their registries',
  },
  {
    path: '/compliance/forbidPublicExposure',
    reason: 'the pool is private only',
  },
  { path: '/compliance/forbidNonFipsAmi', reason: 'needs hardened images' },
  {
    path: '/compliance/forbidNoKms',
    reason: 'all storage is encrypted with KMS',
  },
];

const fedramp = { fipsMode: true };

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
  lookups: ({ instanceType, network }) => [
    { key: 'image', kind: 'ssm-parameter', name: imageParameter(instanceType) },
    network.vpcId
      ? { key: 'vpc', kind: 'vpc', vpcId: network.vpcId }
      : { key: 'zones', kind: 'availability-zones', count: 2 },
  ],
  fixedNames: ({ service }) => [
    { type: 'AWS::Logs::LogGroup', name: logGroupName(service) },
  ],
  capabilities: {
    'dagger:endpoint': {
      description:
        'Where engines are reached: tlsUrl is what Dagger clients understand; endpointUrl is its alias with the scheme grpcs.',
      values: ['endpointUrl', 'tlsUrl', 'hostname'],
    },
    'storage:artifacts': {
      description: 'Encrypted bucket for bundles, SBOMs and provenance.',
      values: ['bucketArn', 'bucketName'],
    },
    'security:kms': {
      description: 'Key that encrypts all storage of the pool.',
      values: ['keyArn', 'keyId'],
    },
    'logging:cloudwatch': {
      description: 'Log group of the engines and their TLS terminators.',
      values: ['logGroupName', 'logGroupArn'],
    },
  },
  bindsTo: [],
  notYetSupported,
  policy: { packs: ['AwsSolutionsChecks'], rego: ['dagger-engine-pool'] },
});
