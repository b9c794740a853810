import type { AwsService } from '@enginehouse/aws-node';

/** The service, with the action of each call that is really made to AWS added to `actions`. */
export function countCalls(aws: AwsService, actions: string[]): AwsService {
  const counted =
    <T>(action: string, fn: () => Promise<T>) =>
    () => {
      actions.push(action);
      return fn();
    };
  return {
    environments: () => aws.environments(),
    environment: name => aws.environment(name),
    client: (environment, Class, options) =>
      aws.client(environment, Class, options),
    call: (options, fn) => aws.call(options, counted(options.action, fn)),
    read: (options, fn) => aws.read(options, counted(options.action, fn)),
  };
}
