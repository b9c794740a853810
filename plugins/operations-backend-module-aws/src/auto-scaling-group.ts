import type { AutoScalingGroup, Instance } from '@aws-sdk/client-auto-scaling';
import type { Fact, Signal } from '@enginehouse/plugin-operations-common';
import type {
  ChartReading,
  Resource,
  Source,
  SourceContext,
  UnitMetric,
  UnitReading,
} from '@enginehouse/plugin-operations-node';
import {
  describeAutoScalingGroups,
  inService,
} from './describeAutoScalingGroups';
import { drainAndReplace, drainAndShrink } from './drain';
import { groupRemains } from './groupRemains';
import { launchTimes } from './launchTimes';
import { cancelRoll } from './refresh/cancelRoll';
import { launchVersion, outdated } from './refresh/launchVersion';
import { roll } from './refresh/roll';
import { scale } from './scale';

const TYPE = 'AWS::AutoScaling::AutoScalingGroup';

const CPU = { id: 'cpu', title: 'CPU', unit: '%', min: 0, max: 100 };

const cpuOfInstance: UnitMetric = {
  ...CPU,
  query: unit =>
    unit.resourceType === TYPE ? cpuQuery({ InstanceId: unit.key }) : undefined,
};

/** Auto Scaling groups; their instances are units. */
export const autoScalingGroup: Source = {
  resourceType: TYPE,
  title: 'Auto Scaling group',
  unitMetrics: [cpuOfInstance],
  operations: [scale, roll, cancelRoll, drainAndReplace, drainAndShrink],
  remains: groupRemains,

  async units(resources, context) {
    const groups = await describeAutoScalingGroups(resources, context.aws);
    const ids = groups
      .flatMap(group => group.Instances ?? [])
      .flatMap(instance => instance.InstanceId ?? []);
    const launchedAt = await launchTimes(ids, context.aws);
    return groups.flatMap(group =>
      (group.Instances ?? []).map(instance =>
        unitOf(instance, group.AutoScalingGroupName ?? '', launchedAt),
      ),
    );
  },

  async wantedUnits(resources, context) {
    const groups = await describeAutoScalingGroups(resources, context.aws);
    return groups.reduce((sum, group) => sum + (group.DesiredCapacity ?? 0), 0);
  },

  async health(resources, context) {
    const groups = await describeAutoScalingGroups(resources, context.aws);
    return resources.map(resource =>
      signalOf(
        resource,
        groups.find(group => group.AutoScalingGroupName === resource.id),
      ),
    );
  },

  async charts(
    resources: Resource[],
    _context: SourceContext,
  ): Promise<ChartReading[]> {
    return resources.map(resource => ({
      ...CPU,
      series: [
        {
          id: `cpu/${resource.logicalId}`,
          title: 'Average of the group',
          query: cpuQuery({ AutoScalingGroupName: resource.id }),
        },
      ],
    }));
  },
};

function cpuQuery(dimensions: Record<string, string>) {
  return {
    namespace: 'AWS/EC2',
    name: 'CPUUtilization',
    dimensions,
    statistic: 'Average',
  };
}

function signalOf(resource: Resource, group?: AutoScalingGroup): Signal {
  const about = {
    key: `auto-scaling-group/${resource.logicalId}`,
    title: 'Instances in service',
    resourceType: TYPE,
    resourceId: resource.id,
    aboutUnits: true,
  };
  if (!group) {
    return {
      ...about,
      status: 'unhealthy',
      sentence: 'AWS does not know the Auto Scaling group',
      facts: [],
    };
  }
  const wanted = group.DesiredCapacity ?? 0;
  const serving = inService(group).length;
  return {
    ...about,
    status: fromCounts(serving, wanted),
    sentence:
      wanted === 0
        ? 'no instance is wanted'
        : `${serving} of ${wanted} instances in service`,
    facts: [
      { label: 'Desired', value: String(wanted), kind: 'text' },
      {
        label: 'Minimum and maximum',
        value: `${group.MinSize} to ${group.MaxSize}`,
        kind: 'text',
      },
      ...versionFact(group),
    ],
  };
}

/** What new instances get, and how many still run something else. */
function versionFact(group: AutoScalingGroup): Fact[] {
  const version = launchVersion(group);
  if (version === undefined) return [];
  const old = outdated(group).length;
  return [
    {
      label: 'Launch template',
      value:
        old === 0
          ? `version ${version}`
          : `version ${version}; ${old} instances run another one until they are rolled`,
      kind: 'text',
    },
  ];
}

function fromCounts(serving: number, wanted: number) {
  if (serving >= wanted) return 'healthy';
  return serving === 0 ? 'unhealthy' : 'degraded';
}

function unitOf(
  instance: Instance,
  group: string,
  launchedAt: ReadonlyMap<string, string>,
): UnitReading {
  const id = instance.InstanceId ?? '';
  return {
    key: id,
    name: id,
    kind: 'instance',
    resourceType: TYPE,
    resourceId: group,
    zone: instance.AvailabilityZone,
    size: instance.InstanceType,
    state: instance.LifecycleState ?? 'unknown',
    ...conditionOf(instance),
    launchedAt: launchedAt.get(id),
  };
}

function conditionOf(
  instance: Instance,
): Pick<UnitReading, 'status' | 'reason' | 'draining'> {
  const state = instance.LifecycleState ?? 'unknown';
  if (state === 'Terminating:Wait') {
    return {
      status: 'unknown',
      draining: true,
      reason:
        'It drains: it takes nothing new, and ends when what runs on it has',
    };
  }
  if (/^(Terminat|Detach)/.test(state)) {
    return { status: 'unknown', draining: true, reason: 'It leaves the group' };
  }
  if (instance.HealthStatus === 'Unhealthy') {
    return {
      status: 'unhealthy',
      reason: 'Auto Scaling found it unhealthy and replaces it',
    };
  }
  if (state === 'InService') return { status: 'healthy' };
  return {
    status: 'degraded',
    reason: `Not in service yet: Auto Scaling says ${state}`,
  };
}
