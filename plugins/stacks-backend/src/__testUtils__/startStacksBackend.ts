import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  TestBackend,
  TestBackendOptions,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readPrices, type LoadedDefinition } from '@enginehouse/stack-kit';
import { Definitions } from '../definitions/Definitions';
import { EnvironmentChecks } from '../environments/EnvironmentChecks';
import { DefaultPlanner } from '../planning/DefaultPlanner';
import { runStacks } from '../runStacks';
import { stacksDeps } from '../stacksDeps';
import { createWorkerPool } from '../synthesize/createWorkerPool';
import { wireStacks } from '../wireStacks';
import { TemplatePlanner } from './TemplatePlanner';

export const ACCOUNT = '123456789012';

/** The stacks plugin with definitions of a test's own, or, without any, with plans made of templates. */
const stacksPluginWith = (definitions: readonly LoadedDefinition[]) =>
  createBackendPlugin({
    pluginId: 'stacks',
    register(env) {
      env.registerInit({
        deps: stacksDeps,
        async init(services) {
          const environments = new EnvironmentChecks(services);
          const installed = new Definitions(
            new Map(definitions.map(d => [d.definition.id, d])),
          );
          const workers =
            definitions.length > 0 ? createWorkerPool(services) : undefined;
          services.lifecycle.addShutdownHook(() => workers?.close());
          const stacks = await wireStacks({
            ...services,
            definitions: installed,
            environments,
            planner: registry =>
              workers
                ? new DefaultPlanner({
                    ...{ ...services, workers, registry },
                    ...{ definitions: installed, checks: environments },
                    prices: readPrices(),
                  })
                : new TemplatePlanner(services.aws, registry),
          });
          services.httpRouter.use(stacks.router);
          await runStacks({ ...services, ...stacks, environments });
        },
      });
    },
  });

/** A backend with the stacks plugin on the local AWS at `endpoint`. */
export function startStacksBackend(options: {
  endpoint: string;
  /** As in `backend.database`; in memory by default. */
  database?: JsonObject;
  environment?: JsonObject;
  definitions?: LoadedDefinition[];
  features?: TestBackendOptions<[]>['features'];
}): Promise<TestBackend> {
  const data = {
    backend: {
      database: options.database ?? {
        client: 'better-sqlite3',
        connection: ':memory:',
      },
    },
    aws: {
      accounts: [
        {
          accountId: ACCOUNT,
          accessKeyId: 'sandbox',
          secretAccessKey: 'sandbox',
        },
      ],
    },
    stacks: {
      awsBudget: { callsPerSecond: 200 },
      synthesis: { workers: 1 },
      environments: {
        sandbox: {
          account: ACCOUNT,
          region: 'us-east-1',
          endpoint: options.endpoint,
          ...options.environment,
        },
      },
    },
  };
  return startTestBackend({
    features: [
      stacksPluginWith(options.definitions ?? []),
      mockServices.rootConfig.factory({ data }),
      ...(options.features ?? []),
    ],
  });
}
