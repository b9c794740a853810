import type { AwsService, Environment } from '@enginehouse/aws-node';
import type { Asset } from '@enginehouse/stack-kit/build';
import type { Execution } from '../types';
import { publishFiles } from './publishFiles';

/** Publishes a stack's file assets. They do nothing until a stack uses them. */
export async function publishAssets(
  aws: AwsService,
  environment: Environment,
  assets: readonly Asset[],
): Promise<Execution['assets']> {
  await publishFiles(
    aws,
    environment,
    assets.map(({ destination, bytes }) => ({ ...destination, bytes })),
  );
  return assets.map(({ destination: { bucket, key }, digest }) => ({
    ...{ bucket, key },
    sha256: digest.replace('sha256:', ''),
  }));
}
