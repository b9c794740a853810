import type { AwsService } from '@enginehouse/aws-node';

/**
 * The service, with the action of each call that is really made to AWS added to `actions`.
 *
 * @param shared - for how long an answer is shared instead; both in milliseconds
 */
export function countCalls(
  aws: AwsService,
  actions: string[],
  shared: (ttl: number) => number,
): AwsService {
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
    read: (options, fn) =>
      aws.read(
        { ...options, ttl: shared(options.ttl) },
        counted(options.action, fn),
      ),
  };
}
