import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { awsServiceRef, DefaultAwsService } from '@enginehouse/aws-node';
import operationsPlugin from '@enginehouse/plugin-operations-backend';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import { stacksServiceRef } from '@enginehouse/plugin-stacks-node';
import operationsModuleAws from '..';
import { countCalls } from './countCalls';
import { InMemoryStacks } from './InMemoryStacks';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

/** A backend with the operations plugin and this module, for one stack in the AWS at `endpoint`. Nobody collects health in it. */
export async function startPortal(endpoint: string, stack: Stack) {
  const stacks = new InMemoryStacks(stack);
  const calls: string[] = [];
  const backend = await startTestBackend({
    features: [
      operationsPlugin,
      operationsModuleAws,
      createServiceFactory({
        service: stacksServiceRef,
        deps: {},
        factory: () => stacks,
      }),
      createServiceFactory({
        service: awsServiceRef,
        deps: { config: coreServices.rootConfig },
        factory: ({ config }) =>
          countCalls(DefaultAwsService.fromConfig(config), calls),
      }),
      mockServices.rootConfig.factory({
        data: {
          aws: {
            accounts: [
              {
                accountId: ACCOUNT,
                accessKeyId: 'test',
                secretAccessKey: 'test',
              },
            ],
          },
          operations: {
            health: {
              schedule: {
                frequency: { hours: 1 },
                timeout: { minutes: 1 },
                initialDelay: { hours: 1 },
              },
            },
          },
          stacks: {
            environments: {
              sandbox: { account: ACCOUNT, region: REGION, endpoint },
            },
          },
        },
      }),
    ],
  });
  return {
    server: backend.server,
    url: `http://localhost:${backend.server.port()}`,
    stop: () => backend.stop(),
    stacks,
    /** Actions of the calls made to AWS. */
    calls,
  };
}
