import {
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ConflictError } from '@backstage/errors';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import { digestBytes } from '@enginehouse/stack-kit';

/** A file to stand in the bootstrap bucket. */
export interface PublishedFile {
  bucket: string;
  key: string;
  bytes: Uint8Array | string;
}

/**
 * Puts files where CloudFormation reads them; one that is there already is left as it is.
 *
 * @throws ConflictError when other bytes are there: the CDK's keys are not digests of the content, and another plan may rely on those bytes.
 */
export async function publishFiles(
  aws: AwsService,
  environment: Environment,
  files: readonly PublishedFile[],
): Promise<void> {
  const s3 = aws.client(environment, S3Client, { role: 'deploy' });
  for (const { bucket: Bucket, key: Key, bytes } of files) {
    const there = await digestThere(aws, environment, s3, { Bucket, Key });
    if (there === undefined) {
      await aws.call({ environment, action: 's3:PutObject' }, () =>
        s3.send(new PutObjectCommand({ Bucket, Key, Body: bytes })),
      );
    } else if (there !== digestBytes(bytes)) {
      throw new ConflictError(
        `s3://${Bucket}/${Key} holds other bytes than the plan's; they may belong to another plan and are not replaced`,
      );
    }
  }
}

async function digestThere(
  aws: AwsService,
  environment: Environment,
  s3: S3Client,
  object: { Bucket: string; Key: string },
): Promise<string | undefined> {
  try {
    return await aws.call({ environment, action: 's3:GetObject' }, async () => {
      const { Body } = await s3.send(new GetObjectCommand(object));
      return digestBytes((await Body?.transformToByteArray()) ?? '');
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}
