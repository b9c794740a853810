import { synthesizeChassis } from '../__testUtils__/synthesizeChassis';

const kinds = {
  dev: { stage: 'dev' },
  staging: { stage: 'staging' },
  prod: { stage: 'prod' },
  restored: { stage: 'dev', restoreSnapshotId: 'pseudonymized' },
  cloned: { stage: 'staging', cloneSourceClusterId: 'prod-cluster' },
} as const;

describe.each(Object.entries(kinds))('findings of %s', (_, config) => {
  const { findings } = synthesizeChassis(config);

  it('has no error that the definition does not acknowledge', () => {
    const open = findings
      .filter(f => f.severity === 'error' && !f.acknowledged)
      .map(f => `${f.rule} at ${f.resource.path}`);
    expect(open).toEqual([]);
  });

  it('acknowledges only what is found, each time beside the resource', () => {
    const acknowledged = findings.filter(f => f.acknowledged);
    const { stage } = config;
    const copied = config !== kinds[stage];
    expect(
      [...new Set(acknowledged.map(f => f.rule.replace(/\[.*/, '')))].sort(),
    ).toEqual(
      [
        // One node outside production.
        ...(stage === 'prod' ? [] : ['AwsSolutions-AEC4']),
        'AwsSolutions-AEC5',
        'AwsSolutions-EC23',
        'AwsSolutions-EC29',
        'AwsSolutions-ECS2',
        'AwsSolutions-IAM4',
        'AwsSolutions-IAM5',
        // A copy says nothing about encryption.
        ...(copied ? ['AwsSolutions-RDS2'] : []),
        'AwsSolutions-S1',
        'AwsSolutions-SMG4',
        ...(copied ? ['database-encrypted'] : []),
      ].sort(),
    );
    expect(acknowledged.every(f => f.acknowledged?.by === 'ktor-chassis')).toBe(
      true,
    );
  });
});
