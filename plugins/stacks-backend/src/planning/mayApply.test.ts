import type { Environment } from '@enginehouse/aws-node';
import type { Finding } from '@enginehouse/plugin-stacks-common';
import { mayApply } from './mayApply';
import type { PlanRecord } from './types';

const environment: Environment = {
  name: 'prod',
  account: '123456789012',
  region: 'us-east-1',
  framework: 'commercial',
  defaults: {},
  lookups: {},
  approvals: 0,
  amis: {},
  terminationProtection: false,
};

function record(
  changes: Partial<PlanRecord> = {},
  plan: Partial<PlanRecord['plan']> = {},
): PlanRecord {
  return {
    state: 'ready',
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
    plan: {
      environment: 'prod',
      account: '123456789012',
      region: 'us-east-1',
      ...plan,
    },
    seal: {},
    ...changes,
  } as PlanRecord;
}

const finding = (changes: Partial<Finding> = {}): Finding => ({
  id: 'f1',
  rule: 'bucket-encrypted',
  pack: 'store',
  controls: ['sc-28'],
  resource: {
    logicalId: 'Store1',
    path: 'Store/Resource',
    type: 'AWS::S3::Bucket',
  },
  severity: 'error',
  reason: 'The bucket does not encrypt with a KMS key.',
  blocking: true,
  ...changes,
});

describe('mayApply', () => {
  it('lets a ready plan pass, also after earlier deployments', () => {
    const lines = [
      { seq: 2, kind: 'deployment-ended' },
      { seq: 1, kind: 'deployment-started' },
    ];
    expect(mayApply(record(), lines, environment, [])).toEqual([]);
  });

  it.each([
    ['planning', 'The plan is still being made'],
    ['no-changes', 'There is nothing to apply'],
    ['applied', 'The plan was applied already'],
    ['discarded', 'The plan was discarded'],
    ['expired', 'The plan has expired'],
  ] as const)('refuses a plan that is %s', (state, reason) => {
    expect(mayApply(record({ state }), [], environment, [])).toEqual([reason]);
  });

  it('says why a failed plan failed', () => {
    expect(
      mayApply(
        record({ state: 'failed' }, { error: 'no zones' }),
        [],
        environment,
        [],
      ),
    ).toEqual(['The plan could not be made: no zones']);
  });

  it('names every reason at once', () => {
    const sealed = record(
      { expiresAt: '2020-01-01T00:00:00.000Z' },
      {
        destroy: {
          ...{ deleted: [], retained: [], dependents: [] },
          protected: ['Db (AWS::RDS::DBCluster): deletion protection is on'],
        },
      },
    );
    const moved = { ...environment, region: 'eu-west-1' };
    expect(
      mayApply(sealed, [{ seq: 1, kind: 'deployment-started' }], moved, [
        finding(),
      ]),
    ).toEqual([
      'The plan expired at 2020-01-01T00:00:00.000Z',
      'Environment prod is now account 123456789012, region eu-west-1; the plan was made for 123456789012, us-east-1',
      'Db (AWS::RDS::DBCluster): deletion protection is on; plan and apply the change that lifts it first',
      'bucket-encrypted at Store/Resource: The bucket does not encrypt with a KMS key. Change it, or have it acknowledged.',
      'A deployment of this stack is running',
    ]);
  });

  it('lets findings pass that do not block or are acknowledged', () => {
    const acknowledged = {
      by: 'user:default/ada',
      reason: 'Holds only what is published',
      source: 'person' as const,
    };
    expect(
      mayApply(record(), [], environment, [
        finding({ blocking: false }),
        finding({ acknowledged }),
      ]),
    ).toEqual([]);
  });

  it('refuses when the environment is gone or its execution role is another', () => {
    expect(mayApply(record(), [], undefined, [])).toEqual([
      'Environment prod is no longer configured',
    ]);
    expect(
      mayApply(record(), [], { ...environment, executionRole: 'arn:x' }, []),
    ).toEqual(['The execution role of environment prod is not the sealed one']);
  });
});
