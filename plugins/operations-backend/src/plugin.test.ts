import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { startPlugin, type Method } from './__testUtils__/startPlugin';
import { until } from './__testUtils__/until';
import { spec } from './schema/openapi/generated/router';

const ROUTES: [Method, string, string, object?][] = [
  ['get', 'health', 'health-read'],
  ['get', 'units', 'units-read'],
  ['get', 'alarms', 'alarms-read'],
  ['get', 'alarms/any/history', 'alarm-history-read'],
  ['get', 'metrics', 'metrics-read'],
  ['get', 'connections', 'connections-read'],
  ['get', 'logs', 'logs-read'],
  ['get', 'deployments/any/last-lines', 'last-lines-read'],
  ['get', 'operations', 'operations-list'],
  ['post', 'operations/resize', 'operation-run', { confirm: true }],
  ['post', 'operations/resize/preview', 'operation-preview', {}],
  ['get', 'operations/runs/any', 'operation-run-read'],
  ['get', 'engines/leases', 'leases-list'],
  ['post', 'engines/leases', 'lease-create', { purpose: 'a build' }],
  ['delete', 'engines/leases/any', 'lease-delete'],
];

const METHODS: Method[] = ['get', 'post', 'delete'];

/** Whether a route that was called is the documented one, which has names where the call has values. */
function fits(called: string, documented: string): boolean {
  const parts = documented.split('/');
  const given = called.split('/');
  return (
    parts.length === given.length &&
    parts.every((part, i) => part.startsWith('{') || part === given[i])
  );
}

