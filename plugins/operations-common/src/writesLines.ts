const TYPES: ReadonlySet<string> = new Set([
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::CloudFormation::CustomResource',
  'AWS::ECS::Service',
  'AWS::Lambda::Function',
]);

/**
 * Whether units of the resource write a log, so that a failed deployment has last lines to show. It is known without asking, so that the page
 * has its shape at once.
 *
 * @param resourceType - CloudFormation's, such as `AWS::ECS::Service`
 */
export function writesLines(resourceType: string | undefined): boolean {
  return (
    resourceType !== undefined &&
    (TYPES.has(resourceType) || resourceType.startsWith('Custom::'))
  );
}
