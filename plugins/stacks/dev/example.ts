import type { Entity } from '@backstage/catalog-model';
import type { Deployment, Stack } from '@enginehouse/plugin-stacks-common';
import {
  aDeployment,
  aDestroyPlan,
  anEnvironment,
  anEvent,
  aPlan,
  aStack,
  stacksApiMock,
} from '@enginehouse/plugin-stacks-react/testUtils';

/** The entity of the example stack. */
export const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'ci-engine-pool-sandbox',
    namespace: 'default',
    annotations: { 'enginehouse.io/stack': 'ci-engine-pool-sandbox' },
  },
  spec: { type: 'engine-pool', owner: 'group:default/guests' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/guests' }],
};

const stacks: Stack[] = [
  aStack({ changedAt: minutesAgo(120) }),
  aStack({
    name: 'web-engine-pool-sandbox',
    state: 'deploying',
    health: { status: 'unknown', sentence: 'Unknown: nothing is deployed yet' },
    changedAt: minutesAgo(1),
  }),
  aStack({
    name: 'data-engine-pool-sandbox',
    state: 'rolled-back',
    health: {
      status: 'degraded',
      sentence: 'Degraded: 2 of 3 engines serving',
    },
    changedAt: minutesAgo(30),
  }),
];

const deployments: Record<string, Deployment> = {
  'deployment-1': aDeployment(),
  running: aDeployment({
    id: 'running',
    state: 'deploying',
    startedAt: minutesAgo(1),
    endedAt: undefined,
    progress: {
      done: 7,
      total: 24,
      now: 'Creating PoolVpc',
      typicalSeconds: 90,
    },
    outputs: [],
  }),
  failed: aDeployment({
    id: 'failed',
    kind: 'update',
    state: 'rolled-back',
    reason: 'PoolGroup could not be updated',
    failure: {
      logicalId: 'PoolGroup',
      resourceType: 'AWS::AutoScaling::AutoScalingGroup',
      constructPath: 'ci-engine-pool-sandbox/Compute/Group',
      reason:
        'You have requested more vCPU capacity than your current vCPU limit of 64 allows. (Service: AutoScaling)',
      rolledBack: ['PoolGroup', 'PoolLaunchTemplate'],
      next: [
        'Lower capacity.max, or raise the vCPU limit of the account.',
        'Plan again; this plan is stale.',
      ],
    },
  }),
};

/** A backend of example values; deployments `running` and `failed` have addresses of their own. */
export const stacksApi = stacksApiMock({
  listStacks: async () => ({
    items: stacks,
    totalItems: stacks.length,
    counts: {
      health: { healthy: 1, unknown: 1, degraded: 1 },
      state: { deployed: 1, deploying: 1, 'rolled-back': 1 },
    },
  }),
  getPlan: async id => (id === 'plan-destroy' ? aDestroyPlan() : aPlan({ id })),
  createPlan: async () => aDestroyPlan(),
  getDeployment: async id => deployments[id] ?? deployments['deployment-1'],
  listDeployments: async () => ({
    items: Object.values(deployments),
    totalItems: 3,
  }),
  listLedger: async () => ({
    items: [
      {
        stack: 'ci-engine-pool-sandbox',
        seq: 2,
        at: minutesAgo(119),
        actor: 'plugin:stacks',
        kind: 'health-changed',
        data: { sentence: 'Healthy: 3 of 3 engines serving' },
      },
      {
        stack: 'ci-engine-pool-sandbox',
        seq: 1,
        at: minutesAgo(120),
        actor: 'user:default/guest',
        kind: 'plan-created',
        data: { action: 'apply' },
      },
    ],
    totalItems: 2,
  }),
  listEnvironments: async () => [
    anEnvironment(),
    anEnvironment({
      name: 'production',
      endpoint: undefined,
      framework: 'fedramp-moderate',
      approvals: 2,
      terminationProtection: true,
      limits: undefined,
      defaults: {},
      check: {
        ok: false,
        error:
          'AccessDenied: the role enginehouse-read may not be assumed (sts:AssumeRole)',
        bootstrapCommand: 'npx cdk bootstrap aws://210987654321/eu-central-1',
      },
    }),
  ],
  followDeployment: async (_, listener) => {
    [1, 2, 3].forEach(seq =>
      listener.onEvent(anEvent(seq, { outside: seq === 3 })),
    );
  },
});

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}
