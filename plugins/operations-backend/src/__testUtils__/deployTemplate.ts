import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';

/** Deploys a template and resolves to its StackId. @throws with the failed resources' reasons */
export async function deployTemplate(
  client: CloudFormationClient,
  name: string,
  template: object,
): Promise<string> {
  const { StackId = '' } = await client.send(
    new CreateStackCommand({
      StackName: name,
      TemplateBody: JSON.stringify(template),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  try {
    await waitUntilStackCreateComplete(
      { client, maxWaitTime: 60, minDelay: 0.2, maxDelay: 0.2 },
      { StackName: StackId },
    );
  } catch {
    const { StackEvents = [] } = await client.send(
      new DescribeStackEventsCommand({ StackName: StackId }),
    );
    const reasons = StackEvents.filter(event =>
      event.ResourceStatus?.endsWith('_FAILED'),
    ).map(event => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`);
    throw new Error(`The template did not deploy: ${reasons.join('; ')}`);
  }
  return StackId;
}
