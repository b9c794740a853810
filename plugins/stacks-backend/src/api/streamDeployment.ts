import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Deployment } from '@enginehouse/plugin-stacks-common';
import type { DeploymentReader } from '../deployments/DeploymentReader';
import {
  DeploymentStore,
  toDeploymentEvent,
} from '../deployments/DeploymentStore';
import type { StackChanges } from '../stacks/StackChanges';

/** Another replica may write what is streamed here, so the database is looked at this often at least. */
const LOOK_MS = 1_000;
const HEARTBEAT_MS = 15_000;
/** A permission that was taken away, and a session that is over, end the stream within this time. */
const ASK_AGAIN_MS = 30_000;

/** The response of a request; compression adds `flush`. */
type FlushableResponse = Pick<
  ServerResponse,
  'destroyed' | 'end' | 'flushHeaders' | 'on' | 'write' | 'writeHead'
> & { flush?: () => void };

/** What one client follows. */
export interface FollowedDeployment {
  id: string;
  /** The seq of the last event the client has. */
  after: number;
  response: FlushableResponse;
  /** Whether the client may still read the deployment. */
  mayGoOn: () => Promise<boolean>;
  askAgainMs?: number;
}

/**
 * Follows a deployment as server-sent events until it is over, the client goes, or it may not read on: `stack-event` (its id is its seq), `deployment`
 * when its state or progress changed, and `end`.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function streamDeployment(
  services: {
    deploymentStore: DeploymentStore;
    deploymentReader: DeploymentReader;
    changes: StackChanges;
  },
  stream: FollowedDeployment,
): Promise<void> {
  const { deploymentStore, deploymentReader, changes } = services;
  const { id, response, mayGoOn, askAgainMs = ASK_AGAIN_MS } = stream;
  // Who went while the permission was checked does not say so again.
  if (response.destroyed) return;
  const left = new AbortController();
  response.on('close', () => left.abort());
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    connection: 'keep-alive',
  });
  response.flushHeaders();

  let { after } = stream;
  let shown = '';
  let spokeAt = performance.now();
  let askedAt = performance.now();
  const send = (text: string) => {
    response.write(text);
    response.flush?.();
    spokeAt = performance.now();
  };
  const { stack } = await deploymentStore.get(id);
  while (!left.signal.aborted) {
    if (performance.now() - askedAt >= askAgainMs) {
      if (!(await mayGoOn())) break;
      askedAt = performance.now();
    }
    const woken = new AbortController();
    const waking = AbortSignal.any([left.signal, woken.signal]);
    // Listening before reading: what changes in between is not missed.
    const next = Promise.race([
      changes.changed(stack, waking),
      delay(LOOK_MS, undefined, { signal: waking }).catch(() => undefined),
    ]);
    const deployment = await deploymentReader.get(id);
    for (const row of await deploymentStore.events(id, { after })) {
      const event = toDeploymentEvent(row);
      send(`id: ${event.seq}\n${message('stack-event', event)}`);
      after = event.seq;
    }
    const summary = summaryOf(deployment);
    if (summary !== shown) send(message('deployment', deployment));
    shown = summary;
    if (deployment.endedAt && after >= deployment.lastSeq) {
      send(message('end', { id, state: deployment.state }));
      woken.abort();
      break;
    }
    if (performance.now() - spokeAt > HEARTBEAT_MS) send(': still here\n\n');
    await next;
    woken.abort();
  }
  response.end();
}

function message(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** What a client hears about when it changes. */
function summaryOf({ state, progress, cloudFormationStatus }: Deployment) {
  return JSON.stringify([state, progress, cloudFormationStatus]);
}