describe('who may', () => {
  let plugin: Awaited<ReturnType<typeof startPlugin>>;
  beforeAll(async () => {
    plugin = await startPlugin({
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
  });
  afterAll(() => plugin.stop());

  it('is tested route by route', () => {
    const documented = Object.entries(spec.paths).flatMap(([path, item]) =>
      METHODS.filter(method => method in item).map(
        method => `${method} ${path.slice(path.indexOf('{name}/') + 7)}`,
      ),
    );
    const tested = ROUTES.map(([method, path]) =>
      documented.find(route => fits(`${method} ${path}`, route)),
    );
    expect(tested.sort()).toEqual(documented.sort());
  });

  it.each(ROUTES)('%s %s refuses who is not allowed', async (...route) => {
    const [method, path, eventId, body] = route;
    const answer = (header: string) =>
      plugin.call(method, path, body).set('authorization', header);
    plugin.audited.length = 0;

    const nobody = await answer(mockCredentials.none.header());
    expect(nobody.status).toBe(401);
    const machine = await answer(mockCredentials.service.header());
    expect(machine.status).toBe(403);
    const stranger = await answer(mockCredentials.user.header());
    expect(stranger.status).toBe(403);
    expect(stranger.body.error.message).toMatch(
      /^operations\.[a-z.]+ is needed for checkout-sandbox$/,
    );

    expect(plugin.audited).toEqual([
      { eventId, outcome: 'NotAllowedError' },
      { eventId, outcome: 'NotAllowedError' },
    ]);
    expect(plugin.pool.asked).toBe(0);
    expect(plugin.stacks.lines).toEqual([]);
  });

  it('refuses to follow lines before anything is sent', async () => {
    const answer = await plugin
      .call('get', 'logs')
      .set('accept', 'text/event-stream');
    expect(answer.status).toBe(403);
    expect(plugin.audited.at(-1)?.eventId).toBe('logs-follow');
  });
});

describe('operations', () => {
  let plugin: Awaited<ReturnType<typeof startPlugin>>;
  beforeEach(async () => {
    plugin = await startPlugin();
  });
  afterEach(() => plugin.stop());

  const run = async (id: string) =>
    (await plugin.call('get', `operations/runs/${id}`)).body;

  it('are listed with their input and how it stands', async () => {
    const { body } = await plugin.call('get', 'operations');
    expect(body).toMatchObject({
      allowed: true,
      items: [
        {
          id: 'resize',
          target: { key: 'Pool', kind: 'resource' },
          effect: '3 run',
          values: { size: 3 },
          destructive: true,
          input: { properties: { size: { type: 'integer', minimum: 0 } } },
        },
      ],
    });
  });

  it('run once confirmed, with progress, result, a line before and a line after', async () => {
    let finish = () => {};
    plugin.pool.finish = new Promise(resolve => {
      finish = resolve;
    });
    const { status, body } = await plugin.call('post', 'operations/resize', {
      input: { size: 2 },
      confirm: true,
    });
    expect(status).toBe(202);
    await until(
      () => run(body.id),
      ({ progress }) => progress === 'changing its size',
    );
    expect(plugin.stacks.lines).toMatchObject([
      {
        kind: 'operation-started',
        actor: 'user:default/mock',
        data: {
          operation: 'resize',
          effect: expect.stringMatching(/^2 instead of 3;/),
        },
      },
    ]);
    finish();
    await until(
      async () => plugin.stacks.lines,
      ({ length }) => length === 2,
    );
    const finished = await until(
      () => run(body.id),
      ({ finishedAt }) => finishedAt === plugin.stacks.lines[1].at,
    );
    expect(finished).toMatchObject({ state: 'succeeded', result: '2 run' });
    expect(plugin.stacks.lines[1]).toMatchObject({
      kind: 'operation-finished',
      data: { runId: body.id, state: 'succeeded' },
    });
  });

  it('say why they failed', async () => {
    const { body } = await plugin.call('post', 'operations/resize', {
      input: { size: 0 },
      confirm: true,
    });
    await until(
      () => run(body.id),
      ({ state }) => state === 'failed',
    );
    expect((await run(body.id)).error).toBe('AWS refuses an empty pool');
  });

  it('are one run however often the same is asked for while it runs', async () => {
    let finish = () => {};
    plugin.pool.finish = new Promise(resolve => {
      finish = resolve;
    });
    const ask = (size: number) =>
      plugin.call('post', 'operations/resize', {
        input: { size },
        confirm: true,
      });
    const [first, again] = await Promise.all([ask(2), ask(2)]);
    const other = await ask(1);
    expect([first, again, other].map(({ status }) => status)).toEqual([
      202, 202, 202,
    ]);
    expect(again.body.id).toBe(first.body.id);
    expect(other.body.id).not.toBe(first.body.id);
    finish();
    await until(
      async () => plugin.stacks.lines,
      lines => lines.length === 4,
    );
    expect((await ask(2)).body.id).not.toBe(first.body.id);
  });

  it('are over although the ledger cannot be told so at first', async () => {
    const append = jest.spyOn(plugin.stacks, 'appendLedger');
    let finish = () => {};
    plugin.pool.finish = new Promise(resolve => {
      finish = resolve;
    });
    const { body } = await plugin.call('post', 'operations/resize', {
      input: { size: 2 },
      confirm: true,
    });
    append.mockRejectedValueOnce(new Error('not now'));
    finish();
    await until(
      () => run(body.id),
      ({ state }) => state === 'succeeded',
    );
    await until(
      async () => plugin.stacks.lines,
      lines => lines.length === 2,
    );
    expect(append).toHaveBeenCalledTimes(3);
  });

  it.each<[object, number, RegExp]>([
    [{ input: { size: 2 }, confirm: false }, 400, /confirm is false/],
    [{ input: { size: -1 }, confirm: true }, 400, /\/input\/size/],
    [{ input: { sise: 1 }, confirm: true }, 400, /sise/],
    [{ target: 'Other', confirm: true }, 404, /one of Pool is accepted/],
  ])('refuse %j with %d', async (body, status, message) => {
    const answer = await plugin.call('post', 'operations/resize', body);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(message);
    expect(plugin.stacks.lines).toEqual([]);
    expect(plugin.pool.size).toBe(3);
  });

  it('propose the plan that reaches what they cannot', async () => {
    const answer = await plugin.call('post', 'operations/resize/preview', {
      input: { size: 7 },
    });
    expect(answer.status).toBe(409);
    expect(answer.body.error).toMatchObject({
      message: 'more than 5 need a plan',
      plan: {
        definition: 'some-definition',
        service: 'checkout',
        environment: 'sandbox',
        config: { most: 7 },
        action: 'apply',
      },
    });
  });

  it('tell of runs that other processes began, and of those they did not end', async () => {
    const data = (runId: string) => ({
      runId,
      operation: 'resize',
      title: 'Resize',
      target: { key: 'Pool', title: 'Pool', kind: 'resource' },
      input: { size: 1 },
      effect: '1 instead of 3',
    });
    const append = (kind: string, lineData: Record<string, unknown>) =>
      plugin.stacks.appendLedger('checkout-sandbox', {
        kind,
        actor: 'user:default/other',
        data: lineData,
      });
    await append('operation-started', data('ended'));
    await append('operation-finished', {
      runId: 'ended',
      state: 'succeeded',
      result: '1 run',
    });
    const lost = await append('operation-started', data('lost'));
    lost.at = '2026-01-01T00:00:00.000Z';
    await expect(run('ended')).resolves.toMatchObject({
      state: 'succeeded',
      result: '1 run',
      startedBy: 'user:default/other',
    });
    await expect(run('lost')).resolves.toMatchObject({ state: 'interrupted' });
    expect((await plugin.call('get', 'operations/runs/none')).status).toBe(404);
  });
});

describe('health', () => {
  it('names what could not be read, and tells how it came about', async () => {
    const plugin = await startPlugin();
    const append = (status: string, sentence: string) =>
      plugin.stacks.appendLedger('checkout-sandbox', {
        kind: 'health-changed',
        actor: 'plugin:operations',
        data: { status, sentence },
      });
    await append('unhealthy', 'Unhealthy: 0 of 3 engines serving');
    const since = (await append('healthy', 'Healthy: 3 of 3')).at;
    expect((await plugin.call('get', 'health')).body).toMatchObject({
      status: 'healthy',
      sentence: 'Healthy: 3 of 3 engines serving',
      since,
      units: { total: 3, healthy: 3 },
      timeline: [
        { from: 'unhealthy', to: 'healthy' },
        { to: 'unhealthy', sentence: 'Unhealthy: 0 of 3 engines serving' },
      ],
    });
    plugin.pool.problem = 'AWS refuses autoscaling:Describe';
    expect((await plugin.call('get', 'health')).body).toMatchObject({
      status: 'unknown',
      sentence:
        'Unknown: 3 of 3 engines serving; Pool Pool not read: AWS refuses autoscaling:Describe',
    });
    await plugin.stop();
  });

  it('is not told for an entity without a stack', async () => {
    const plugin = await startPlugin();
    const answer = await plugin.callFor('other', 'get', 'health');
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toBe(
      'resource:default/other has no stack',
    );
    await plugin.stop();
  });
});
