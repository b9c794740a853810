import { compareTemplates } from './compareTemplates';
import { summarize } from './summarize';
import type { TemplateResource } from './Comparison';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';

function compare(
  before: Record<string, TemplateResource> | undefined,
  after: Record<string, TemplateResource>,
  paths: Record<string, string> = {},
) {
  const comparison = compareTemplates({
    before: before && JSON.stringify({ Resources: before }),
    after: JSON.stringify({ Resources: after }),
    paths,
  });
  return { ...comparison, summary: summarize(comparison.changes, comparison) };
}

function role(...statements: object[]): Record<string, TemplateResource> {
  const document = { Version: '2012-10-17', Statement: statements };
  return {
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyName: 'p', Roles: ['r'], PolicyDocument: document },
    },
  };
}

const allow = (Action: string | string[], more: object = {}) => ({
  ...{ Effect: 'Allow', Action, Resource: 'arn:aws:s3:::b' },
  ...more,
});

describe('compareTemplates', () => {
  it('tells replacement from change in place, property by property, and the part of the stack', () => {
    const { changes, summary } = compare(
      {
        Logs: {
          Type: 'AWS::Logs::LogGroup',
          Properties: { LogGroupName: 'a', RetentionInDays: 7 },
        },
        Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'a' } },
        Gone: { Type: 'AWS::SNS::Topic' },
        Kept: { Type: 'AWS::SNS::Topic', DeletionPolicy: 'Retain' },
      },
      {
        Logs: {
          Type: 'AWS::Logs::LogGroup',
          Properties: { LogGroupName: 'b', RetentionInDays: 7 },
        },
        Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'b' } },
        New: { Type: 'AWS::SQS::Queue' },
      },
      { Logs: 'Observability/Logs/Resource' },
    );
    expect(changes).toMatchObject([
      { logicalId: 'Gone', action: 'remove', group: 'SNS' },
      { logicalId: 'Kept', action: 'retain' },
      {
        logicalId: 'Logs',
        action: 'replace',
        replacement: 'yes',
        group: 'Observability',
        properties: [
          { path: 'LogGroupName', before: 'a', after: 'b', replaces: 'always' },
        ],
      },
      { logicalId: 'New', action: 'add' },
      { logicalId: 'Topic', action: 'modify', replacement: 'no' },
    ]);
    expect(summary).toEqual({
      ...{ added: 1, changed: 1, replaced: 1, removed: 1 },
      ...{ iam: 'none', network: 'none' },
    });
  });

  it('calls permissions wider only when somebody may more than before', () => {
    const widening = (before: object[], after: object[]) =>
      compare(role(...before), role(...after)).summary.iam;
    const both = allow(['s3:GetObject', 's3:PutObject']);
    const one = allow('s3:GetObject');
    expect(widening([one], [one])).toBe('none');
    expect(widening([one], [both])).toBe('wider');
    expect(widening([both], [one])).toBe('changed');
    expect(
      widening(
        [both],
        [allow('s3:GetObject', { Condition: { Bool: { x: 'true' } } })],
      ),
    ).toBe('changed');
    expect(
      widening(
        [allow('s3:GetObject', { Condition: { Bool: { x: 'true' } } })],
        [one],
      ),
    ).toBe('wider');
    expect(widening([one, { ...both, Effect: 'Deny' }], [one])).toBe('wider');
    expect(widening([one], [one, { ...both, Effect: 'Deny' }])).toBe('changed');
  });

  it('names the port that opens, and to whom', () => {
    const group = (ports: number[]) => ({
      Group: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          GroupDescription: 'g',
          SecurityGroupIngress: ports.map(port => ({
            ...{ CidrIp: '10.0.0.0/8', IpProtocol: 'tcp' },
            ...{ FromPort: port, ToPort: port },
          })),
        },
      },
    });
    expect(compare(group([22]), group([443])).network).toEqual([
      expect.objectContaining({
        change: 'add',
        ports: '443',
        peer: '10.0.0.0/8',
        wider: true,
      }),
      expect.objectContaining({ change: 'remove', ports: '22', wider: false }),
    ]);
  });

  it('says what happens to running instances', () => {
    const pool = (
      image: string,
      min: number,
      max: number,
      more: Partial<TemplateResource> = {},
    ): Record<string, TemplateResource> => ({
      Template: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: { LaunchTemplateData: { ImageId: image } },
      },
      Pool: {
        Type: GROUP,
        Properties: { MinSize: `${min}`, MaxSize: `${max}` },
        ...more,
      },
    });
    const notices = (...args: Parameters<typeof compare>) =>
      compare(...args).notices.join('\n');
    expect(notices(undefined, pool('a', 1, 3))).toMatch(
      /^Pool starts with 1 instances/,
    );
    expect(
      notices(undefined, pool('a', 1, 3), { Pool: 'Engines/ASG' }),
    ).toMatch(/^Engines starts with 1 instances/);
    expect(notices(pool('a', 1, 3), pool('b', 1, 3))).toMatch(
      /running instances keep the old one/,
    );
    const rolling = { UpdatePolicy: { AutoScalingRollingUpdate: {} } };
    expect(notices(pool('a', 1, 3), pool('b', 1, 3, rolling))).toMatch(
      /replaced in batches/,
    );
    expect(notices(pool('a', 1, 3), pool('a', 2, 3))).toMatch(
      /rises from 1 to 2/,
    );
    expect(notices(pool('a', 1, 3), pool('a', 1, 2))).toMatch(
      /falls from 3 to 2/,
    );
    expect(notices(pool('a', 1, 3), pool('a', 1, 5))).toMatch(
      /starts or ends no instance/,
    );
    expect(notices(pool('a', 1, 3), pool('a', 1, 3))).toBe('');
  });

  it('masks literal secrets and keeps references to them', () => {
    const cluster = (MasterUserPassword: string) => ({
      Db: { Type: 'AWS::RDS::DBCluster', Properties: { MasterUserPassword } },
    });
    const after = (password: string) =>
      JSON.stringify(compare(undefined, cluster(password)).changes);
    expect(after('hunter2')).not.toContain('hunter2');
    expect(after('{{resolve:secretsmanager:db}}')).toContain(
      'resolve:secretsmanager',
    );
  });

  it('masks secrets in environment variables, functions and URLs', () => {
    const kept = {
      LOG_LEVEL: 'debug',
      PASSWORD: { 'Fn::Join': ['', ['{{resolve:ssm:', { Ref: 'Name' }]] },
      SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:db',
      TOKEN: { Ref: 'Token' },
      URL: 'https://example.com:8443/a@b',
    };
    const Variables = {
      ...kept,
      API_KEY: 'hunter2',
      DB_PASSWORD: { 'Fn::Sub': 'hunter2-${Suffix}' },
      DATABASE_URL: 'postgres://orders:hunter2@db.example.com/orders',
    };
    const Environment = Object.entries(Variables).map(([Name, Value]) => ({
      ...{ Name, Value },
    }));
    const { changes } = compare(undefined, {
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: { Environment: { Variables } },
      },
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: { ContainerDefinitions: [{ Environment }] },
      },
    });
    expect(JSON.stringify(changes)).not.toContain('hunter2');
    const [lambda, task] = changes.map(change => change.properties[0].after);
    expect(lambda).toEqual({
      Variables: {
        ...kept,
        ...{ API_KEY: '****', DB_PASSWORD: { 'Fn::Sub': '****' } },
        DATABASE_URL: 'postgres://orders:****@db.example.com/orders',
      },
    });
    expect(JSON.stringify(task)).toContain('"LOG_LEVEL","Value":"debug"');
  });
});
