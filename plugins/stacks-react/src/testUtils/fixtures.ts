import type {
  Deployment,
  DeploymentEvent,
  Environment,
  Evidence,
  Finding,
  Plan,
  Stack,
} from '@enginehouse/plugin-stacks-common';

const account = '123456789012';
const region = 'us-east-1';
const definition = 'dagger-engine-pool';
const person = 'user:default/guest';
const at = '2026-01-05T10:00:00.000Z';

/** A warning that nobody acknowledged. @public */
export function aFinding(over: Partial<Finding> = {}): Finding {
  return {
    id: 'f-versions',
    rule: 'bucket-versioned',
    pack: 'dagger-engine-pool',
    controls: ['cp-9', 'si-12'],
    resource: {
      logicalId: 'Artifacts82DD59A1',
      path: 'Artifacts/Resource',
      type: 'AWS::S3::Bucket',
    },
    severity: 'warning',
    reason: 'The bucket keeps no versions.',
    blocking: false,
    ...over,
  };
}

/** A signed bundle that is stored. @public */
export function anEvidence(over: Partial<Evidence> = {}): Evidence {
  return {
    digest: `sha256:${'a'.repeat(64)}`,
    state: 'stored',
    key: `arn:aws:kms:${region}:${account}:key/evidence`,
    keyId: `sha256:${'b'.repeat(64)}`,
    publicKey: '-----BEGIN PUBLIC KEY-----',
    location: 's3://evidence/ci-engine-pool-sandbox/a.tar',
    file: 'ci-engine-pool-sandbox-deployment-1.tar',
    verify: 'npm run verify -- bundle.tar --key evidence.pem',
    ...over,
  };
}

/** A sealed plan that creates, changes and replaces. @public */
export function aPlan(over: Partial<Plan> = {}): Plan {
  return {
    id: 'plan-1',
    state: 'ready',
    action: 'apply',
    stack: 'ci-engine-pool-sandbox',
    isNewStack: false,
    definition,
    definitionVersion: '1.2.0',
    service: 'ci',
    component: 'engine-pool',
    owner: 'group:default/guests',
    environment: 'sandbox',
    account,
    region,
    createdAt: at,
    createdBy: person,
    expiresAt: '2026-01-06T10:00:00.000Z',
    manifest: 'service: ci\n',
    config: { capacity: { min: 1, max: 5 }, instance: { type: 'm7i.xlarge' } },
    origin: {
      '/capacity/min': 'definition',
      '/capacity/max': 'manifest',
      '/instance/type': 'environment',
    },
    lookups: { 'image of the engine': 'ami-0123456789abcdef0' },
    summary: {
      added: 1,
      changed: 1,
      replaced: 1,
      removed: 0,
      iam: 'wider',
      network: 'wider',
    },
    changes: [
      {
        logicalId: 'PoolAlarmCpu',
        resourceType: 'AWS::CloudWatch::Alarm',
        constructPath: 'ci-engine-pool-sandbox/Alarms/Cpu',
        group: 'Alarms',
        action: 'add',
        properties: [{ path: 'Threshold', after: 80, replaces: 'never' }],
      },
      {
        logicalId: 'PoolGroup',
        physicalId: 'ci-engine-pool-sandbox-PoolGroup-1A2B',
        resourceType: 'AWS::AutoScaling::AutoScalingGroup',
        group: 'Compute',
        action: 'modify',
        replacement: 'no',
        interrupts: true,
        properties: [
          { path: 'MaxSize', before: '3', after: '5', replaces: 'never' },
        ],
      },
      {
        logicalId: 'PoolTargets',
        resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        group: 'Network',
        action: 'replace',
        replacement: 'yes',
        properties: [
          { path: 'Port', before: 8443, after: 9443, replaces: 'always' },
        ],
      },
    ],
    security: {
      statements: [
        {
          change: 'add',
          effect: 'Allow',
          principals: ['role PoolInstanceRole'],
          actions: ['s3:GetObject'],
          resources: ['arn:aws:s3:::artifacts/*'],
          wider: true,
        },
      ],
      network: [
        {
          change: 'add',
          direction: 'ingress',
          group: 'PoolSecurityGroup',
          protocol: 'tcp',
          ports: '9443',
          peer: '10.0.0.0/8',
          wider: true,
        },
      ],
      capabilities: ['CAPABILITY_IAM'],
    },
    findings: [aFinding()],
    notices: [
      'Running engines keep their launch template until they are replaced.',
    ],
    reasons: [],
    otherOpenPlans: [],
    seal: {
      digest: 'sha256:5e41',
      proposal: 'sha256:9f02',
      stackId: `arn:aws:cloudformation:${region}:${account}:stack/ci-engine-pool-sandbox/1`,
      changeSetId: `arn:aws:cloudformation:${region}:${account}:changeSet/enginehouse-1/2`,
      templateDigest: 'sha256:77aa',
      capabilities: ['CAPABILITY_IAM'],
      sealedAt: at,
      sealedBy: person,
      fingerprint: { status: 'UPDATE_COMPLETE' },
    },
    ...over,
  };
}

