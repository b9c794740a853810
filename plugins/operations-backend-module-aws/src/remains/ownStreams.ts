import type { Resource } from '@enginehouse/plugin-operations-node';
import type { UnitStreams } from './UnitStreams';

/**
 * The streams in log groups of the stack. What a resource is configured with can name any group of the account, and what others write there is not for who may read
 * this stack.
 *
 * @param more - groups that belong to its resources without being in the stack
 */
export function ownStreams(
  streams: UnitStreams[],
  resources: Resource[],
  more: string[] = [],
): UnitStreams[] {
  const groups = new Set([
    ...more,
    ...resources
      .filter(({ type }) => type === 'AWS::Logs::LogGroup')
      .map(({ id }) => id),
  ]);
  return streams.filter(({ group }) => groups.has(group));
}
