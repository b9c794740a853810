const TYPES: ReadonlySet<string> = new Set([
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::CloudFormation::CustomResource',
  'AWS::ECS::Service',
  'AWS::Lambda::Function',
]);

/** Whether units of the resource write a log. It is known without asking, so that the page has its shape at once. */
export function writesLines(resourceType: string | undefined): boolean {
  return (
    resourceType !== undefined &&
    (TYPES.has(resourceType) || resourceType.startsWith('Custom::'))
  );
}
