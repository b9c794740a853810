import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  TestBackend,
  TestBackendOptions,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import { awsServiceRef } from '@enginehouse/aws-node';
import { Definitions } from '../definitions/Definitions';
import { EnvironmentChecks } from '../environments/EnvironmentChecks';
import { runStacks } from '../runStacks';
import { wireStacks } from '../wireStacks';
import { TemplatePlanner } from './TemplatePlanner';

export const ACCOUNT = '123456789012';

/** The stacks plugin, but with plans made of templates. */
const templateStacksPlugin = createBackendPlugin({
  pluginId: 'stacks',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        aws: awsServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(services) {
        const environments = new EnvironmentChecks(services);
        const stacks = await wireStacks({
          ...services,
          definitions: new Definitions(new Map()),
          environments,
          planner: registry => new TemplatePlanner(services.aws, registry),
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
      templateStacksPlugin,
      mockServices.rootConfig.factory({ data }),
      ...(options.features ?? []),
    ],
  });
}
