import { NotFoundError } from '@backstage/errors';
import type { LastLines } from '@enginehouse/plugin-operations-common';
import type {
  Remains,
  SourceContext,
  TimeRange,
} from '@enginehouse/plugin-operations-node';
import type { Deployment } from '@enginehouse/plugin-stacks-common';
import { findLogGroups } from '../lines/LogGroups';
import { reasonOf } from '../sources/reasonOf';
import type { SourceRegistry } from '../sources/SourceRegistry';
import { allResources, failedResource } from './failedResource';
import { LinesOfGroups } from './LinesOfGroups';

/** Clocks differ a little, and functions write their last line after they have answered. */
const AFTER_MS = 5_000;

/**
 * The last lines that the units of the failed resource wrote, and how those units ended. Why there are none is said in the note.
 *
 * @param context - the stack as it is now
 * @throws NotFoundError when the deployment did not fail at a resource
 */
export async function readLastLines(
  registry: SourceRegistry,
  context: SourceContext,
  deployment: Deployment,
): Promise<LastLines> {
  const { failure, startedAt, endedAt } = deployment;
  if (!failure?.logicalId || !failure.resourceType) {
    throw new NotFoundError(
      `Deployment ${deployment.id} did not fail at a resource`,
    );
  }
  const failedAt = Date.parse(failure.at ?? endedAt ?? startedAt);
  const time = { start: Date.parse(startedAt), end: failedAt + AFTER_MS };
  return {
    start: new Date(time.start).toISOString(),
    end: new Date(time.end).toISOString(),
    ...(await read(registry, context, deployment, time)),
  };
}

type Found = Pick<LastLines, 'events' | 'ended' | 'note' | 'inLogs'>;

async function read(
  registry: SourceRegistry,
  context: SourceContext,
  deployment: Deployment,
  time: TimeRange,
): Promise<Found> {
  const without = (note: string, ended: LastLines['ended'] = []) => ({
    ...{ events: [], ended, note, inLogs: false },
  });
  const { logicalId = '', resourceType = '' } = deployment.failure ?? {};
  const source = registry.sourceOf(resourceType);
  if (!source?.remains) {
    return without(`Nothing of ${resourceType} writes a log.`);
  }
  const failed = failedResource(context, deployment);
  if (!failed) {
    return without(`AWS did not get as far as making ${logicalId}.`);
  }
  const resources = allResources(context, deployment);
  let remains: Remains;
  try {
    remains = await source.remains(failed, time, { ...context, resources });
  } catch (error) {
    return without(`The lines could not be read: ${reasonOf(error)}`);
  }
  const { logs, ended } = remains;
  if (logs.length === 0) {
    return without(
      `AWS tells of nothing that ${logicalId} started in this deployment.`,
      ended,
    );
  }
  const lines = await LinesOfGroups.read({ registry, context, logs, time });
  const { groups } = await findLogGroups(registry, context);
  const shown = new Set(groups.map(({ name }) => name));
  return {
    events: lines.events,
    ended,
    ...(lines.events.length === 0 && { note: lines.note }),
    inLogs:
      lines.readable.length > 0 &&
      lines.readable.every(group => shown.has(group)),
  };
}
