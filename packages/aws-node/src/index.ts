/**
 * The one way to AWS: environments, credentials, clients, and calls that are shared, counted and backed off.
 *
 * @packageDocumentation
 */
export { awsServiceRef } from './awsServiceRef';
export { DefaultAwsService } from './DefaultAwsService';
export type {
  ConfiguredLookups,
  Environment,
} from './environments/Environment';
export { readEnvironments } from './environments/readEnvironments';
export { AwsError, awsErrorCode } from './errors/AwsError';
export { mapAwsError } from './errors/mapAwsError';
export type {
  AwsService,
  CallOptions,
  ClientClass,
  ClientConfig,
  ClientOptions,
  ReadOptions,
} from './types';
