import type {
  Definition,
  Environment,
  Plan,
} from '@enginehouse/plugin-stacks-common';

export const definition: Definition = {
  id: 'dagger-engine-pool',
  shortName: 'engine-pool',
  title: 'Dagger engine pool',
  description: '',
  version: '1',
  defaults: { commercial: { storage: { ebsGiB: 300 } } },
  schema: {
    type: 'object',
    required: ['fipsMode'],
    properties: {
      owner: { type: 'string', context: 'owner' },
      fipsMode: {
        type: 'boolean',
        title: 'FIPS mode',
        group: 'compliance',
        order: 2,
      },
      capacity: {
        type: 'object',
        required: ['min'],
        properties: {
          min: {
            type: 'integer',
            title: 'Fewest engines',
            minimum: 1,
            maximum: 100,
            unit: 'engines',
            group: 'basics',
            order: 1,
          },
        },
      },
      endpoint: {
        type: 'object',
        required: ['acmPcaArn'],
        properties: {
          acmPcaArn: {
            type: 'string',
            title: 'Private CA',
            group: 'basics',
            order: 4,
          },
          hostname: {
            type: 'string',
            title: 'Host name',
            group: 'endpoint',
            'x-not-yet-supported': { reason: 'comes later' },
          },
        },
      },
      storage: {
        type: 'object',
        properties: {
          cache: {
            type: 'string',
            title: 'Cache',
            enum: ['EBS', 'EFS', 'DISK'],
            default: 'EBS',
            group: 'storage',
            order: 1,
            'x-not-yet-supported': { values: ['EFS'], reason: 'comes later' },
          },
          ebsGiB: {
            type: 'integer',
            title: 'Volume size',
            default: 200,
            unit: 'GiB',
            group: 'storage',
            order: 2,
          },
        },
      },
    },
  },
};

export const environment: Environment = {
  name: 'sandbox',
  account: '123456789012',
  region: 'us-east-1',
  framework: 'commercial',
  approvals: 0,
  terminationProtection: false,
  defaults: {
    'dagger-engine-pool': { endpoint: { acmPcaArn: 'arn:environment' } },
  },
  check: { ok: true },
};

export const plan = (over: Partial<Plan> = {}): Plan => ({
  id: 'p1',
  state: 'ready',
  action: 'apply',
  stack: 'ci-engine-pool-sandbox',
  isNewStack: true,
  definition: definition.id,
  definitionVersion: '1',
  service: 'ci',
  component: 'engine-pool',
  owner: 'group:default/guests',
  environment: 'sandbox',
  account: environment.account,
  region: environment.region,
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: 'user:default/guest',
  expiresAt: '2026-01-02T00:00:00Z',
  manifest: 'service: ci\n',
  config: {},
  origin: {},
  lookups: {},
  summary: {
    added: 41,
    changed: 0,
    replaced: 0,
    removed: 0,
    iam: 'wider',
    network: 'wider',
  },
  changes: [],
  security: { statements: [], network: [], capabilities: [] },
  findings: [],
  notices: [],
  reasons: [],
  otherOpenPlans: [],
  ...over,
});
