import { fetchEventSource } from '@microsoft/fetch-event-source';
import { ResponseError } from '@backstage/errors';
import type {
  Deployment,
  DeploymentEvent,
} from '@enginehouse/plugin-stacks-common';
import type { DeploymentListener } from '../api/StacksApi';
import { isRunning } from './states';
import { pause } from './pause';

type FollowOptions = {
  url: string;
  fetch: typeof fetch;
  listener: DeploymentListener;
  signal?: AbortSignal;
  readEvents(after: number): Promise<DeploymentEvent[]>;
  readDeployment(): Promise<Deployment>;
  /** Milliseconds between two tries and between two polls. */
  intervalMs?: number;
  /** Milliseconds without any message after which a running deployment is read by polling: some proxies hold a stream back. */
  silenceMs?: number;
};

type Ending = 'over' | 'broken' | 'unusable';

const triesBeforePolling = 3;

/** Remembers the last event seen, so that a resumed stream neither loses nor repeats one. */
class Cursor {
  after = 0;

  constructor(private readonly listener: DeploymentListener) {}

  take(event: DeploymentEvent) {
    if (event.seq > this.after) {
      this.after = event.seq;
      this.listener.onEvent(event);
    }
  }
}

/** See {@link StacksApi.followDeployment}. */
export async function followDeployment(options: FollowOptions): Promise<void> {
  const { signal, intervalMs = 2000 } = options;
  const cursor = new Cursor(options.listener);
  let tries = 0;
  while (!signal?.aborted && tries < triesBeforePolling) {
    const before = cursor.after;
    const ending = await stream(options, cursor);
    if (ending === 'over' || signal?.aborted) {
      return;
    }
    if (ending === 'unusable') {
      break;
    }
    tries = cursor.after > before ? 0 : tries + 1;
    options.listener.onConnection?.(false);
    await pause(intervalMs, signal);
  }
  await poll(options, cursor);
}

async function stream(options: FollowOptions, cursor: Cursor): Promise<Ending> {
  const { url, listener, silenceMs = 20_000 } = options;
  const connection = new AbortController();
  const close = () => connection.abort();
  options.signal?.addEventListener('abort', close);
  let ending: Ending = 'broken';
  let refusal: ResponseError | undefined;
  const silence = setTimeout(() => {
    if (!document.hidden) {
      ending = 'unusable';
      close();
    }
  }, silenceMs);

  try {
    await fetchEventSource(`${url}?after=${cursor.after}`, {
      fetch: options.fetch,
      signal: connection.signal,
      async onopen(response) {
        if (response.status >= 400 && response.status < 500) {
          refusal = await ResponseError.fromResponse(response);
          throw refusal;
        }
        const type = response.headers.get('content-type') ?? '';
        if (!response.ok || !type.startsWith('text/event-stream')) {
          ending = response.ok ? 'unusable' : 'broken';
          throw new Error(`Expected an event stream, got '${type}'`);
        }
      },
      onmessage({ event, data }) {
        clearTimeout(silence);
        listener.onConnection?.(true);
        if (event === 'stack-event') {
          cursor.take(JSON.parse(data));
        } else if (event === 'deployment') {
          listener.onDeployment(JSON.parse(data));
        } else if (event === 'end') {
          ending = 'over';
          close();
        }
      },
      onerror(error) {
        throw error;
      },
    });
  } catch {
    if (refusal) {
      throw refusal;
    }
  } finally {
    clearTimeout(silence);
    options.signal?.removeEventListener('abort', close);
  }
  return ending;
}

async function poll(options: FollowOptions, cursor: Cursor): Promise<void> {
  const { signal, intervalMs = 2000, listener } = options;
  while (!signal?.aborted) {
    try {
      // The state is read before the events: those that led to a final state are then surely among them.
      const deployment = await options.readDeployment();
      for (const event of await options.readEvents(cursor.after)) {
        cursor.take(event);
      }
      listener.onConnection?.(true);
      listener.onDeployment(deployment);
      if (!isRunning(deployment.state)) {
        return;
      }
    } catch (error) {
      if (isRefusal(error)) {
        throw error;
      }
      listener.onConnection?.(false);
    }
    await pause(intervalMs, signal);
  }
}

/** A refusal is an answer and final; anything else passes, and the deployment goes on meanwhile. */
function isRefusal(error: unknown): boolean {
  return error instanceof ResponseError && error.statusCode < 500;
}
