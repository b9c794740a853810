import {
  DescribeTaskDefinitionCommand,
  ECSClient,
  DescribeServicesCommand,
  ListClustersCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { connection, control } from '../../localAws';

/** How the tasks of a bad version end. */
export interface Crash {
  exitCode: number;
  reason: string;
}

/** Rolls a new version of a service out, as its pipeline does, and every task of that version crashes. */
export async function rollOutBadVersion(
  stack: string,
  service: string,
  crash: Crash,
) {
  const ecs = new ECSClient(connection);
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
  const cluster = clusterArns.find(arn => arn.includes(`/${stack}-`));
  const { services = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster, services: [service] }),
  );
  const { taskDefinition: { family, containerDefinitions, ...running } = {} } =
    await ecs.send(
      new DescribeTaskDefinitionCommand({
        taskDefinition: services[0].taskDefinition,
      }),
    );
  const { cpu, memory, networkMode, executionRoleArn, taskRoleArn } = running;
  const { taskDefinition: bad } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      ...{ family, containerDefinitions, cpu, memory, networkMode },
      ...{ executionRoleArn, taskRoleArn },
      ...{ requiresCompatibilities: running.requiresCompatibilities },
      runtimePlatform: running.runtimePlatform,
    }),
  );
  await control('ecs/crash', { service, revision: bad?.revision, ...crash });
  await ecs.send(
    new UpdateServiceCommand({
      ...{ cluster, service, taskDefinition: bad?.taskDefinitionArn },
    }),
  );
}

/** Tasks of a service crash no longer. */
export const mendTasks = (service: string) =>
  control('ecs/crash', { service }, 'DELETE');
