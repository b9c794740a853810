import {
  DescribeTaskDefinitionCommand,
  ECSClient,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';
import { afterSlash } from './serviceId';

/** A revision of a task definition never changes. */
const SHARED_FOR_MS = 10 * 60_000;

/** Task definitions by ARN. */
export type TaskDefinitions = ReadonlyMap<string, TaskDefinition>;

/** Each revision is asked for once, whoever looks. */
export async function describeTaskDefinitions(
  arns: (string | undefined)[],
  aws: AwsHandle,
): Promise<TaskDefinitions> {
  const asked = [...new Set(arns.flatMap(arn => arn ?? []))];
  const definitions = await Promise.all(
    asked.map(taskDefinition =>
      aws.read(
        {
          action: 'ecs:DescribeTaskDefinition',
          key: `DescribeTaskDefinition ${taskDefinition}`,
          ttl: SHARED_FOR_MS,
        },
        async () => {
          const answer = await aws
            .client(ECSClient)
            .send(new DescribeTaskDefinitionCommand({ taskDefinition }));
          return answer.taskDefinition;
        },
      ),
    ),
  );
  return new Map(
    definitions.flatMap((definition, index) =>
      definition ? [[asked[index], definition]] : [],
    ),
  );
}

/** In words: `revision 12`. */
export function revisionOf(taskDefinition: string | undefined): string {
  return `revision ${taskDefinition?.split(':').at(-1) ?? '?'}`;
}

/** Such as `service-api:12`. */
export function definitionName(arn: string | undefined): string | undefined {
  return arn && afterSlash(arn);
}
