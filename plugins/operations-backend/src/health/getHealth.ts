import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Health } from '@enginehouse/plugin-operations-common';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import type { StacksService } from '@enginehouse/plugin-stacks-node';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { HealthReader } from './HealthReader';
import { HEALTH_CHANGED, healthTimeline } from './healthTimeline';

const CHANGES_SHOWN = 50;

/** The health of a stack as the page shows it: now, and how it came about. */
export async function getHealth(
  {
    health,
    registry,
    stacks,
  }: { health: HealthReader; registry: SourceRegistry; stacks: StacksService },
  stack: Stack,
  credentials: BackstageCredentials,
): Promise<Health> {
  const [reading, lines] = await Promise.all([
    health.read(stack),
    stacks.listLedger(
      stack.name,
      { kind: [HEALTH_CHANGED], limit: CHANGES_SHOWN },
      { credentials },
    ),
  ]);
  const timeline = healthTimeline(lines);
  return {
    stack: stack.name,
    environment: stack.environment,
    ...reading,
    timeline,
    leases: registry.definition(stack.definition)?.placement !== undefined,
    ...(timeline[0]?.to === reading.status && { since: timeline[0].at }),
    ...(stack.deploymentId && {
      deployment: {
        id: stack.deploymentId,
        state: stack.state,
        changedAt: stack.changedAt,
        changedBy: stack.changedBy,
      },
    }),
  };
}
