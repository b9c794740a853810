import { ConfigReader } from '@backstage/config';
import { DefaultAwsService, type ClientClass } from '@enginehouse/aws-node';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';

export const ACCOUNT = '123456789012';

/** The AWS at an endpoint, in the role for reading. */
export function handleFor(endpoint: string): AwsHandle {
  const service = DefaultAwsService.fromConfig(
    new ConfigReader({
      aws: {
        accounts: [
          { accountId: ACCOUNT, accessKeyId: 'a', secretAccessKey: 's' },
        ],
      },
      stacks: {
        environments: {
          test: { account: ACCOUNT, region: 'us-east-1', endpoint },
        },
      },
    }),
  );
  const environment = service.environment('test');
  return {
    client: <C extends object>(Class: ClientClass<C>) =>
      service.client(environment, Class, { role: 'read' }),
    read: (options, fn) => service.read({ environment, ...options }, fn),
    call: (action, fn) => service.call({ environment, action }, fn),
  };
}
