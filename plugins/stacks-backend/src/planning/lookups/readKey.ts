import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  awsErrorCode,
  type AwsService,
  type Environment,
} from '@enginehouse/aws-node';
import type { KeyValue } from '@enginehouse/stack-kit';
import { LookupMiss } from './LookupMiss';
import { SHARED_FOR } from './sharedFor';

/**
 * A key for encrypting.
 *
 * @param ref - its ARN or id, or an alias of it
 * @throws LookupMiss when there is none, or it cannot encrypt now.
 */
export async function readKey(
  aws: AwsService,
  environment: Environment,
  ref: string,
): Promise<KeyValue> {
  const kms = aws.client(environment, KMSClient, { role: 'read' });
  const action = 'kms:DescribeKey';
  const { KeyMetadata: found } = await aws
    .read(
      { environment, action, key: `${action} ${ref}`, ttl: SHARED_FOR },
      () => kms.send(new DescribeKeyCommand({ KeyId: ref })),
    )
    .catch(error => {
      const code = awsErrorCode(error);
      if (code !== 'NotFoundException' && code !== 'InvalidArnException') {
        throw error;
      }
      throw new LookupMiss('there is no such key');
    });
  if (found?.KeyState !== 'Enabled') {
    throw new LookupMiss(`its state is ${found?.KeyState}`);
  }
  if (found.KeyUsage !== 'ENCRYPT_DECRYPT') {
    throw new LookupMiss(`it is for ${found.KeyUsage}`);
  }
  return { keyArn: found.Arn ?? ref, keyId: found.KeyId ?? ref };
}
