import { fetchEventSource } from '@microsoft/fetch-event-source';
import { ResponseError } from '@backstage/errors';
import type { LogEvent } from '@enginehouse/plugin-operations-common';

const RETRY_MS = 2_000;

/** What followed logs tell. */
export interface LogListener {
  /** @param after - where to go on from, as in the query: after this line */
  onLine(line: LogEvent, after: string | undefined): void;
  /** Why AWS or the backend cannot be read just now; undefined once it can. */
  onProblem(problem: string | undefined): void;
}

/** The last line seen. */
type Cursor = { after: string | undefined };

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });

function problemOf(data: string): string {
  try {
    const parsed = JSON.parse(data);
    return typeof parsed === 'string' ? parsed : parsed.message;
  } catch {
    return data;
  }
}

/**
 * Follows log lines until `signal` aborts. A connection that breaks is made again from the last line seen, so that none is lost or doubled.
 *
 * @throws ResponseError when the backend refuses.
 */
export async function followLogs(options: {
  url: string;
  /** Where to begin: `followFrom` of a page. */
  after: string | undefined;
  fetch: typeof fetch;
  listener: LogListener;
  signal: AbortSignal;
}): Promise<void> {
  const { listener, signal } = options;
  const cursor: Cursor = { after: options.after };
  while (!signal.aborted) {
    try {
      await connect(options, cursor);
    } catch (error) {
      if (error instanceof ResponseError && error.statusCode < 500) {
        throw error;
      }
      if (!signal.aborted) {
        listener.onProblem(
          `Not following: ${
            error instanceof Error ? error.message : error
          }; trying again`,
        );
        await pause(RETRY_MS, signal);
      }
    }
  }
}

/** One connection; it throws when it ends, however it ends. */
async function connect(
  options: Parameters<typeof followLogs>[0],
  cursor: Cursor,
): Promise<void> {
  const { url, fetch, listener, signal } = options;
  const separator = url.includes('?') ? '&' : '?';
  const address = cursor.after
    ? `${url}${separator}after=${encodeURIComponent(cursor.after)}`
    : url;
  await fetchEventSource(address, {
    fetch,
    signal,
    openWhenHidden: true,
    async onopen(response) {
      if (!response.ok) {
        throw await ResponseError.fromResponse(response);
      }
      const type = response.headers.get('content-type') ?? '';
      if (!type.startsWith('text/event-stream')) {
        throw new Error(`expected an event stream, got '${type}'`);
      }
      listener.onProblem(undefined);
    },
    onmessage({ event, data, id }) {
      cursor.after = id || cursor.after;
      if (event === 'log') {
        listener.onProblem(undefined);
        listener.onLine(JSON.parse(data), cursor.after);
      } else if (event === 'problem') {
        listener.onProblem(problemOf(data));
      }
    },
    onclose() {
      throw new Error('the connection was closed');
    },
    onerror(error) {
      throw error;
    },
  });
}
