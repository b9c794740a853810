import {
  DescribeDBClustersCommand,
  ModifyDBClusterCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { NotFoundError, isError } from '@backstage/errors';
import type { ProtectionSwitch } from './ProtectionSwitch';

/** `AWS::RDS::DBCluster`, whose physical id is its identifier. RDS takes the switch over at once, outside any maintenance window. */
export const databaseCluster: ProtectionSwitch = {
  property: 'DeletionProtection',

  async isOn({ aws, environment }, DBClusterIdentifier) {
    const rds = aws.client(environment, RDSClient, { role: 'read' });
    const action = 'rds:DescribeDBClusters';
    try {
      const { DBClusters: [cluster] = [] } = await aws.call(
        { environment, action },
        () => rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier })),
      );
      return cluster?.DeletionProtection ?? false;
    } catch (error) {
      if (isError(error) && error.name === NotFoundError.name) return false;
      throw error;
    }
  },

  async off({ aws, environment, session }, DBClusterIdentifier) {
    const rds = aws.client(environment, RDSClient, {
      role: 'deploy',
      ...session,
    });
    await aws.call({ environment, action: 'rds:ModifyDBCluster' }, () =>
      rds.send(
        new ModifyDBClusterCommand({
          DBClusterIdentifier,
          DeletionProtection: false,
        }),
      ),
    );
  },

  command: id =>
    `aws rds modify-db-cluster --db-cluster-identifier ${id} --no-deletion-protection`,
};
