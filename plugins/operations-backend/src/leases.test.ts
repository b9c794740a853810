import { mockCredentials } from '@backstage/backend-test-utils';
import type { Lease, Leases } from '@enginehouse/plugin-operations-common';
import { startPlugin } from './__testUtils__/startPlugin';

const LEASES = 'engines/leases';

describe('leases', () => {
  let plugin: Awaited<ReturnType<typeof startPlugin>>;
  beforeEach(async () => {
    plugin = await startPlugin({
      operations: {
        leases: {
          services: [{ subject: 'ci', stacks: ['checkout-sandbox'] }],
        },
      },
    });
  });
  afterEach(() => plugin.stop());

  const list = async (): Promise<Leases> =>
    (await plugin.call('get', LEASES)).body;
  const ask = (body: object = { purpose: 'a build' }) =>
    plugin.call('post', LEASES, body);
  const service = (subject: string) =>
    mockCredentials.service.header({
      onBehalfOf: mockCredentials.service(subject),
      targetPluginId: 'operations',
    });

  it('give the least loaded unit by its own name, and tell who has what', async () => {
    plugin.pool.sessions.set('m-0', 2).set('m-1', 1);
    const { status, body } = await ask();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      unit: 'm-2',
      address: 'tls://m-2:1',
      holder: 'user:default/mock',
      purpose: 'a build',
      state: 'active',
    });
    expect(await list()).toMatchObject({
      sentence: '3 of 3 engines serving; 3 sessions, 1 lease',
      items: [{ id: body.id, state: 'active' }],
      units: [
        { key: 'm-0', open: true, load: 2, leases: 0 },
        { key: 'm-1', open: true, load: 1, leases: 0 },
        { key: 'm-2', open: true, leases: 1 },
      ],
      allowed: { create: true, delete: true },
      connect: [{ id: 'lease' }, { id: 'connect' }],
    });
    expect((await plugin.call('get', 'health')).body.leases).toBe(true);
    expect(plugin.audited).toContainEqual({
      eventId: 'lease-create',
      outcome: 'success',
    });
    expect(plugin.stacks.lines).toEqual([]);
  });

  it('can be returned, and again', async () => {
    const { id }: Lease = (await ask()).body;
    for (const _ of [1, 2]) {
      const answer = await plugin.call('delete', `${LEASES}/${id}`);
      expect(answer.status).toBe(204);
    }
    expect((await list()).items).toEqual([]);
  });

  it('go to no unit that drains, and say why when there is none', async () => {
    plugin.pool.draining.add('m-0').add('m-1');
    expect((await ask()).body.unit).toBe('m-2');
    plugin.pool.draining.add('m-2');
    const none = await ask();
    expect(none.status).toBe(503);
    expect(none.body.error.message).toBe(
      'No engine of checkout-sandbox takes sessions: m-0: it is draining; m-1: it is draining; m-2: it is draining',
    );
    expect((await list()).items).toMatchObject([
      { unit: 'm-2', state: 'draining' },
    ]);
    plugin.pool.size = 0;
    expect((await ask()).body.error.message).toBe(
      'No engine of checkout-sandbox takes sessions: none is running',
    );
  });

  it('end with their unit, and say so', async () => {
    plugin.pool.sessions.set('m-0', 1).set('m-1', 1);
    await ask();
    plugin.pool.size = 2;
    const { items, sentence } = await list();
    expect(items).toMatchObject([
      {
        unit: 'm-2',
        state: 'gone',
        reason: 'engine m-2 has ended, and what ran on it',
      },
    ]);
    expect(sentence).toBe('2 of 2 engines serving; 2 sessions, 0 leases');
  });

  it('are counted by operations that end units', async () => {
    plugin.pool.sessions.set('m-0', 1).set('m-1', 1).set('m-2', 0);
    await ask();
    const { body } = await plugin.call('post', 'operations/resize/preview', {
      input: { size: 1 },
    });
    expect(body.effect).toBe(
      '1 instead of 3; 1 session, 1 lease on them; each lets its sessions end first',
    );
  });

  it.each<[object, RegExp]>([
    [{}, /purpose/],
    [{ purpose: '' }, /purpose/],
    [{ purpose: 'x', ttlMinutes: 1441 }, /ttlMinutes.*1440/],
    [{ purpose: 'x', unit: 'm-1' }, /additional properties/],
  ])('refuse %j', async (body, message) => {
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });

  it('are given to services that are configured, which return their own only', async () => {
    const mine: Lease = (
      await ask().set('authorization', service('external:ci'))
    ).body;
    expect(mine.holder).toBe('external:ci');
    const theirs: Lease = (await ask()).body;
    const takeBack = (id: string) =>
      plugin
        .call('delete', `${LEASES}/${id}`)
        .set('authorization', service('external:ci'));
    expect((await takeBack(theirs.id)).status).toBe(403);
    expect((await takeBack(mine.id)).status).toBe(204);
    const refused = await ask().set('authorization', service('external:other'));
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toBe(
      'external:other is not configured in operations.leases.services for checkout-sandbox',
    );
  });

  it('are not known where a definition places no sessions', async () => {
    const plain = await startPlugin({ stack: { definition: 'plain' } });
    for (const method of ['get', 'post'] as const) {
      const answer = await plain.call(method, LEASES, { purpose: 'a build' });
      expect(answer.status).toBe(404);
      expect(answer.body.error.message).toBe(
        'checkout-sandbox places no sessions: its definition plain gives no units by lease',
      );
    }
    expect((await plain.call('get', 'health')).body.leases).toBe(false);
    await plain.stop();
  });
});
