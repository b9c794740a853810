import { createBackendModule } from '@backstage/backend-plugin-api';
import { operationsSourcesExtensionPoint } from '@enginehouse/plugin-operations-node';
import { alarm, compositeAlarm } from './alarm';
import { autoScalingGroup } from './auto-scaling-group';
import { cloudFormationLocator } from './cloudFormationLocator';
import { cloudWatchMetrics } from './cloudWatchMetrics';
import { logGroup } from './log-group';
import { targetGroup, targetHealthAnnotator } from './target-group';

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
        for (const source of [
          autoScalingGroup,
          targetGroup,
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
