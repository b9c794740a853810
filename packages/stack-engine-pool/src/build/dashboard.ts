import { Stack } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { dashboardTemplate, fillIn, PoolNames } from './observability';

/** The dashboard of the pool in CloudWatch; its name is CloudFormation's. */
export function addDashboard(stack: Stack, names: PoolNames): void {
  new CfnDashboard(stack, 'Dashboard', {
    dashboardBody: stack.toJsonString(fillIn(dashboardTemplate, names)),
  });
}
