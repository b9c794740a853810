import type {
  AwsService,
  ClientOptions,
  Environment,
} from '@enginehouse/aws-node';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';

/** AWS for one environment in one role. */
export function createAwsHandle(
  aws: AwsService,
  environment: Environment,
  options: ClientOptions,
): AwsHandle {
  return {
    client: Class => aws.client(environment, Class, options),
    read: (read, fn) => aws.read({ environment, ...read }, fn),
    call: (action, fn) => aws.call({ environment, action }, fn),
  };
}
