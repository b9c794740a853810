import { defineBuild } from '@enginehouse/stack-kit/build';
import { CfnDeletionPolicy } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnDBCluster } from 'aws-cdk-lib/aws-rds';

interface Config {
  backupDays: number;
  protect: boolean;
}

export default defineBuild<Config>((stack, { backupDays, protect }) => {
  const cluster = new CfnDBCluster(stack, 'Cluster', {
    engine: 'aurora-postgresql',
    masterUsername: 'admin1',
    manageMasterUserPassword: true,
    backupRetentionPeriod: backupDays,
    deletionProtection: protect,
  });
  const kept = new CfnTable(stack, 'Kept', {
    keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
    attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
    billingMode: 'PAY_PER_REQUEST',
    deletionProtectionEnabled: protect,
  });
  kept.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN;
  return { handles: { cluster, kept }, capabilities: {} };
});
