import type { Environment } from '@enginehouse/aws-node';
import type { Connections } from '@enginehouse/plugin-operations-common';
import type { SourceContext } from '@enginehouse/plugin-operations-node';
import { askSources } from '../sources/askSources';
import type { SourceRegistry } from '../sources/SourceRegistry';

/** How people reach what a stack runs, from all its sources. */
export async function listConnections(
  registry: SourceRegistry,
  context: SourceContext,
  { endpoint }: Pick<Environment, 'endpoint'>,
): Promise<Connections> {
  const { answers, failures } = await askSources(
    registry,
    context,
    (source, resources) => source.connections?.(resources, context),
  );
  return {
    items: answers.flatMap(({ value }) => value),
    unread: failures.map(({ title, reason }) => ({ title, reason })),
    ...(endpoint && {
      notice: `The AWS of environment ${context.stack.environment} is at ${endpoint}. It keeps records of these resources, but nothing answers at their addresses.`,
    }),
  };
}
