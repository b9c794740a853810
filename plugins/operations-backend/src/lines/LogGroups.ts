import { NotFoundError } from '@backstage/errors';
import type { LogGroup } from '@enginehouse/plugin-operations-common';
import type {
  LogSource,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import { askSources } from '../sources/askSources';
import type { SourceRegistry } from '../sources/SourceRegistry';

/** The log groups of a stack. */
export interface LogGroups {
  sources: LogSource[];
  groups: LogGroup[];
}

/** Finds the log groups of a stack; one that cannot be read is listed with the reason. */
export async function findLogGroups(
  registry: SourceRegistry,
  context: SourceContext,
): Promise<LogGroups> {
  const { answers, failures } = await askSources(
    registry,
    context,
    (source, resources) => source.logs?.(resources, context),
  );
  const sources = answers.flatMap(({ value }) => value);
  return {
    sources,
    groups: [
      ...sources.map(({ group, retentionDays }) => ({
        name: group,
        ...(retentionDays !== undefined && { retentionDays }),
      })),
      ...failures.flatMap(({ resources, reason }) =>
        resources.map(({ id }) => ({ name: id, problem: reason })),
      ),
    ].sort((a, b) => a.name.localeCompare(b.name)),
  };
}

/**
 * The sources that a request asks for.
 *
 * @throws NotFoundError when the group is none of the stack's
 */
export function chosenSources(
  { sources, groups }: LogGroups,
  group: string | undefined,
): LogSource[] {
  if (group === undefined) return sources;
  if (!groups.some(({ name }) => name === group)) {
    const known = groups.map(({ name }) => name).join(', ') || 'none';
    throw new NotFoundError(
      `group is ${group}: no log group of this stack; there are: ${known}`,
    );
  }
  return sources.filter(source => source.group === group);
}
