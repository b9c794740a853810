import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  STACKS_EVENTS_TOPIC,
  stacksServiceRef,
} from '@enginehouse/plugin-stacks-node';
import { StackEntityProvider } from './StackEntityProvider';

/** Emits stacks as entities: on every change, and each minute in case a message was lost. @public */
export const catalogModuleStacks = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'stacks',
  register(reg) {
    reg.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        events: eventsServiceRef,
        scheduler: coreServices.scheduler,
        auth: coreServices.auth,
        logger: coreServices.logger,
        config: coreServices.rootConfig,
        stacks: stacksServiceRef,
      },
      async init(deps) {
        const { catalog, events, scheduler, config, ...reads } = deps;
        const provider = StackEntityProvider.fromConfig(config, reads);
        catalog.addEntityProvider(provider);
        await events.subscribe({
          id: 'enginehouse-stack-entities',
          topics: [STACKS_EVENTS_TOPIC],
          onEvent: async () => provider.refresh(),
        });
        await scheduler.scheduleTask({
          id: 'enginehouse-stack-entities',
          frequency: { minutes: 1 },
          timeout: { minutes: 2 },
          initialDelay: { seconds: 5 },
          // Every replica answers its own events; one of them is enough for the schedule.
          scope: 'global',
          fn: async () => provider.refresh(),
        });
      },
    });
  },
});
