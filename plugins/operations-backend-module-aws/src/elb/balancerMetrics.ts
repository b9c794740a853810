/** Where CloudWatch keeps the metrics of a load balancer. */
export function namespaceOf(balancerArn: string): string {
  return afterColon(balancerArn).startsWith('loadbalancer/net/')
    ? 'AWS/NetworkELB'
    : 'AWS/ApplicationELB';
}

/** The `LoadBalancer` dimension: `app/name/id`. */
export function dimensionOf(balancerArn: string): string {
  return afterColon(balancerArn).replace(/^loadbalancer\//, '');
}

/** The last part of an ARN: `targetgroup/name/id`, `loadbalancer/net/name/id`. */
export function afterColon(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
