import { createBackendModule } from '@backstage/backend-plugin-api';
import { operationsSourcesExtensionPoint } from '@enginehouse/plugin-operations-node';
import { cloudFormationLocator } from './cloudFormationLocator';
import { cloudWatchMetrics } from './cloudWatchMetrics';
import { serviceTargetsAnnotator } from './ecs/serviceTargets';
import { sources } from './sources';
import { targetHealthAnnotator } from './target-group';

/** Reads what is deployed on AWS; what CloudFormation deployed is found by the StackId of the ledger. */
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
        for (const source of sources) {
          operations.addSource(source);
        }
      },
    });
  },
});
