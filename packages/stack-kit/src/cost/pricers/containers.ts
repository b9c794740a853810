import {
  Charge,
  Count,
  free,
  standing,
  times,
  unpriced,
  usage,
} from '../Charge';
import { numberOf } from '../literals';
import {
  membersOf,
  Properties,
  propertiesOf,
  Resource,
  StackView,
} from '../StackView';
import { Pricer } from './Pricer';

/** Container Insights counts more metrics the more tasks there are. */
export const ecsCluster: Pricer = ({ properties }) => {
  const insights = membersOf(properties.ClusterSettings)
    .map(propertiesOf)
    .find(({ Name }) => Name === 'containerInsights');
  return !insights || insights.Value === 'disabled'
    ? [free('A cluster carries no charge; its tasks do.')]
    : [
        usage(
          'Container Insights, for each metric',
          'cloudwatch/container-insights.ecs',
        ),
      ];
};

/** The tasks of a service on Fargate, from its least to its most. */
export const ecsService: Pricer = function* ecsService(service, stack) {
  const { properties } = service;
  const { LaunchType: launchType } = properties;
  if (launchType === 'EC2') {
    yield free('Its tasks run on instances, which are charged.');
    return;
  }
  if (launchType !== 'FARGATE') {
    yield unpriced(
      'Of services, only those of launch type FARGATE are priced.',
    );
    return;
  }
  const task = stack.target(properties.TaskDefinition);
  if (!task) {
    yield unpriced('Its task definition is not here.');
    return;
  }
  yield* fargateTasks(task.properties, tasksOf(service, stack));
  const network = propertiesOf(
    propertiesOf(properties.NetworkConfiguration).AwsvpcConfiguration,
  );
  if (network.AssignPublicIp === 'ENABLED') {
    yield standing(
      'Public IPv4 address of each task',
      ...(['vpc/public-ipv4.in-use-or-idle', tasksOf(service, stack)] as const),
    );
  }
};

/** What Fargate gives each task without a charge, in GiB (AWS: Fargate task ephemeral storage). */
const STORAGE_INCLUDED = 20;

function* fargateTasks(task: Properties, count: Count): Iterable<Charge> {
  const { CpuArchitecture: asked = 'X86_64' } = propertiesOf(
    task.RuntimePlatform,
  );
  const architecture = asked === 'ARM64' ? 'arm64' : 'x86';
  const cpu = numberOf(task, 'Cpu') / 1_024;
  const memory = numberOf(task, 'Memory') / 1_024;
  yield standing(
    `vCPU of Fargate tasks, ${architecture}`,
    ...([`fargate/${architecture}.vcpu`, times(count, cpu)] as const),
  );
  yield standing(
    `Memory of Fargate tasks, ${architecture}`,
    ...([`fargate/${architecture}.memory`, times(count, memory)] as const),
  );
  const storage = propertiesOf(task.EphemeralStorage);
  const more = numberOf(storage, 'SizeInGiB', 0) - STORAGE_INCLUDED;
  if (more > 0) {
    yield standing(
      `Storage of Fargate tasks above ${STORAGE_INCLUDED} GB`,
      'fargate/ephemeral-storage-over-20GB',
      times(count, more),
    );
  }
}

/** How many tasks a service runs: as scaling may choose, else as it says itself. */
function tasksOf(service: Resource, stack: StackView): Count {
  const target = stack
    .ofType('AWS::ApplicationAutoScaling::ScalableTarget')
    .find(
      ({ properties }) =>
        properties.ScalableDimension === 'ecs:service:DesiredCount' &&
        stack.mentions(properties.ResourceId, service),
    );
  return target
    ? {
        min: numberOf(target.properties, 'MinCapacity'),
        max: numberOf(target.properties, 'MaxCapacity'),
      }
    : numberOf(service.properties, 'DesiredCount', 1);
}

export const ecrRepository: Pricer = () => [
  usage('Images in the repository', 'ecr/storage.private'),
];

export const pullThroughCacheRule: Pricer = () => [
  usage('Images kept from elsewhere', 'ecr/storage.private'),
];
