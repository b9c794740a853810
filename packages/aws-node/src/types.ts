import type { Environment } from './environments/Environment';

/**
 * Which role of an environment a client acts in.
 * @public
 */
export interface ClientOptions {
  role: 'read' | 'deploy';
  /** Session name of the assumed role, such as the deployment's id. */
  sessionName?: string;
  /** Source identity of the assumed role: the user's entity ref. */
  sourceIdentity?: string;
}

/**
 * What each SDK client is made with.
 * @public
 */
export interface ClientConfig {
  region: string;
  endpoint?: string;
  credentials: () => Promise<{ accessKeyId: string; secretAccessKey: string }>;
  maxAttempts: number;
  requestHandler: {
    connectionTimeout: number;
    requestTimeout: number;
    throwOnRequestTimeout: boolean;
  };
  forcePathStyle?: boolean;
  useQueueUrlAsEndpoint?: boolean;
}

/**
 * An AWS SDK client class, such as `CloudFormationClient`.
 * @public
 */
export type ClientClass<Client> = new (config: ClientConfig) => Client;

/**
 * Which call to AWS is made, for the budget and for errors.
 * @public
 */
export interface CallOptions {
  environment: Environment;
  /** IAM action, such as `cloudformation:DescribeStacks`. */
  action: string;
  /** The budget the call counts against; the action's service by default. */
  budget?: string;
}

/**
 * A call whose answer is shared.
 * @public
 */
export interface ReadOptions extends CallOptions {
  /** What is read, within the account and region: equal keys share an answer. */
  key: string;
  /** How long an answer is kept, in milliseconds; 0 only shares calls in flight. */
  ttl: number;
}

/**
 * The one way to AWS, for all backends.
 * @public
 */
export interface AwsService {
  /** The configured environments, in the order of the configuration. */
  environments(): readonly Environment[];
  /** One environment. @throws NotFoundError naming the environments there are. */
  environment(name: string): Environment;
  /**
   * A client for the environment; one is made for each account, region, service, role and session, and kept.
   * The endpoint is set on the client, S3 uses path style with one, and SQS keeps to it.
   */
  client<Client extends object>(
    environment: Environment,
    Class: ClientClass<Client>,
    options: ClientOptions,
  ): Client;
  /**
   * Makes a call within the budget of its account and region. When AWS throttles, every caller of that account and region waits longer, and the call is
   * made again for up to a minute. Use it for writes and for reads that must be fresh.
   *
   * @throws what `mapAwsError` makes of AWS's error.
   */
  call<T>(options: CallOptions, fn: () => Promise<T>): Promise<T>;
  /**
   * `call`, merged with an equal call in flight and answered from the cache while the answer is younger than `ttl`. Check permission first. The answer is
   * shared: do not change it.
   */
  read<T>(options: ReadOptions, fn: () => Promise<T>): Promise<T>;
}
