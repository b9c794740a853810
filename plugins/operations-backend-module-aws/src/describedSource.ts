import type { Fact } from '@enginehouse/plugin-operations-common';
import {
  shortName,
  type AwsHandle,
  type Resource,
  type Source,
  type UnitWords,
} from '@enginehouse/plugin-operations-node';
import type { Condition } from './condition';
import { metricCharts, type MetricChart } from './metricCharts';

/** A kind of resource of which one description tells all. */
export interface DescribedKind<T>
  extends Pick<Source, 'resourceType' | 'title' | 'remains'> {
  words: UnitWords;
  /** @throws when AWS does not know it */
  describe(resource: Resource, aws: AwsHandle): Promise<T>;
  conditionOf(found: T): Condition;
  /** What is said of one that is healthy. */
  fine: string;
  factsOf(found: T): Fact[];
  metrics: {
    namespace: string;
    /** The dimension that is the physical id. */
    dimension: string;
    charts: MetricChart[];
  };
}

/** A source with one signal for each resource, and a line for each in the charts. */
export function describedSource<T>(kind: DescribedKind<T>): Source {
  const { resourceType, title, words, remains, metrics } = kind;
  return {
    resourceType,
    title,
    words,
    ...(remains && { remains }),

    health: (resources, { aws, stack }) =>
      Promise.all(
        resources.map(async resource => {
          const found = await kind.describe(resource, aws);
          const { status, reason } = kind.conditionOf(found);
          return {
            key: `${words.one}/${resource.logicalId}`,
            title: `${title} ${shortName(resource.id, stack)}`,
            status,
            sentence: reason ?? kind.fine,
            resourceType,
            resourceId: resource.id,
            facts: kind.factsOf(found),
          };
        }),
      ),

    charts: async resources =>
      metricCharts(
        metrics.charts,
        metrics.namespace,
        resources.map(({ id }) => ({
          name: id,
          dimensions: { [metrics.dimension]: id },
        })),
      ),
  };
}
