import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  HealthStatus,
  Stack,
  StackHealth,
  StackState,
} from '@enginehouse/plugin-stacks-common';
import type { StackRow } from '../database/rows';

/** A stack's row with the health last reported for it. */
export type StackWithHealth = StackRow & {
  health_status: string | null;
  health_sentence: string | null;
  health_at: string | null;
  health_since: string | null;
};

/** The entity of a stack: kind Resource, its name the stack's. */
export function stackEntityRef(stack: string): string {
  return stringifyEntityRef({
    kind: 'resource',
    namespace: 'default',
    name: stack,
  });
}

/** A stack's row as the API answers it. */
export function toStack(row: StackWithHealth): Stack {
  return {
    name: row.name,
    entityRef: stackEntityRef(row.name),
    stackId: row.stack_id ?? undefined,
    definition: row.definition,
    definitionVersion: row.definition_version ?? undefined,
    service: row.service,
    component: row.component,
    environment: row.environment,
    owner: row.owner,
    account: row.account,
    region: row.region,
    state: row.state as StackState,
    cloudFormationStatus: row.cloudformation_status ?? undefined,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    changedBy: row.changed_by ?? undefined,
    changedOutsideAt: row.changed_outside_at ?? undefined,
    deploymentId: row.deployment_id ?? undefined,
    config: row.config ? JSON.parse(row.config) : undefined,
    binds: row.binds ? JSON.parse(row.binds) : undefined,
    patches: row.patches ? JSON.parse(row.patches) : undefined,
    outputs: row.outputs ? JSON.parse(row.outputs) : undefined,
    health: toHealth(row),
    monthlyCost: row.cost ? JSON.parse(row.cost) : undefined,
  };
}

function toHealth(row: StackWithHealth): StackHealth {
  if (!row.health_status) {
    return { status: 'unknown', sentence: 'No health has been reported yet.' };
  }
  return {
    status: row.health_status as HealthStatus,
    sentence: row.health_sentence ?? '',
    at: row.health_at ?? undefined,
    since: row.health_since ?? undefined,
  };
}
