import type { Environment } from '@enginehouse/aws-node';

/** The CDK's default qualifier of bootstrap stacks. */
const QUALIFIER = 'hnb659fds';

/** SSM parameter that holds the version of an account's and region's bootstrap stack. */
export const BOOTSTRAP_VERSION_PARAMETER = `/cdk-bootstrap/${QUALIFIER}/version`;

/** The bucket of the bootstrap stack, where templates and assets go. */
export function bootstrapBucket({ account, region }: Environment): string {
  return `cdk-${QUALIFIER}-assets-${account}-${region}`;
}

/** The command that makes the bootstrap stack. */
export function bootstrapCommand(environment: Environment): string {
  const { account, region, endpoint } = environment;
  return [
    ...(endpoint ? [`AWS_ENDPOINT_URL=${endpoint}`] : []),
    `npx aws-cdk@2 bootstrap aws://${account}/${region}`,
  ].join(' ');
}
