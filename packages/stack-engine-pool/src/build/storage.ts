import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { BucketValue } from '@enginehouse/stack-kit';

/** The bucket for bundles, SBOMs and provenance: one that is there already, or the pool's own. */
export function artifacts(
  stack: Stack,
  { kms, existing }: { kms: IKey; existing?: BucketValue },
): IBucket {
  if (!existing) return addBucket(stack, 'Artifacts', kms);
  const { arn, kmsKeyArn } = existing;
  return Bucket.fromBucketAttributes(stack, 'Artifacts', {
    bucketArn: arn,
    encryptionKey: kmsKeyArn
      ? Key.fromKeyArn(stack, 'ArtifactsKey', kmsKeyArn)
      : undefined,
  });
}

/** A bucket of the pool's own: private, encrypted, versioned. It outlives the stack, as its key does. */
export function addBucket(stack: Stack, id: string, kms: IKey): Bucket {
  return new Bucket(stack, id, {
    encryption: BucketEncryption.KMS,
    encryptionKey: kms,
    bucketKeyEnabled: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
  });
}
