import {
  DescribeTasksCommand,
  ECSClient,
  paginateListTasks,
  type DesiredStatus,
  type Task,
} from '@aws-sdk/client-ecs';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';
import { batches, byCluster } from './batches';
import type { ServiceId } from './serviceId';

const SHARED_FOR_MS = 3_000;
/** As many tasks as one DescribeTasks takes. */
const AT_ONCE = 100;

/** Those that run or start first; then those that ended, which ECS remembers for an hour, newest first. */
export type TasksByService = ReadonlyMap<string, Task[]>;

/** The tasks of the services, by the ARN of the service; shared for some seconds. */
export async function describeTasks(
  ids: ServiceId[],
  aws: AwsHandle,
): Promise<TasksByService> {
  const listed = await Promise.all(
    ids.map(async id => {
      const arns = await Promise.all([
        listTasks(id, 'RUNNING', aws),
        listTasks(id, 'STOPPED', aws),
      ]);
      return { ...id, tasks: [...new Set(arns.flat())] };
    }),
  );
  const described = await Promise.all(
    [...byCluster(listed)].flatMap(([cluster, services]) =>
      batches(services.flatMap(({ tasks }) => tasks).sort(), AT_ONCE).map(
        batch => describe(cluster, batch, aws),
      ),
    ),
  );
  const known = new Map(
    described.flat().map(task => [task.taskArn ?? '', task]),
  );
  return new Map(
    listed.map(({ arn, tasks }) => [
      arn,
      tasks.flatMap(task => known.get(task) ?? []).sort(runningFirst),
    ]),
  );
}

function listTasks(
  { cluster, name }: ServiceId,
  desiredStatus: DesiredStatus,
  aws: AwsHandle,
): Promise<string[]> {
  const client = aws.client(ECSClient);
  return aws.read(
    {
      action: 'ecs:ListTasks',
      key: `ListTasks ${cluster} ${name} ${desiredStatus}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const arns: string[] = [];
      for await (const page of paginateListTasks(
        { client },
        { cluster, serviceName: name, desiredStatus },
      )) {
        arns.push(...(page.taskArns ?? []));
      }
      return arns;
    },
  );
}

function describe(
  cluster: string,
  tasks: string[],
  aws: AwsHandle,
): Promise<Task[]> {
  return aws.read(
    {
      action: 'ecs:DescribeTasks',
      key: `DescribeTasks ${cluster} ${tasks.join()}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const answer = await aws
        .client(ECSClient)
        .send(new DescribeTasksCommand({ cluster, tasks }));
      return answer.tasks ?? [];
    },
  );
}

function runningFirst(a: Task, b: Task): number {
  const time = (task: Task) =>
    (task.stoppedAt ?? task.startedAt ?? task.createdAt)?.getTime() ?? 0;
  return (
    Number(a.lastStatus === 'STOPPED') - Number(b.lastStatus === 'STOPPED') ||
    time(b) - time(a)
  );
}
