import type { HealthStatus } from '@enginehouse/plugin-operations-common';

/** From best to worst; what is not known is never taken for red. */
const ORDER: HealthStatus[] = ['healthy', 'unknown', 'degraded', 'unhealthy'];

/** Sorts the worst first. */
export function worstFirst(a: HealthStatus, b: HealthStatus): number {
  return ORDER.indexOf(b) - ORDER.indexOf(a);
}

/** Whether `a` is worse than `b`. */
export function isWorse(a: HealthStatus, b: HealthStatus): boolean {
  return worstFirst(a, b) < 0;
}
