import type { Environment } from '@enginehouse/aws-node';
import { digestBytes } from '@enginehouse/stack-kit';
import { bootstrapBucket } from '../../environments/bootstrap';
import type { NewChangeSet } from '../cloudformation/ChangeSets';
import type { PublishedFile } from './publishFiles';

/** What CloudFormation takes inline (AWS: CreateChangeSet, TemplateBody). */
const MAX_INLINE_BYTES = 51_200;

/** How a template reaches CloudFormation: inline, or above 51,200 bytes as a file in the bootstrap bucket, by its sha256. */
export function templateLocation(
  environment: Environment,
  template: string,
  bytes: number,
): { template: NewChangeSet['template']; file?: PublishedFile } {
  if (bytes <= MAX_INLINE_BYTES) return { template: { body: template } };
  const bucket = bootstrapBucket(environment);
  const key = `${digestBytes(template).replace('sha256:', '')}.json`;
  return {
    template: { url: objectUrl(environment, bucket, key) },
    file: { bucket, key, bytes: template },
  };
}

function objectUrl(
  { endpoint, region }: Environment,
  bucket: string,
  key: string,
): string {
  if (endpoint) return `${endpoint.replace(/\/$/, '')}/${bucket}/${key}`;
  const domain = region.startsWith('cn-')
    ? 'amazonaws.com.cn'
    : 'amazonaws.com';
  return `https://${bucket}.s3.${region}.${domain}/${key}`;
}
