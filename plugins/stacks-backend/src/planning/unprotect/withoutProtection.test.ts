import { withoutProtection } from './withoutProtection';

describe('withoutProtection', () => {
  it.each([
    ['AWS::RDS::DBInstance', { DeletionProtection: true }, false],
    ['AWS::RDS::GlobalCluster', { DeletionProtection: 'true' }, 'false'],
    ['AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' }, 'INACTIVE'],
    ['AWS::DynamoDB::Table', { DeletionProtectionEnabled: true }, false],
    ['AWS::Logs::LogGroup', { DeletionProtectionEnabled: true }, false],
    ['AWS::EKS::Cluster', { DeletionProtection: true }, false],
    ['AWS::EC2::Instance', { DisableApiTermination: true }, false],
    [
      'AWS::AutoScaling::AutoScalingGroup',
      { DeletionProtection: 'prevent-all-deletion' },
      'none',
    ],
    [
      'AWS::VerifiedPermissions::PolicyStore',
      { DeletionProtection: { Mode: 'ENABLED' } },
      { Mode: 'DISABLED' },
    ],
  ])('switches off the one of %s and nothing else', (Type, flag, off) => {
    const [name] = Object.keys(flag);
    const before = { Type, Properties: { Name: 'x', ...flag } };
    expect(withoutProtection(before)).toEqual({
      Type,
      Properties: { Name: 'x', [name]: off },
    });
  });

  it('switches off an attribute of a load balancer', () => {
    const attributes = (value: string) => ({
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: {
        LoadBalancerAttributes: [
          { Key: 'idle_timeout.timeout_seconds', Value: '60' },
          { Key: 'deletion_protection.enabled', Value: value },
        ],
      },
    });
    expect(withoutProtection(attributes('true'))).toEqual(attributes('false'));
    expect(withoutProtection(attributes('false'))).toBeUndefined();
  });

  it('switches it off in each region of a global table', () => {
    const table = (on: boolean) => ({
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        Replicas: [
          { Region: 'us-east-1', DeletionProtectionEnabled: on },
          { Region: 'eu-west-1' },
        ],
      },
    });
    expect(withoutProtection(table(true))).toEqual(table(false));
  });

  it('finds nothing where nothing protects the resource itself', () => {
    for (const Properties of [
      undefined,
      { DeletionProtection: false },
      { LaunchTemplateData: { DisableApiTermination: true } },
    ]) {
      expect(
        withoutProtection({ Type: 'AWS::EC2::LaunchTemplate', Properties }),
      ).toBeUndefined();
    }
  });
});
