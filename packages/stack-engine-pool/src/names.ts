import { createHash } from 'node:crypto';

/** Fixed, so that people and agents find a service's engine logs without asking. */
export function logGroupName(service: string): string {
  return `/aws/dagger-engine/${service}`;
}

/** Connections of the VPC, apart from what engines say. */
export function flowLogGroupName(service: string): string {
  return `/aws/dagger-engine-flow/${service}`;
}

/** What CloudTrail sees, as lines. */
export function trailLogGroupName(service: string): string {
  return `/aws/dagger-engine-trail/${service}`;
}

/** What of ECR is the mirror's: ECR knows a pull-through cache by its prefix, of at most 30 characters. */
export function mirrorPrefix(service: string): string {
  const prefix = `dagger-${service}`;
  if (prefix.length <= 30) return prefix;
  const digest = createHash('sha256').update(service).digest('hex');
  return `${prefix.slice(0, 21)}-${digest.slice(0, 8)}`;
}

/** The name of a bucket given by name or ARN. */
export function bucketName(reference: string): string {
  return reference.slice(reference.lastIndexOf(':') + 1);
}
