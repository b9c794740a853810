import { Port, SecurityGroup, type ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Binding } from '../capability';

/**
 * Gives a stack's own role and security group what a binding takes: the IAM statements, and rules on both sides of each port. What it adds belongs to the stack that
 * binds, and goes with it.
 *
 * @throws Error when the capability is reached through a security group and none is given.
 */
export function grantBinding(
  { grants }: Binding,
  to: { grantee?: IGrantable; securityGroup?: ISecurityGroup },
): void {
  for (const { actions, resources } of grants.statements ?? []) {
    to.grantee?.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [...resources],
      }),
    );
  }
  for (const [i, { securityGroup, port }] of (grants.ingress ?? []).entries()) {
    const { securityGroup: own } = to;
    if (!own) {
      throw new Error(
        `This capability is reached on port ${port} through a security group: grantBinding needs the security group of whoever binds`,
      );
    }
    const provider = SecurityGroup.fromSecurityGroupId(
      own,
      `Bound${port}${i}`,
      securityGroup,
    );
    own.connections.allowTo(provider, Port.tcp(port));
  }
}
