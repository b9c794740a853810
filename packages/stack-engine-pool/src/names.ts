/** Fixed, so that people and agents find a service's engine logs without asking. */
export function logGroupName(service: string): string {
  return `/aws/dagger-engine/${service}`;
}
