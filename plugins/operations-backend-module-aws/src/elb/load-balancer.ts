import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Signal } from '@enginehouse/plugin-operations-common';
import type { Resource, Source } from '@enginehouse/plugin-operations-node';
import { factsOf, HEALTHY, onOff, type Condition } from '../condition';
import { titleOf } from '../titleOf';
import { balancerCharts } from './balancerCharts';
import {
  describeBalancerAttributes,
  describeLoadBalancers,
} from './describeLoadBalancers';
import { LOAD_BALANCERS } from './loadBalancers';

const TYPE = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/** Load balancers: their state, and what goes through them. */
export const loadBalancer: Source = {
  resourceType: TYPE,
  title: 'Load balancer',
  words: LOAD_BALANCERS,

  async health(resources, { aws }) {
    const balancers = await describeLoadBalancers(resources, aws);
    return Promise.all(
      resources.map(async resource =>
        signalOf(
          resource,
          titleOf('Load balancer', resource, resources),
          balancers.find(
            ({ LoadBalancerArn }) => LoadBalancerArn === resource.id,
          ),
          await describeBalancerAttributes(resource.id, aws),
        ),
      ),
    );
  },

  async charts(resources, { aws }) {
    return balancerCharts(await describeLoadBalancers(resources, aws));
  },
};

function conditionOf(balancer: LoadBalancer | undefined): Condition {
  const { Code, Reason } = balancer?.State ?? {};
  const reason = Reason ?? `the load balancer says ${Code ?? 'nothing'}`;
  switch (Code) {
    case 'active':
      return HEALTHY;
    case 'provisioning':
    case 'active_impaired':
      return { status: 'degraded', reason };
    case 'failed':
      return { status: 'unhealthy', reason };
    default:
      return balancer
        ? { status: 'unknown', reason }
        : {
            status: 'unhealthy',
            reason: 'AWS does not know the load balancer',
          };
  }
}

function signalOf(
  resource: Resource,
  title: string,
  balancer: LoadBalancer | undefined,
  attributes: ReadonlyMap<string, string>,
): Signal {
  const { status, reason } = conditionOf(balancer);
  const zones = (balancer?.AvailabilityZones ?? []).flatMap(
    ({ ZoneName }) => ZoneName ?? [],
  );
  const protection = attributes.get('deletion_protection.enabled');
  return {
    key: `load-balancer/${resource.logicalId}`,
    title,
    status,
    sentence:
      reason ??
      `active in ${zones.length} ${zones.length === 1 ? 'zone' : 'zones'}`,
    resourceType: TYPE,
    resourceId: resource.id,
    facts: factsOf([
      ['Address', balancer?.DNSName, 'id'],
      ['Scheme', balancer?.Scheme],
      ['Zones', zones.sort().join(', ')],
      ['Deletion protection', protection && onOff(protection === 'true')],
    ]),
  };
}
