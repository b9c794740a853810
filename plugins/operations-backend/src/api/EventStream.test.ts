import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { EventStream } from './EventStream';

describe('EventStream', () => {
  /** What one client gets of a stream, and how often it was started and stopped. */
  async function streamed(options: {
    mayGoOn: () => Promise<boolean>;
    before?: (response: Response) => Promise<unknown>;
  }) {
    const { mayGoOn, before } = options;
    const stop = jest.fn();
    const start = jest.fn((stream: EventStream) => {
      stream.send('log', { message: 'one line' });
      return stop;
    });
    const app = express();
    let opened = () => {};
    const open = new Promise<void>(resolve => {
      opened = resolve;
    });
    app.get('/', async (_, response) => {
      await before?.(response);
      EventStream.open(response, start, { mayGoOn, heartbeatMs: 1 });
      opened();
    });
    const server = app.listen(0);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const text = fetch(`http://localhost:${port}`)
      .then(answer => answer.text())
      .catch(() => 'broken off');
    await open;
    const got = await text;
    await new Promise(resolve => server.close(resolve));
    return { got, started: start.mock.calls, stopped: stop.mock.calls };
  }

  it.each([
    ['may not be told any more', async () => false],
    ['cannot be shown to be', () => Promise.reject(new Error('no answer'))],
  ])('ends when the client %s', async (_, refuses) => {
    const answers = [async () => true, refuses];
    const mayGoOn = () => (answers.shift() ?? refuses)();
    const { got, started, stopped } = await streamed({ mayGoOn });
    expect(got).toContain('event: log\ndata: {"message":"one line"}');
    expect([started.length, stopped.length]).toEqual([1, 1]);
    expect(answers).toEqual([]);
  });

  it('starts nothing for a client that has gone', async () => {
    const { got, started } = await streamed({
      mayGoOn: async () => true,
      before: async response => {
        response.destroy();
        await once(response, 'close');
      },
    });
    expect(got).toBe('broken off');
    expect(started).toEqual([]);
  });
});
