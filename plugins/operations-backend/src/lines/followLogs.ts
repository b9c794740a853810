import type { LogEvent } from '@enginehouse/plugin-operations-common';
import type {
  LogSource,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import { reasonOf } from '../sources/reasonOf';
import {
  encodeCursor,
  type FollowCursor,
  type FollowPosition,
} from './cursors';
import type { FollowerHub } from './FollowerHub';
import { LOOKBACK_MS } from './GroupFollower';
import { inOrderReceived } from './inOrder';
import type { GroupLine, LogEvents } from './LogEvents';
import { readWindow } from './readWindow';

/** What a follower is told. */
export interface FollowSink {
  /** `id` is where to go on after this event. */
  event(event: LogEvent, id: string): void;
  /** A line came that is not wanted; `id` is where to go on after it. */
  passed(id: string): void;
  problem(reason: string): void;
}

/** What is followed. */
export interface FollowRequest {
  context: SourceContext;
  sources: LogSource[];
  events: LogEvents;
  cursor: FollowCursor;
}

/**
 * Tells each line behind the cursor once. What came before the shared followers began is read for this caller alone, the rest
 * they share. Returns what ends it.
 */
export function followLogs(
  hub: FollowerHub,
  { context, sources, events, cursor }: FollowRequest,
  sink: FollowSink,
): () => void {
  const { after, groups } = cursor;
  const positions = { ...groups };
  const tell = (line: GroupLine) => {
    const position = positions[line.group] ?? after;
    positions[line.group] = isBehind(line, position)
      ? { receivedAt: line.receivedAt, id: line.id }
      : position;
    const event = events.of(line);
    const id = encodeCursor({ after, groups: positions });
    if (event) sink.event(event, id);
    else sink.passed(id);
  };
  const ends = sources.map(source => {
    const start = groups[source.group] ?? after;
    const problem = (reason: string) =>
      sink.problem(`${source.group}: ${reason}`);
    return followGroup(hub, context, source, start, { tell, problem });
  });
  return () => ends.forEach(end => end());
}

function followGroup(
  hub: FollowerHub,
  { stack }: SourceContext,
  source: LogSource,
  after: FollowPosition,
  sink: { tell(line: GroupLine): void; problem(reason: string): void },
): () => void {
  let held: GroupLine[] | undefined = [];
  let caughtUp: ReadonlySet<string> = new Set();
  const tell = (lines: GroupLine[]) => {
    for (const line of lines) {
      if (isBehind(line, after) && !caughtUp.has(line.id)) sink.tell(line);
    }
  };
  const { since, stop } = hub.listen(stack, source, {
    lines: lines => (held ? held.push(...lines) : tell(lines)),
    problem: reason => reason !== undefined && sink.problem(reason),
  });
  const goOn = (earlier: GroupLine[]) => {
    tell([...earlier].sort(inOrderReceived));
    caughtUp = new Set(earlier.map(({ id }) => id));
    const lines = held ?? [];
    held = undefined;
    tell(lines);
  };
  catchUp(source, after.receivedAt - LOOKBACK_MS, since)
    .catch(error => {
      const until = new Date(since).toISOString();
      sink.problem(
        `lines from before ${until} are missing: ${reasonOf(error)}`,
      );
      return [];
    })
    .then(goOn);
  return stop;
}

/** Lines that the shared follower does not remember. */
async function catchUp(
  source: LogSource,
  start: number,
  end: number,
): Promise<GroupLine[]> {
  if (start >= end) return [];
  const lines = await readWindow([source], { start, end });
  if (!lines) throw new Error('they are too many; load the page again');
  return lines;
}

function isBehind(line: GroupLine, position: FollowPosition): boolean {
  return inOrderReceived(line, position) > 0;
}
