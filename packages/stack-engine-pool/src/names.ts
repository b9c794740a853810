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

/** What of ECR is the mirror's: ECR knows a pull-through cache by its prefix. */
export function mirrorPrefix(service: string): string {
  return `dagger-${service}`;
}

/** The name of a bucket given by name or ARN. */
export function bucketName(reference: string): string {
  return reference.slice(reference.lastIndexOf(':') + 1);
}
