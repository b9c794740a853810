import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { Definitions } from './definitions/Definitions';
import { EnvironmentChecks } from './environments/EnvironmentChecks';
import { DefaultPlanner } from './planning/DefaultPlanner';
import { pricesFromConfig } from './planning/pricesFromConfig';
import { runStacks } from './runStacks';
import { stacksDeps } from './stacksDeps';
import { createWorkerPool } from './synthesize/createWorkerPool';
import { wireStacks } from './wireStacks';

/**
 * Configure, plan, apply and destroy CloudFormation stacks.
 * @public
 */
export const stacksPlugin = createBackendPlugin({
  pluginId: 'stacks',
  register(env) {
    env.registerInit({
      deps: stacksDeps,
      async init(services) {
        const { aws, config, lifecycle, logger } = services;
        const definitions = Definitions.fromConfig(config);
        const environments = new EnvironmentChecks({ aws, logger });
        const workers = createWorkerPool({ config, logger });
        lifecycle.addShutdownHook(() => workers.close());
        const planning = {
          aws,
          definitions,
          checks: environments,
          workers,
          prices: pricesFromConfig(config),
          logger,
        };
        const stacks = await wireStacks({
          ...services,
          definitions,
          environments,
          planner: registry => new DefaultPlanner({ ...planning, registry }),
        });
        services.httpRouter.use(stacks.router);
        await runStacks({ ...services, ...stacks, environments });
      },
    });
  },
});
