import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type {
  HealthStatus,
  Signal,
} from '@enginehouse/plugin-operations-common';
import type {
  Resource,
  Source,
  UnitAnnotator,
  UnitNote,
} from '@enginehouse/plugin-operations-node';
import { LOAD_BALANCERS } from './elb/loadBalancers';
import { describeTargetHealth, reasonOf, statusOf } from './targetHealth';
import { healthyHosts } from './healthyHosts';
import { titleOf } from './titleOf';

const TYPE = 'AWS::ElasticLoadBalancingV2::TargetGroup';

/** Target groups: how the load balancer sees what it sends work to. */
export const targetGroup: Source = {
  resourceType: TYPE,
  title: 'Target group',
  words: LOAD_BALANCERS,
  health: (resources, { aws }) =>
    Promise.all(
      resources.map(async group =>
        signalOf(
          group,
          titleOf('Targets of the load balancer', group, resources),
          await describeTargetHealth(group, aws),
        ),
      ),
    ),
  charts: healthyHosts,
};

/** Gives instances the health their load balancers see. */
export const targetHealthAnnotator: UnitAnnotator = {
  title: 'Target health',
  async annotate(_units, { resources, aws }) {
    const groups = resources.filter(resource => resource.type === TYPE);
    const targets = await Promise.all(
      groups.map(group => describeTargetHealth(group, aws)),
    );
    return targets.flat().flatMap(noteOf);
  },
};

function noteOf(target: TargetHealthDescription): UnitNote[] {
  const key = target.Target?.Id;
  const status = statusOf(target);
  if (key === undefined || status === 'unknown') return [];
  return [
    { key, status, ...(status !== 'healthy' && { reason: reasonOf(target) }) },
  ];
}

function signalOf(
  group: Resource,
  title: string,
  all: TargetHealthDescription[],
): Signal {
  const targets = all.filter(target => statusOf(target) !== 'unknown');
  const troubled = targets.filter(target => statusOf(target) !== 'healthy');
  const healthy = targets.length - troubled.length;
  return {
    key: `target-group/${group.logicalId}`,
    title,
    status: statusOfGroup(targets),
    sentence:
      targets.length === 0
        ? 'no target is registered'
        : [
            `${healthy} of ${targets.length} targets healthy`,
            ...reasons(troubled),
          ].join('; '),
    resourceType: TYPE,
    resourceId: group.id,
    aboutUnits: true,
    facts: [],
  };
}

function statusOfGroup(targets: TargetHealthDescription[]): HealthStatus {
  const statuses = new Set(targets.map(statusOf));
  if (statuses.size === 0) return 'unknown';
  if (statuses.size === 1) return [...statuses][0];
  return statuses.has('healthy') || statuses.has('degraded')
    ? 'degraded'
    : 'unhealthy';
}

/** Each reason once, with the targets it is given for. */
function reasons(targets: TargetHealthDescription[]): string[] {
  const ids = new Map<string, string[]>();
  for (const target of targets) {
    const reason = reasonOf(target);
    ids.set(reason, [...(ids.get(reason) ?? []), target.Target?.Id ?? '?']);
  }
  return [...ids].map(([reason, of]) => `${of.join(', ')}: ${reason}`);
}
