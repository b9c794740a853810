import type { DBCluster } from '@aws-sdk/client-rds';
import type { Connection } from '@enginehouse/plugin-operations-common';
import {
  shortName,
  type SourceContext,
} from '@enginehouse/plugin-operations-node';
import { bastionOf } from '../connections/bastion';
import { postgresSteps } from '../connections/postgresSteps';
import { tunnelFacts, tunnelStep } from '../connections/tunnel';

/** The way to clusters through the stack's bastion; none without one, and none where a proxy is the way. */
export async function clusterConnections(
  clusters: DBCluster[],
  context: SourceContext,
): Promise<Connection[]> {
  if (context.resources.some(({ type }) => type === 'AWS::RDS::DBProxy')) {
    return [];
  }
  const bastion = await bastionOf(context);
  if (!bastion) return [];
  const { region } = context.stack;
  return clusters.map(cluster => {
    const destination = {
      host: cluster.Endpoint ?? '',
      port: cluster.Port ?? 5432,
    };
    return {
      id: `db-cluster/${cluster.DBClusterIdentifier}`,
      title: `Database ${shortName(
        cluster.DBClusterIdentifier ?? '',
        context.stack,
      )}`,
      description:
        'The database has no public address: a tunnel of Session Manager leads to its writer through an instance of the stack.',
      steps: [
        tunnelStep(region, bastion, destination),
        ...(cluster.Engine?.includes('postgres')
          ? postgresSteps({
              region,
              destination,
              database: cluster.DatabaseName ?? 'postgres',
              iam: cluster.IAMDatabaseAuthenticationEnabled ?? false,
              authority: 'rds',
            })
          : []),
      ],
      facts: tunnelFacts(bastion, destination),
    };
  });
}
