import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { AwsService, Environment } from '@enginehouse/aws-node';

/**
 * The bytes of an object.
 *
 * @throws NotFoundError when it is gone
 */
export async function readObject(
  aws: AwsService,
  environment: Environment,
  { bucket, key }: { bucket: string; key: string },
): Promise<Uint8Array> {
  const s3 = aws.client(environment, S3Client, { role: 'read' });
  return aws.call({ environment, action: 's3:GetObject' }, async () => {
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: key }),
    );
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  });
}
