import { Stack } from 'aws-cdk-lib';
import { DatabaseProxy } from 'aws-cdk-lib/aws-rds';
import { databaseUsers, serviceName, Slot } from '../names';
import { KtorChassisConfig } from '../schema';
import { Cache, REDIS_PORT } from './cache';
import { POSTGRES_PORT } from './database';
import { Images } from './images';
import { placeholderEnvironment } from './placeholder';

/** What a container is told: where things are. Passwords of the database are not among it: it takes IAM tokens. */
export function containerEnvironment(
  stack: Stack,
  {
    slot,
    config,
    images,
    proxy,
    cache,
  }: {
    slot: Slot;
    config: KtorChassisConfig;
    images: Images;
    proxy: DatabaseProxy;
    cache: Cache;
  },
): Record<string, string> {
  return {
    PORT: String(config.compute.port),
    SERVICE_NAME: serviceName(slot),
    STAGE: config.stage,
    BASE_PATH: `/${slot}`,
    AWS_REGION: stack.region,
    DB_HOST: proxy.endpoint,
    DB_PORT: String(POSTGRES_PORT),
    DB_NAME: config.database.name,
    DB_USER: databaseUsers.app,
    DB_IAM_AUTH: 'true',
    DB_SSL_MODE: 'verify-full',
    DB_BORROW_TIMEOUT_SECONDS: String(config.database.borrowTimeoutSeconds),
    REDIS_HOST: cache.group.attrPrimaryEndPointAddress,
    REDIS_PORT: String(REDIS_PORT),
    REDIS_TLS: 'true',
    ...(images.placeholder ? placeholderEnvironment : {}),
  };
}
