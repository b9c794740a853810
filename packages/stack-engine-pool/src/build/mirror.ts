import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnPullThroughCacheRule } from 'aws-cdk-lib/aws-ecr';
import { IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { mirrorPrefix } from '../names';

/**
 * A pull-through cache of ghcr.io for the engine's image. Images that builds pull do not
 * come through it: an engine cannot sign in to a mirror.
 */
export function addMirror(
  stack: Stack,
  {
    service,
    secretArn,
    role,
  }: { service: string; secretArn: string; role: IRole },
): void {
  const prefix = mirrorPrefix(service);
  new CfnPullThroughCacheRule(stack, 'Mirror', {
    ecrRepositoryPrefix: prefix,
    upstreamRegistry: 'github-container-registry',
    upstreamRegistryUrl: 'ghcr.io',
    credentialArn: secretArn,
  });
  const repositories = stack.formatArn({
    service: 'ecr',
    resource: 'repository',
    resourceName: `${prefix}/*`,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['ecr:GetAuthorizationToken'],
      resources: ['*'],
    }),
  );
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:BatchImportUpstreamImage',
        'ecr:CreateRepository',
        'ecr:GetDownloadUrlForLayer',
      ],
      resources: [repositories],
    }),
  );
  acknowledge(
    role,
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ecr:${stack.region}:${stack.account}:repository/${prefix}/*]`,
    'The mirror makes a repository for each image it is asked for, all under the prefix of this pool',
  );
}
