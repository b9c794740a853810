import type { SourceContext } from '@enginehouse/plugin-operations-node';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { EventStream } from '../api/EventStream';
import { decodeFollowCursor, followFrom } from './cursors';
import { followLogs } from './followLogs';
import type { FollowerHub } from './FollowerHub';
import { LineFilter, type LineFilterQuery } from './LineFilter';
import { LogEvents } from './LogEvents';
import { chosenSources, findLogGroups } from './LogGroups';

/** AWS's clock and ours differ a little. */
const CLOCKS_DIFFER_MS = 3_000;

/** What following is asked with. */
export interface FollowQuery extends LineFilterQuery {
  after?: string;
}

/**
 * Prepares to follow: all that can be refused is refused here, before the stream is opened. Returns what starts it, which returns
 * what ends it.
 *
 * @throws InputError naming the parameter; NotFoundError for a log group that is none of the stack's
 */
export async function prepareToFollow(
  { registry, hub }: { registry: SourceRegistry; hub: FollowerHub },
  context: SourceContext,
  query: FollowQuery,
): Promise<(stream: EventStream) => () => void> {
  const cursor = query.after
    ? decodeFollowCursor(query.after)
    : followFrom(Date.now() - CLOCKS_DIFFER_MS);
  const filter = new LineFilter(query);
  const logGroups = await findLogGroups(registry, context);
  const sources = chosenSources(logGroups, query.group);
  const events = new LogEvents(registry, context, filter);
  return stream =>
    followLogs(
      hub,
      { context, sources, events, cursor },
      {
        event: (event, id) => stream.send('log', event, id),
        passed: id => stream.remember(id),
        problem: message => stream.send('problem', { message }),
      },
    );
}
