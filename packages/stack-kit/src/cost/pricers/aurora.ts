import { Range, Unpriceable } from '../Charge';
import { numberOf } from '../literals';
import { propertiesOf, Resource, StackView } from '../StackView';

const SERVERLESS = 'db.serverless';

/** Whether an instance's capacity follows the load. */
export function isServerless({ properties }: Resource): boolean {
  return properties.DBInstanceClass === SERVERLESS;
}

/** Aurora capacity units of one serverless instance of a cluster. */
export function capacityOf({ properties }: Resource): Range {
  const scaling = propertiesOf(properties.ServerlessV2ScalingConfiguration);
  return {
    min: numberOf(scaling, 'MinCapacity'),
    max: numberOf(scaling, 'MaxCapacity'),
  };
}

/** The instances of a cluster that the template has. */
function instancesOf(cluster: Resource, stack: StackView): Resource[] {
  return stack
    .ofType('AWS::RDS::DBInstance')
    .filter(
      ({ properties }) =>
        stack.target(properties.DBClusterIdentifier) === cluster,
    );
}

/** How many readers a scalable target adds to those the template has. */
export function addedReaders(target: Resource, stack: StackView): Range {
  const cluster = scaledCluster(target, stack);
  const readers = instancesOf(cluster, stack).length - 1;
  return {
    min: Math.max(0, numberOf(target.properties, 'MinCapacity') - readers),
    max: Math.max(0, numberOf(target.properties, 'MaxCapacity') - readers),
  };
}

/**
 * The cluster whose readers a scalable target counts.
 *
 * @throws Unpriceable when it is not in the template.
 */
export function scaledCluster(
  { properties }: Resource,
  stack: StackView,
): Resource {
  const cluster = stack
    .ofType('AWS::RDS::DBCluster')
    .find(resource => stack.mentions(properties.ResourceId, resource));
  if (!cluster) {
    throw new Unpriceable('The cluster whose readers it adds is not here.');
  }
  return cluster;
}

/**
 * Aurora capacity units of all instances of a cluster together, those that scaling adds included.
 *
 * @throws Unpriceable when an instance is not serverless.
 */
export function clusterCapacity(cluster: Resource, stack: StackView): Range {
  const instances = instancesOf(cluster, stack);
  if (!instances.every(isServerless)) {
    throw new Unpriceable(
      'The price table does not say how many vCPUs an instance class has.',
    );
  }
  const added = stack
    .ofType('AWS::ApplicationAutoScaling::ScalableTarget')
    .filter(
      ({ properties }) =>
        properties.ServiceNamespace === 'rds' &&
        stack.mentions(properties.ResourceId, cluster),
    )
    .map(target => addedReaders(target, stack));
  const each = capacityOf(cluster);
  const most = added.reduce((sum, { max }) => sum + max, instances.length);
  const least = added.reduce((sum, { min }) => sum + min, instances.length);
  return { min: least * each.min, max: most * each.max };
}
