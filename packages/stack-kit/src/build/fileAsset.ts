import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Token } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { digestBytes } from '../canonical';

/** A file that the portal publishes before the stack is deployed. */
export interface FileAsset {
  bucketName: string;
  objectKey: string;
  /** Hex SHA-256 of its bytes, for whoever fetches it: the object's key is no digest of them. */
  sha256: string;
}

/**
 * A file made by a build, for what does not fit into a template. It must hold no value
 * that is known only when the stack is deployed.
 *
 * @param name - shown while it is published, and its extension
 * @throws Error when the content holds such a value.
 */
export function fileAsset(
  scope: Construct,
  id: string,
  { name, content }: { name: string; content: string },
): FileAsset {
  if (Token.isUnresolved(content)) {
    throw new Error(`${name} holds a value that only the deployment knows`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'enginehouse-asset-'));
  try {
    const path = join(folder, name);
    writeFileSync(path, content);
    const { s3BucketName, s3ObjectKey } = new Asset(scope, id, {
      path,
      displayName: name,
    });
    return {
      bucketName: s3BucketName,
      objectKey: s3ObjectKey,
      sha256: digestBytes(content).slice('sha256:'.length),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
