import { createBackendModule } from '@backstage/backend-plugin-api';
import { operationsSourcesExtensionPoint } from '@enginehouse/plugin-operations-node';
import { alarm, compositeAlarm } from './alarm';
import { autoScalingGroup } from './auto-scaling-group';
import { cloudFormationLocator } from './cloudFormationLocator';
import { cloudWatchMetrics } from './cloudWatchMetrics';
import { table } from './dynamodb/table';
import { ecsService } from './ecs/service';
import { serviceTargetsAnnotator } from './ecs/serviceTargets';
import { repository } from './ecr/repository';
import { replicationGroup } from './elasticache/replication-group';
import { loadBalancer } from './elb/load-balancer';
import { customResource } from './lambda/customResource';
import { lambdaFunction } from './lambda/function';
import { logGroup } from './log-group';
import { dbCluster } from './rds/db-cluster';
import { dbInstance } from './rds/db-instance';
import { dbProxy } from './rds/db-proxy';
import { queue } from './sqs/queue';
import { targetGroup, targetHealthAnnotator } from './target-group';
import { webAcl } from './wafv2/web-acl';

/** One source for each resource type; what CloudFormation deployed is found by the StackId of the ledger. */
export const operationsModuleAws = createBackendModule({
  pluginId: 'operations',
  moduleId: 'aws',
  register(reg) {
    reg.registerInit({
      deps: { operations: operationsSourcesExtensionPoint },
      async init({ operations }) {
        operations.addLocator(cloudFormationLocator);
        operations.setMetricReader(cloudWatchMetrics);
        operations.addAnnotator(targetHealthAnnotator);
        operations.addAnnotator(serviceTargetsAnnotator);
        for (const source of [
          autoScalingGroup,
          ecsService,
          loadBalancer,
          targetGroup,
          dbProxy,
          dbCluster,
          dbInstance,
          replicationGroup,
          webAcl,
          repository,
          lambdaFunction,
          customResource,
          queue,
          table,
          alarm,
          compositeAlarm,
          logGroup,
        ]) {
          operations.addSource(source);
        }
      },
    });
  },
});
