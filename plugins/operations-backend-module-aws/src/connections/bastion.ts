import {
  paginateDescribeInstanceInformation,
  SSMClient,
  type InstanceInformation,
} from '@aws-sdk/client-ssm';
import type {
  AwsHandle,
  SourceContext,
} from '@enginehouse/plugin-operations-node';

const SHARED_FOR_MS = 30_000;
const TYPE = 'AWS::EC2::Instance';

/** An instance of the stack that Session Manager reaches, and that reaches what else is in its network. */
export interface Bastion {
  instanceId: string;
  /** What Systems Manager says of its agent: "Online", or why that is not known. */
  agent: string;
}

/** The stack's bastion: an instance that Systems Manager manages, one that is online first. Undefined when there is none. */
export async function bastionOf({
  resources,
  aws,
}: SourceContext): Promise<Bastion | undefined> {
  const ids = resources.filter(({ type }) => type === TYPE).map(({ id }) => id);
  if (ids.length === 0) return undefined;
  try {
    const managed = await describeManaged(ids, aws);
    const best =
      managed.find(({ PingStatus }) => PingStatus === 'Online') ?? managed[0];
    if (best?.InstanceId === undefined) return undefined;
    return {
      instanceId: best.InstanceId,
      agent: best.PingStatus ?? 'unknown',
    };
  } catch (error) {
    const [reason] = String(error).split('; caused by ');
    return { instanceId: ids[0], agent: `not known: ${reason}` };
  }
}

function describeManaged(
  ids: string[],
  aws: AwsHandle,
): Promise<InstanceInformation[]> {
  const client = aws.client(SSMClient);
  const values = [...ids].sort();
  return aws.read(
    {
      action: 'ssm:DescribeInstanceInformation',
      key: `DescribeInstanceInformation ${values.join()}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const instances: InstanceInformation[] = [];
      for await (const page of paginateDescribeInstanceInformation(
        { client },
        { Filters: [{ Key: 'InstanceIds', Values: values }] },
      )) {
        instances.push(...(page.InstanceInformationList ?? []));
      }
      return instances;
    },
  );
}
