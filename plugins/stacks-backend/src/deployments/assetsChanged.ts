import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { NotFoundError, isError } from '@backstage/errors';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import type { Execution } from '../planning/types';

/** The first published asset whose bytes are no longer those that were sealed, in words; undefined when all are. */
export async function assetsChanged(
  aws: AwsService,
  environment: Environment,
  assets: Execution['assets'],
): Promise<string | undefined> {
  const s3 = aws.client(environment, S3Client, { role: 'read' });
  for (const { bucket, key, sha256 } of assets) {
    const where = `s3://${bucket}/${key}`;
    try {
      const found = await aws.call(
        { environment, action: 's3:GetObject' },
        async () => {
          const { Body } = await s3.send(
            new GetObjectCommand({ Bucket: bucket, Key: key }),
          );
          return digestOf(Body);
        },
      );
      if (found !== sha256) {
        return `The asset ${where} was changed after it was sealed (sha256 ${found} instead of ${sha256})`;
      }
    } catch (error) {
      if (isError(error) && error.name === NotFoundError.name) {
        return `The asset ${where} is gone`;
      }
      throw error;
    }
  }
  return undefined;
}

async function digestOf(body: unknown): Promise<string> {
  const hash = createHash('sha256');
  if (!(body instanceof Readable)) {
    throw new Error('S3 answered no readable body');
  }
  for await (const chunk of body) hash.update(chunk);
  return hash.digest('hex');
}
