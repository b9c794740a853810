import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SynthesisInput } from './addStack';
import { defineBuild } from './defineBuild';
import { grantBinding } from './grantBinding';
import { synthesize } from './synthesize';

const input: SynthesisInput = {
  ...{ service: 'shop', component: 'api', environment: 'test' },
  ...{ owner: 'group:default/platform', config: {}, lookups: {}, tags: {} },
  target: { account: '123456789012', region: 'eu-west-1' },
  ...{ stackName: 'shop-api-test', description: 'Example' },
  bindings: {
    'store:files': {
      values: { bucketArn: 'arn:aws:s3:::files', groupId: 'sg-1' },
      grants: {
        statements: [
          { actions: ['s3:GetObject'], resources: ['{bucketArn}/*'] },
        ],
        ingress: [{ securityGroup: '{groupId}', port: 8443 }],
      },
    },
  },
};

function bound(withGroup: boolean) {
  return synthesize(
    defineBuild((stack, _, { bindings }) => {
      const grantee = new Role(stack, 'Role', {
        assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
      });
      const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-1',
        availabilityZones: ['eu-west-1a'],
      });
      const securityGroup = withGroup
        ? new SecurityGroup(stack, 'Own', { vpc, allowAllOutbound: false })
        : undefined;
      grantBinding(bindings['store:files'], { grantee, securityGroup });
      return { handles: {}, capabilities: {} };
    }),
    input,
  );
}

describe('bindings', () => {
  it('are parameters, and give the role and the security group of a stack what they take', () => {
    const { template, parameters } = bound(true);
    expect(parameters).toEqual({
      BoundStoreFilesBucketArn: 'arn:aws:s3:::files',
      BoundStoreFilesGroupId: 'sg-1',
    });
    expect(Object.keys(template.Parameters ?? {})).toEqual(
      Object.keys(parameters),
    );
    const resources = Object.values(template.Resources);
    expect(resources).toContainEqual(
      expect.objectContaining({
        Type: 'AWS::IAM::Policy',
        Properties: expect.objectContaining({
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 's3:GetObject',
                Resource: {
                  'Fn::Join': ['', [{ Ref: 'BoundStoreFilesBucketArn' }, '/*']],
                },
              },
            ],
          },
        }),
      }),
    );
    const rule = (direction: string) =>
      resources.find(r => r.Type === `AWS::EC2::SecurityGroup${direction}`)
        ?.Properties;
    const port = { FromPort: 8443, ToPort: 8443, IpProtocol: 'tcp' };
    const provider = { Ref: 'BoundStoreFilesGroupId' };
    expect(rule('Ingress')).toMatchObject({ ...port, GroupId: provider });
    expect(rule('Egress')).toMatchObject({
      ...port,
      DestinationSecurityGroupId: provider,
    });
  });

  it('say what is missing where a capability is reached through a security group', () => {
    expect(() => bound(false)).toThrow(
      'reached on port 8443 through a security group: grantBinding needs the security group of whoever binds',
    );
  });
});