/** A plan that destroys a stack, keeps a bucket and its key, and breaks a dependent. @public */
export function aDestroyPlan(over: Partial<Plan> = {}): Plan {
  return aPlan({
    id: 'plan-destroy',
    action: 'destroy',
    changes: [],
    summary: {
      added: 0,
      changed: 0,
      replaced: 0,
      removed: 2,
      iam: 'none',
      network: 'none',
    },
    notices: [],
    destroy: {
      deleted: [
        {
          logicalId: 'PoolGroup',
          resourceType: 'AWS::AutoScaling::AutoScalingGroup',
          physicalId: 'pool-group',
        },
        {
          logicalId: 'PoolVpc',
          resourceType: 'AWS::EC2::VPC',
          physicalId: 'vpc-1',
        },
      ],
      retained: [
        {
          logicalId: 'Artifacts',
          resourceType: 'AWS::S3::Bucket',
          physicalId: 'ci-artifacts',
          reason: 'holds artifacts of builds',
        },
      ],
      dependents: ['web-ktor-sandbox'],
      protected: [],
    },
    ...over,
  });
}

/** A plan that lifts the protection of a stack and of its database. @public */
export function anUnprotectPlan(over: Partial<Plan> = {}): Plan {
  const plan = aPlan();
  return {
    ...plan,
    id: 'plan-unprotect',
    action: 'unprotect',
    changes: [
      {
        logicalId: 'Database',
        resourceType: 'AWS::RDS::DBCluster',
        group: 'Database',
        action: 'modify',
        properties: [
          {
            path: 'DeletionProtection',
            before: true,
            after: false,
            replaces: 'never',
          },
        ],
      },
    ],
    security: { statements: [], network: [], capabilities: [] },
    summary: {
      ...{ added: 0, changed: 1, replaced: 0, removed: 0 },
      ...{ iam: 'none', network: 'none' },
    },
    unprotect: {
      lifted: [
        {
          logicalId: plan.stack,
          resourceType: 'AWS::CloudFormation::Stack',
          reason: 'termination protection is on',
        },
        {
          logicalId: 'Database',
          resourceType: 'AWS::RDS::DBCluster',
          physicalId: 'ci-database',
          reason: 'deletion protection is on',
        },
      ],
    },
    ...over,
  };
}

/** A stack that is deployed and healthy. @public */
export function aStack(over: Partial<Stack> = {}): Stack {
  return {
    name: 'ci-engine-pool-sandbox',
    entityRef: 'resource:default/ci-engine-pool-sandbox',
    definition,
    service: 'ci',
    component: 'engine-pool',
    environment: 'sandbox',
    owner: 'group:default/guests',
    account,
    region,
    state: 'deployed',
    createdAt: at,
    changedAt: at,
    changedBy: person,
    deploymentId: 'deployment-1',
    config: { capacity: { max: 5 } },
    health: { status: 'healthy', sentence: 'Healthy: 3 of 3 engines serving' },
    ...over,
  };
}

/** A deployment that ended well. @public */
export function aDeployment(over: Partial<Deployment> = {}): Deployment {
  return {
    id: 'deployment-1',
    stack: 'ci-engine-pool-sandbox',
    entityRef: 'resource:default/ci-engine-pool-sandbox',
    planId: 'plan-1',
    kind: 'create',
    state: 'deployed',
    startedAt: at,
    endedAt: '2026-01-05T10:01:20.000Z',
    startedBy: person,
    definition,
    environment: 'sandbox',
    account,
    region,
    cloudFormationStatus: 'CREATE_COMPLETE',
    progress: { done: 2, total: 2 },
    resources: [
      {
        logicalId: 'PoolVpc',
        resourceType: 'AWS::EC2::VPC',
        physicalId: 'vpc-1',
        constructPath: 'ci-engine-pool-sandbox/Network/Vpc',
        status: 'CREATE_COMPLETE',
        at,
      },
      {
        logicalId: 'PoolGroup',
        resourceType: 'AWS::AutoScaling::AutoScalingGroup',
        physicalId: 'pool-group',
        constructPath: 'ci-engine-pool-sandbox/Compute/Group',
        status: 'CREATE_COMPLETE',
        at,
      },
    ],
    outputs: [
      {
        key: 'EndpointUrl',
        value: 'tcp://pool.example:8443',
        description: 'Where clients connect',
      },
    ],
    lastSeq: 2,
    command:
      'aws cloudformation execute-change-set --change-set-name enginehouse-1',
    ...over,
  };
}

/** The event number `seq` of a deployment. @public */
export function anEvent(
  seq: number,
  over: Partial<DeploymentEvent> = {},
): DeploymentEvent {
  return {
    seq,
    eventId: `event-${seq}`,
    at,
    logicalId: 'PoolVpc',
    resourceType: 'AWS::EC2::VPC',
    status: 'CREATE_IN_PROGRESS',
    outside: false,
    ...over,
  };
}

/** A local environment that is reachable. @public */
export function anEnvironment(over: Partial<Environment> = {}): Environment {
  return {
    name: 'sandbox',
    account,
    region,
    endpoint: 'http://127.0.0.1:4566',
    framework: 'commercial',
    approvals: 0,
    terminationProtection: false,
    defaults: {
      [definition]: {
        endpoint: { mtls: { acmPcaArn: 'arn:aws:acm-pca:::ca/1' } },
      },
    },
    check: {
      ok: true,
      checkedAt: at,
      identity: `arn:aws:iam::${account}:root`,
      bootstrapVersion: 30,
    },
    limits: { since: at, sentences: ['Network traffic is not simulated.'] },
    ...over,
  };
}
