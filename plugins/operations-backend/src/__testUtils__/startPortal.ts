import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { awsServiceRef, DefaultAwsService } from '@enginehouse/aws-node';
import operationsModuleAws from '@enginehouse/plugin-operations-backend-module-aws';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import { stacksServiceRef } from '@enginehouse/plugin-stacks-node';
import operationsPlugin from '..';
import { countCalls } from './countCalls';
import { InMemoryStacks } from './InMemoryStacks';
import { portalConfig } from './portalConfig';

/**
 * A backend with the operations plugin and the sources for AWS, for one stack in the AWS at `endpoint`.
 *
 * @param shared - for how long answers of AWS are shared; given for how long they should be; both in milliseconds
 */
export async function startPortal(
  endpoint: string,
  stack: Stack,
  shared: (ttl: number) => number = ttl => ttl,
) {
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
          countCalls(DefaultAwsService.fromConfig(config), calls, shared),
      }),
      mockServices.rootConfig.factory({ data: portalConfig(endpoint) }),
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
