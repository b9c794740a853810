import { defineBuild, grantBinding } from '@enginehouse/stack-kit/build';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnParameter as SsmParameter } from 'aws-cdk-lib/aws-ssm';

export default defineBuild<{ vpcId: string }>(
  (stack, { vpcId }, { bindings }) => {
    const role = new Role(stack, 'Role', {
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
    });
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
      ...{ vpcId, availabilityZones: ['us-east-1a'] },
    });
    const securityGroup = new SecurityGroup(stack, 'Access', {
      ...{ vpc, allowAllOutbound: false },
    });
    for (const [capability, binding] of Object.entries(bindings)) {
      grantBinding(binding, { grantee: role, securityGroup });
      const values = new SsmParameter(stack, capability.replace(/\W/g, ''), {
        type: 'String',
        value: Object.values(binding.values).join(' '),
      });
      values.description = `What it has of ${capability}`;
    }
    return { handles: { role }, capabilities: {} };
  },
);
