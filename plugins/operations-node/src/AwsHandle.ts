import type { ClientClass } from '@enginehouse/aws-node';

/**
 * AWS for one environment and one role.
 * @public
 */
export interface AwsHandle {
  /** A client that is ready to use and shared. */
  client<Client extends object>(Class: ClientClass<Client>): Client;
  /** A read that is merged with equal reads in flight and shared for a while by all who may make it. Do not change the answer. */
  read<T>(options: HandleReadOptions, fn: () => Promise<T>): Promise<T>;
  /**
   * A call that is not shared.
   *
   * @param action - IAM action, such as `autoscaling:SetDesiredCapacity`
   */
  call<T>(action: string, fn: () => Promise<T>): Promise<T>;
}

/** How an answer of AWS is shared: equal reads are those of one action, key, account and region. @public */
export interface HandleReadOptions {
  /** IAM action, such as `autoscaling:DescribeAutoScalingGroups`. */
  action: string;
  /** What is read, beside the action: everything the call is asked with. */
  key: string;
  /** How long the answer is shared, in milliseconds; 0 shares only calls in flight. */
  ttl: number;
}
