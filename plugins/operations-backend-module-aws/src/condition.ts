import type { Fact, HealthStatus } from '@enginehouse/plugin-operations-common';

/** How something is; the reason is there unless it is healthy. */
export interface Condition {
  status: HealthStatus;
  /** In AWS's words where AWS has some. */
  reason?: string;
}

export const HEALTHY: Condition = { status: 'healthy' };

const URGENCY: HealthStatus[] = ['unhealthy', 'degraded', 'unknown', 'healthy'];

/** The first of the worst; healthy when there is none. */
export function worstOf(conditions: Condition[]): Condition {
  return conditions.reduce(
    (worst, next) =>
      URGENCY.indexOf(next.status) < URGENCY.indexOf(worst.status)
        ? next
        : worst,
    HEALTHY,
  );
}

/** Facts that have a value, in the order given. */
export function factsOf(
  values: [label: string, value: string | undefined, kind?: Fact['kind']][],
): Fact[] {
  return values.flatMap(([label, value, kind = 'text']) =>
    value === undefined || value === '' ? [] : [{ label, value, kind }],
  );
}

/** A switch in words. */
export function onOff(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? 'on' : 'off';
}

/** A number with its unit. */
export function withUnit(
  value: number | undefined,
  unit: string,
): string | undefined {
  return value === undefined ? undefined : `${value} ${unit}`;
}
