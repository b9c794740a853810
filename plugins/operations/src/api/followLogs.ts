import { fetchEventSource } from '@microsoft/fetch-event-source';
import { ResponseError } from '@backstage/errors';
import type { LogEvent } from '@enginehouse/plugin-operations-common';

const RETRY_MS = 2_000;

/** What followed logs tell. */
export interface LogListener {
  onLine(line: LogEvent): void;
  /** Why AWS or the backend cannot be read just now; undefined once it can. */
  onProblem(problem: string | undefined): void;
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
  const { url, fetch, listener, signal } = options;
  let after = options.after;
  let refusal: ResponseError | undefined;

  while (!signal.aborted && !refusal) {
    const address = after
      ? `${url}${url.includes('?') ? '&' : '?'}after=${encodeURIComponent(
          after,
        )}`
      : url;
    try {
      await fetchEventSource(address, {
        fetch,
        signal,
        openWhenHidden: true,
        async onopen(response) {
          if (response.status >= 400 && response.status < 500) {
            refusal = await ResponseError.fromResponse(response);
            throw refusal;
          }
          const type = response.headers.get('content-type') ?? '';
          if (!response.ok || !type.startsWith('text/event-stream')) {
            throw new Error(`the logs cannot be followed (${response.status})`);
          }
          listener.onProblem(undefined);
        },
        onmessage({ event, data, id }) {
          if (id) {
            after = id;
          }
          if (event === 'log') {
            listener.onProblem(undefined);
            listener.onLine(JSON.parse(data));
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
    } catch (error) {
      if (!signal.aborted && !refusal) {
        listener.onProblem(
          `Not following: ${
            error instanceof Error ? error.message : error
          }; trying again`,
        );
        await pause(RETRY_MS, signal);
      }
    }
  }
  if (refusal) {
    throw refusal;
  }
}

function problemOf(data: string): string {
  try {
    const parsed = JSON.parse(data);
    return typeof parsed === 'string' ? parsed : parsed.message;
  } catch {
    return data;
  }
}

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
