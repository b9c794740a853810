import type { DBProxy, DBProxyTarget } from '@aws-sdk/client-rds';
import type { Signal } from '@enginehouse/plugin-operations-common';
import {
  shortName,
  type PartReading,
  type Resource,
  type Source,
  type SourceContext,
  type StackView,
  type UnitReading,
} from '@enginehouse/plugin-operations-node';
import { factsOf, onOff, withUnit } from '../condition';
import { describeProxy, describeProxyTargets } from './describeProxies';
import { databasesOf, proxyCondition, targetCondition } from './proxyCondition';
import { proxyConnections } from './proxyConnections';
import { ofProxy, PROXY_MEASUREMENTS } from './proxyMetrics';

const TYPE = 'AWS::RDS::DBProxy';

/** RDS proxies as units, the databases behind them as parts. */
export const dbProxy: Source = {
  resourceType: TYPE,
  title: 'Database proxy',
  words: {
    one: 'database proxy',
    many: 'database proxies',
    healthy: 'available',
  },
  unitMetrics: PROXY_MEASUREMENTS.map(metric => ({
    ...metric,
    query: unit =>
      unit.resourceType === TYPE ? ofProxy(metric, unit.name) : undefined,
  })),

  async units(resources, context) {
    return (await readProxies(resources, context)).map(unitOf);
  },

  async health(resources, context) {
    return (await readProxies(resources, context)).map(reading =>
      signalOf(reading, context.stack),
    );
  },

  async connections(resources, context) {
    const proxies = await Promise.all(
      resources.map(({ id }) => describeProxy(id, context.aws)),
    );
    return proxyConnections(proxies, context);
  },
};

interface ProxyReading {
  resource: Resource;
  proxy: DBProxy;
  targets: DBProxyTarget[];
}

function readProxies(
  resources: Resource[],
  { aws }: SourceContext,
): Promise<ProxyReading[]> {
  return Promise.all(
    resources.map(async resource => {
      const [proxy, targets] = await Promise.all([
        describeProxy(resource.id, aws),
        describeProxyTargets(resource.id, aws),
      ]);
      return { resource, proxy, targets };
    }),
  );
}

function unitOf({ resource, proxy, targets }: ProxyReading): UnitReading {
  const databases = databasesOf(targets);
  const reached = databases.filter(
    target => targetCondition(target).status === 'healthy',
  );
  return {
    key: proxy.DBProxyArn ?? resource.id,
    name: resource.id,
    kind: 'database proxy',
    resourceType: TYPE,
    resourceId: resource.id,
    state: proxy.Status ?? 'unknown',
    ...proxyCondition(proxy, targets),
    launchedAt: proxy.CreatedDate?.toISOString(),
    count: { running: reached.length, desired: databases.length },
    parts: databases.map(partOf),
    facts: proxyFacts(proxy),
  };
}

function partOf(target: DBProxyTarget): PartReading {
  const id = target.RdsResourceId ?? '?';
  return {
    key: target.TargetArn ?? id,
    name: id,
    kind: 'target',
    role: { READ_WRITE: 'writer', READ_ONLY: 'reader' }[target.Role as string],
    state: target.TargetHealth?.State ?? 'UNKNOWN',
    ...targetCondition(target),
  };
}

function proxyFacts(proxy: DBProxy) {
  const iam = proxy.Auth?.some(({ IAMAuth }) => IAMAuth === 'REQUIRED');
  return factsOf([
    ['Endpoint', proxy.Endpoint, 'id'],
    ['Engine', proxy.EngineFamily],
    ['TLS', proxy.RequireTLS ? 'required' : 'not required'],
    ['IAM authentication', iam ? 'required' : 'not required'],
    ['Secrets', proxy.Auth?.length.toString()],
    ['Idle clients are ended after', withUnit(proxy.IdleClientTimeout, 's')],
    ['Debug logging', onOff(proxy.DebugLogging)],
  ]);
}

function signalOf(
  { resource, proxy, targets }: ProxyReading,
  stack: StackView,
): Signal {
  const { status, reason } = proxyCondition(proxy, targets);
  const count = databasesOf(targets).length;
  return {
    key: `db-proxy/${resource.logicalId}`,
    title: `Database proxy ${shortName(resource.id, stack)}`,
    status,
    sentence: reason ?? `reaches ${count} of ${count} databases behind it`,
    resourceType: TYPE,
    resourceId: resource.id,
    aboutUnits: true,
    facts: [],
  };
}
