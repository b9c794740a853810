import type { Deployment } from '@enginehouse/plugin-stacks-common';
import { aDeployment, anEvent } from '../testUtils';
import { followDeployment } from './followDeployment';

const url = 'http://portal/api/stacks/v1/deployments/deployment-1/events';

/** One connection: the frames it sends before it breaks off. */
function stream(...frames: Array<[event: string, data: unknown]>): Response {
  const text = frames
    .map(
      ([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
    )
    .join('');
  return new Response(new TextEncoder().encode(text), {
    headers: { 'content-type': 'text/event-stream' },
  });
}

const event = (seq: number): [string, unknown] => ['stack-event', anEvent(seq)];

async function follow(
  answers: Array<() => Response>,
  polled: { deployments?: Deployment[]; fail?: number } = {},
) {
  const asked: string[] = [];
  const seen: number[] = [];
  const states: string[] = [];
  const connections: boolean[] = [];
  let failures = polled.fail ?? 0;
  await followDeployment({
    url,
    intervalMs: 0,
    fetch: async input => {
      asked.push(new URL(String(input)).searchParams.get('after') ?? 'nothing');
      return (answers.shift() ?? (() => Response.error()))();
    },
    listener: {
      onEvent: ({ seq }) => seen.push(seq),
      onDeployment: ({ state }) => states.push(state),
      onConnection: alive => connections.push(alive),
    },
    readEvents: async after =>
      [1, 2, 3, 4].filter(seq => seq > after).map(seq => anEvent(seq)),
    readDeployment: async () => {
      failures -= 1;
      if (failures >= 0) {
        throw new TypeError('Failed to fetch');
      }
      return polled.deployments?.shift() ?? aDeployment();
    },
  });
  return { asked, seen, states, connections };
}

describe('followDeployment', () => {
  it('resumes from the last event it saw: none is lost, a repeated one counts once', async () => {
    const { asked, seen } = await follow([
      () => stream(event(1), event(2)),
      () => stream(event(2), event(3)),
      () => stream(event(4), ['end', {}]),
    ]);
    expect(asked).toEqual(['0', '2', '3']);
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it('polls where streams do not get through, from where the stream stopped', async () => {
    const { seen, states } = await follow(
      [() => stream(event(1)), () => Response.json({ items: [] })],
      {
        deployments: [
          aDeployment({ state: 'deploying' }),
          aDeployment({ state: 'deployed' }),
        ],
      },
    );
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(states).toEqual(['deploying', 'deployed']);
  });

  it('outlives a backend that is away, and says so meanwhile', async () => {
    const { seen, connections } = await follow([], { fail: 2 });
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(connections).toContain(false);
    expect(connections.at(-1)).toBe(true);
  });

  it('takes a refusal for an answer', async () => {
    const refused = () =>
      Response.json(
        { error: { name: 'NotAllowedError', message: 'not yours' } },
        { status: 403 },
      );
    await expect(follow([refused])).rejects.toMatchObject({ statusCode: 403 });
  });
});
