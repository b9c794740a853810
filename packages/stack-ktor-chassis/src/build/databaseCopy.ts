import { CfnDBCluster, DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { KtorChassisConfig } from '../schema';

/**
 * Lets a cluster start from a snapshot or as a clone. It then has the users, databases and
 * encryption of what it comes from. The master password is replaced by the generated one:
 * CloudFormation sets it as soon as the copy is there, without waiting for the maintenance window.
 */
export function fillFromCopy(
  cluster: DatabaseCluster,
  { restoreSnapshotId, cloneSourceClusterId }: KtorChassisConfig,
): void {
  if (!restoreSnapshotId && !cloneSourceClusterId) return;
  const resource = cluster.node.findChild('Resource') as CfnDBCluster;
  resource.masterUsername = undefined;
  resource.databaseName = undefined;
  resource.storageEncrypted = undefined;
  acknowledge(
    cluster,
    ['AwsSolutions-RDS2', 'database-encrypted'],
    'A copy is encrypted as its source is, and CloudFormation takes no other word for it; production is encrypted.',
  );
  if (restoreSnapshotId) {
    resource.snapshotIdentifier = restoreSnapshotId;
    return;
  }
  resource.sourceDbClusterIdentifier = cloneSourceClusterId;
  resource.restoreType = 'copy-on-write';
  resource.useLatestRestorableTime = true;
  resource.engineVersion = undefined;
  // "MasterUserPassword is ignored" is what AWS's page says; its handler sets it after cloning, as after restoring.
  resource.addMetadata('cfn-lint', { config: { ignore_checks: ['W3689'] } });
}
