import {
  AutoScalingClient,
  paginateDescribeScalingActivities,
} from '@aws-sdk/client-auto-scaling';
import type {
  AwsHandle,
  Remains,
  Resource,
  SourceContext,
  TimeRange,
} from '@enginehouse/plugin-operations-node';
import { streamSources } from './remains/streamSources';
import { unlessGone } from './remains/unlessGone';

const SHARED_FOR_MS = 30_000;

/** Amazon EC2 Auto Scaling User Guide, Verify a scaling activity: the activity that launches an instance names it. */
const LAUNCHED = /^Launching a new EC2 instance: (i-[0-9a-f]+)/;

/** What the instances left that an Auto Scaling group launched in the time: their streams in all log groups of the stack. */
export async function groupRemains(
  resource: Resource,
  time: TimeRange,
  { aws, resources }: SourceContext,
): Promise<Remains> {
  const instances = await unlessGone(launchedWithin(resource, time, aws));
  const groups = resources.filter(({ type }) => type === 'AWS::Logs::LogGroup');
  const streams = groups.flatMap(({ id }) =>
    (instances ?? []).map(unit => ({ group: id, prefix: unit, unit })),
  );
  return { logs: streamSources(streams, aws), ended: [] };
}

/** Ids of instances; Auto Scaling remembers activities for six weeks, those of groups that are gone too. */
function launchedWithin(
  { id }: Resource,
  { start, end }: TimeRange,
  aws: AwsHandle,
): Promise<string[]> {
  const client = aws.client(AutoScalingClient);
  return aws.read(
    {
      action: 'autoscaling:DescribeScalingActivities',
      key: `DescribeScalingActivities ${id} ${start} ${end}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const instances: string[] = [];
      for await (const { Activities = [] } of paginateDescribeScalingActivities(
        { client },
        { AutoScalingGroupName: id, IncludeDeletedGroups: true },
      )) {
        for (const { Description = '', StartTime } of Activities) {
          const at = StartTime?.getTime() ?? 0;
          const instance = LAUNCHED.exec(Description)?.[1];
          if (instance && at >= start && at <= end) instances.push(instance);
        }
        const oldest = Activities.at(-1)?.StartTime?.getTime() ?? start;
        if (oldest < start) break;
      }
      return instances;
    },
  );
}
