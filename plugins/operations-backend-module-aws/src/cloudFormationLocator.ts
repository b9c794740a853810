import {
  CloudFormationClient,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type {
  Resource,
  ResourceLocator,
  StackView,
} from '@enginehouse/plugin-operations-node';

const SHARED_FOR_MS = 5_000;

/** Finds the resources of a stack that CloudFormation deployed, by the StackId the ledger names. */
export const cloudFormationLocator: ResourceLocator = {
  async resources(stack, aws) {
    const { stackId } = stack;
    if (stackId === undefined) return undefined;
    const client = aws.client(CloudFormationClient);
    return aws.read(
      {
        action: 'cloudformation:ListStackResources',
        key: `ListStackResources ${stackId}`,
        ttl: SHARED_FOR_MS,
      },
      async () => {
        const resources: Resource[] = [];
        for await (const page of paginateListStackResources(
          { client },
          { StackName: stackId },
        )) {
          for (const summary of page.StackResourceSummaries ?? []) {
            resources.push(...existing(summary, stack));
          }
        }
        return resources;
      },
    );
  },
};

/** Nothing for a resource that does not exist yet or any more. */
function existing(summary: StackResourceSummary, stack: StackView): Resource[] {
  const { ResourceType, LogicalResourceId, PhysicalResourceId } = summary;
  if (
    !ResourceType ||
    !LogicalResourceId ||
    !PhysicalResourceId ||
    summary.ResourceStatus === 'DELETE_COMPLETE'
  ) {
    return [];
  }
  return [
    {
      type: ResourceType,
      logicalId: LogicalResourceId,
      id: PhysicalResourceId,
      account: stack.account,
      region: stack.region,
    },
  ];
}
