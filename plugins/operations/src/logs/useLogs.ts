import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { LogEvent, LogGroup } from '@enginehouse/plugin-operations-common';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';
import { KEPT, LogBuffer } from './LogBuffer';
import { wireQuery, type LogQuery } from './query';
import { readAsFarAs } from './readAsFarAs';

const PAGE = 500;

/** The logs as they stand. */
export interface Logs {
  /** Oldest first; undefined until the first page is there. */
  lines?: readonly LogEvent[];
  /** Where lines are read from; one that cannot be read has the reason. */
  groups: readonly LogGroup[];
  error?: unknown;
  /** Why it cannot be followed just now. */
  problem?: string;
  following: boolean;
  hasOlder: boolean;
  readOlder: () => Promise<void>;
  retry: () => void;
}

/**
 * Reads the newest page, further back when the open line is not in it, and then follows. Lines that come together are shown together,
 * once a frame: five hundred lines a second cost sixty renderings.
 */
export function useLogs(query: LogQuery, paused: boolean): Logs {
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  const buffer = useRef(new LogBuffer());
  const cursor = useRef<string>();
  /** Where following goes on: after the last line that was taken over. */
  const resumeFrom = useRef<string>();
  const [lines, setLines] = useState<readonly LogEvent[]>();
  const [groups, setGroups] = useState<readonly LogGroup[]>([]);
  const [error, setError] = useState<unknown>();
  const [problem, setProblem] = useState<string>();
  const [hasOlder, setHasOlder] = useState(false);
  const [canFollow, setCanFollow] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const { line, ...asked } = query;
  const key = JSON.stringify(asked);
  const wanted = useRef(line);
  wanted.current = line;

  useEffect(() => {
    const abort = new AbortController();
    buffer.current = new LogBuffer();
    setLines(undefined);
    setError(undefined);
    setProblem(undefined);
    setCanFollow(false);
    const read = (older?: string) =>
      api.getLogs(
        entity,
        {
          ...wireQuery(JSON.parse(key)),
          limit: PAGE,
          ...(older && { cursor: older }),
        },
        { signal: abort.signal },
      );
    readAsFarAs(wanted.current, read)
      .then(({ groups: found, events, nextCursor, followFrom }) => {
        if (abort.signal.aborted) {
          return;
        }
        setGroups(found);
        buffer.current.append(events);
        cursor.current = nextCursor;
        resumeFrom.current = followFrom;
        setHasOlder(Boolean(nextCursor));
        setLines(buffer.current.lines);
        setCanFollow(Boolean(followFrom));
      })
      .catch(problemRead => !abort.signal.aborted && setError(problemRead));
    return () => abort.abort();
  }, [api, entity, key, attempt]);

  const following = canFollow && !paused;

  useEffect(() => {
    if (!following) {
      return undefined;
    }
    const abort = new AbortController();
    let waiting: LogEvent[] = [];
    let frame: number | undefined;
    const show = () => {
      frame = undefined;
      if (buffer.current.append(waiting) > 0) {
        setLines(buffer.current.lines);
      }
      waiting = [];
    };
    api
      .followLogs(
        entity,
        { ...wireQuery(JSON.parse(key)), after: resumeFrom.current },
        {
          onLine: (come, after) => {
            waiting.push(come);
            resumeFrom.current = after;
            frame ??= requestAnimationFrame(show);
            // A page in the background gets no frames.
            if (waiting.length > KEPT) show();
          },
          onProblem: setProblem,
        },
        { signal: abort.signal },
      )
      .catch(refused => !abort.signal.aborted && setError(refused));
    return () => {
      abort.abort();
      if (frame !== undefined) {
        cancelAnimationFrame(frame);
        show();
      }
    };
  }, [api, entity, key, following]);

  const readOlder = useCallback(async () => {
    if (!cursor.current) {
      return;
    }
    try {
      const page = await api.getLogs(entity, {
        ...wireQuery(JSON.parse(key)),
        limit: PAGE,
        cursor: cursor.current,
      });
      buffer.current.prepend(page.events);
      cursor.current = page.nextCursor;
      setHasOlder(Boolean(page.nextCursor));
      setLines(buffer.current.lines);
    } catch (failed) {
      setError(failed);
    }
  }, [api, entity, key]);

  return {
    lines,
    groups,
    error,
    problem,
    following,
    hasOlder,
    readOlder,
    retry: useCallback(() => setAttempt(current => current + 1), []),
  };
}
