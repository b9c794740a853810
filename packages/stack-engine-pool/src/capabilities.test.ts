import {
  defineBuild,
  grantBinding,
  synthesize,
} from '@enginehouse/stack-kit/build';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { capabilities } from './capabilities';

type Name = keyof typeof capabilities;

const BUCKET = 'arn:aws:s3:::artifacts';
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1';
const GROUP =
  'arn:aws:logs:us-east-1:123456789012:log-group:/aws/dagger-engine/ci';

/** What a stack gets that binds to a capability of a pool with these values. */
function bound(name: Name, values: Record<string, string>) {
  const consumer = defineBuild((stack, _, { bindings }) => {
    const grantee = new Role(stack, 'Role', {
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
    });
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['us-east-1a'],
    });
    const securityGroup = new SecurityGroup(stack, 'Own', {
      vpc,
      allowAllOutbound: false,
    });
    grantBinding(bindings[name], { grantee, securityGroup });
    return { handles: {}, capabilities: {} };
  });
  const { template, parameters } = synthesize(consumer, {
    ...{ service: 'shop', component: 'api', environment: 'test' },
    ...{ owner: 'group:default/shop', config: {}, lookups: {}, tags: {} },
    target: { account: '123456789012', region: 'us-east-1' },
    ...{ stackName: 'shop-api-test', description: 'Binds' },
    bindings: { [name]: { values, grants: capabilities[name].grants } },
  });
  const text = JSON.stringify(template.Resources);
  /** Parameters by what they stand for. */
  const resources: { Type: string; Properties: Record<string, unknown> }[] =
    Object.values(
      JSON.parse(
        text.replace(/\{"Ref":"(Bound\w+)"\}/g, (_, id) =>
          JSON.stringify(parameters[id]),
        ),
      ),
    );
  return (type: string) =>
    resources
      .filter(({ Type }) => Type === type)
      .map(({ Properties }) => Properties);
}

const joined = (...parts: string[]) => ({ 'Fn::Join': ['', parts] });

it.each<[Name, Record<string, string>, object[]]>([
  [
    'storage:artifacts',
    { bucketArn: BUCKET, bucketName: 'artifacts', keyArn: KEY },
    [
      { Action: 's3:ListBucket', Resource: BUCKET },
      {
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: joined(BUCKET, '/*'),
      },
      { Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: KEY },
    ],
  ],
  [
    'security:kms',
    { keyArn: KEY, keyId: '1' },
    [
      {
        Action: [
          'kms:Decrypt',
          'kms:DescribeKey',
          'kms:Encrypt',
          'kms:GenerateDataKey',
        ],
        Resource: KEY,
      },
    ],
  ],
  [
    'logging:cloudwatch',
    { logGroupName: '/aws/dagger-engine/ci', logGroupArn: GROUP },
    [
      {
        Action: [
          'logs:CreateLogStream',
          'logs:DescribeLogStreams',
          'logs:PutLogEvents',
        ],
        Resource: joined(GROUP, ':*'),
      },
    ],
  ],
])(
  '%s gives whoever binds what its use takes, and no more',
  (name, values, statements) => {
    const made = bound(name, values);
    expect(made('AWS::IAM::Policy')).toEqual([
      expect.objectContaining({
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: statements.map(s => ({ Effect: 'Allow', ...s })),
        },
      }),
    ]);
    expect(made('AWS::EC2::SecurityGroupIngress')).toEqual([]);
  },
);

it('dagger:endpoint lets whoever binds in on 8443, and gives no permission', () => {
  const made = bound('dagger:endpoint', {
    ...{ endpointUrl: 'grpcs://a:8443', tlsUrl: 'tls://a:8443' },
    ...{ hostname: 'a', securityGroupId: 'sg-endpoint' },
    certificateAuthorityArn: 'arn:aws:acm-pca:::certificate-authority/1',
  });
  const port = { IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443 };
  expect(made('AWS::EC2::SecurityGroupIngress')).toEqual([
    expect.objectContaining({ ...port, GroupId: 'sg-endpoint' }),
  ]);
  expect(made('AWS::EC2::SecurityGroupEgress')).toEqual([
    expect.objectContaining({
      ...port,
      DestinationSecurityGroupId: 'sg-endpoint',
    }),
  ]);
  expect(made('AWS::IAM::Policy')).toEqual([]);
});
