import { GetBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3';
import {
  awsErrorCode,
  type AwsService,
  type Environment,
} from '@enginehouse/aws-node';
import type { BucketValue } from '@enginehouse/stack-kit';
import { LookupMiss } from './LookupMiss';
import { readKey } from './readKey';
import { SHARED_FOR } from './sharedFor';

/**
 * A bucket of the environment's region, with the KMS key it encrypts with by default.
 *
 * @throws LookupMiss when there is none, or it stands in another region.
 */
export async function readBucket(
  aws: AwsService,
  environment: Environment,
  name: string,
): Promise<BucketValue> {
  const key = await defaultKey(aws, environment, name);
  return {
    name,
    arn: `arn:${partitionOf(environment.region)}:s3:::${name}`,
    ...(key && {
      kmsKeyArn: (await readKey(aws, environment, key)).keyArn,
    }),
  };
}

/** ARN, id or alias of the key; undefined when S3's own key encrypts. */
async function defaultKey(
  aws: AwsService,
  environment: Environment,
  name: string,
): Promise<string | undefined> {
  const s3 = aws.client(environment, S3Client, { role: 'read' });
  const action = 's3:GetEncryptionConfiguration';
  try {
    const { ServerSideEncryptionConfiguration: found } = await aws.read(
      { environment, action, key: `${action} ${name}`, ttl: SHARED_FOR },
      () => s3.send(new GetBucketEncryptionCommand({ Bucket: name })),
    );
    const rule = found?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
    if (!rule?.SSEAlgorithm?.startsWith('aws:kms')) return undefined;
    return rule.KMSMasterKeyID ?? 'alias/aws/s3';
  } catch (error) {
    switch (awsErrorCode(error)) {
      case 'ServerSideEncryptionConfigurationNotFoundError':
        return undefined;
      case 'NoSuchBucket':
        throw new LookupMiss('there is no such bucket');
      case 'PermanentRedirect':
      case 'IllegalLocationConstraintException':
        throw new LookupMiss('it stands in another region');
      default:
        throw error;
    }
  }
}

function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}
