import type { DBInstance } from '@aws-sdk/client-rds';
import type { Signal } from '@enginehouse/plugin-operations-common';
import {
  shortName,
  type AwsHandle,
  type Resource,
  type Source,
  type SourceContext,
  type StackView,
  type UnitReading,
} from '@enginehouse/plugin-operations-node';
import { factsOf, onOff } from '../condition';
import { databaseCondition } from './databaseCondition';
import {
  CONNECTIONS,
  CPU,
  DATABASES,
  instanceCharts,
  ofInstance,
} from './databaseMetrics';
import { describeInstances } from './describeDatabases';
import { reboot } from './reboot';

const TYPE = 'AWS::RDS::DBInstance';

/** Database instances: those of the stack's clusters are their parts, the others are units. */
export const dbInstance: Source = {
  resourceType: TYPE,
  title: 'Database instance',
  words: DATABASES,
  operations: [reboot],
  unitMetrics: [CPU, CONNECTIONS].map(metric => ({
    ...metric,
    query: unit =>
      unit.resourceType === TYPE ? ofInstance(metric, unit.name) : undefined,
  })),

  async units(resources, context) {
    return (await readAlone(resources, context)).flatMap(({ instance }) =>
      instance ? [unitOf(instance)] : [],
    );
  },

  async health(resources, context) {
    return (await readAlone(resources, context)).map(reading =>
      signalOf(reading, context.stack),
    );
  },

  async charts(resources, context) {
    const alone = await readAlone(resources, context);
    if (alone.length === 0) return [];
    return instanceCharts(
      alone.map(({ resource }) => resource.id),
      { serverless: false, readers: [] },
    );
  },
};

interface InstanceReading {
  resource: Resource;
  /** Undefined when AWS does not know it. */
  instance?: DBInstance;
}

/** The instances that no cluster of the stack has. */
async function readAlone(
  resources: Resource[],
  { aws, resources: all }: SourceContext,
): Promise<InstanceReading[]> {
  const clusters = new Set(
    all
      .filter(({ type }) => type === 'AWS::RDS::DBCluster')
      .map(({ id }) => id),
  );
  const readings = await readInstances(resources, aws);
  return readings.filter(
    ({ instance }) => !clusters.has(instance?.DBClusterIdentifier ?? ''),
  );
}

async function readInstances(
  resources: Resource[],
  aws: AwsHandle,
): Promise<InstanceReading[]> {
  const ids = resources.map(({ id }) => id);
  const instances = await describeInstances('db-instance-id', ids, aws);
  return resources.map(resource => ({
    resource,
    instance: instances.find(
      ({ DBInstanceIdentifier }) => DBInstanceIdentifier === resource.id,
    ),
  }));
}

function unitOf(instance: DBInstance): UnitReading {
  const id = instance.DBInstanceIdentifier ?? '';
  const version = [instance.Engine, instance.EngineVersion]
    .filter(Boolean)
    .join(' ');
  return {
    key: instance.DBInstanceArn ?? id,
    name: id,
    kind: 'database',
    resourceType: TYPE,
    resourceId: id,
    zone: instance.AvailabilityZone,
    size: instance.DBInstanceClass,
    state: instance.DBInstanceStatus ?? 'unknown',
    ...databaseCondition(instance.DBInstanceStatus),
    launchedAt: instance.InstanceCreateTime?.toISOString(),
    version,
    facts: factsOf([
      ['Engine', version],
      ['Endpoint', instance.Endpoint?.Address, 'id'],
      ['Port', instance.Endpoint?.Port?.toString()],
      ['Standby in another zone', onOff(instance.MultiAZ)],
      ['Deletion protection', onOff(instance.DeletionProtection)],
      ['Encryption at rest', onOff(instance.StorageEncrypted)],
    ]),
  };
}

function signalOf(
  { resource, instance }: InstanceReading,
  stack: StackView,
): Signal {
  const { status, reason } = instance
    ? databaseCondition(instance.DBInstanceStatus)
    : {
        status: 'unhealthy' as const,
        reason: 'AWS does not know the database instance',
      };
  return {
    key: `db-instance/${resource.logicalId}`,
    title: `Database ${shortName(resource.id, stack)}`,
    status,
    sentence: reason ?? 'available',
    resourceType: TYPE,
    resourceId: resource.id,
    aboutUnits: true,
    facts: [],
  };
}
