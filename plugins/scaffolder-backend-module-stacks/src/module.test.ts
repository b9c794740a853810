import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStacksApplyAction } from './actions/stacksApply';
import { createStacksFetchAction } from './actions/stacksFetch';
import { createStacksPlanAction } from './actions/stacksPlan';
import { StacksClient } from './StacksClient';

/** A stacks API of the test's own: what it was asked is in `calls`. */
describe('actions of the stacks plugin', () => {
  const calls: {
    method: string;
    url: string;
    authorization?: string;
    body: unknown;
  }[] = [];
  const answers = new Map<string, { status: number; body: object }[]>();
  let server: Server;
  let client: StacksClient;

  beforeAll(async () => {
    server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', chunk => chunks.push(chunk));
      req.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        calls.push({
          method: req.method!,
          url: req.url!,
          authorization: req.headers.authorization,
          body: text ? JSON.parse(text) : undefined,
        });
        const queue = answers.get(`${req.method} ${req.url}`) ?? [];
        const answer = (queue.length > 1 ? queue.shift() : queue[0]) ?? {
          status: 404,
          body: { error: { name: 'NotFoundError', message: 'no such thing' } },
        };
        res.writeHead(answer.status, { 'content-type': 'application/json' });
        res.end(
          JSON.stringify({
            ...answer.body,
            response: { statusCode: answer.status },
          }),
        );
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const discovery = mockServices.discovery.mock({
      getBaseUrl: async () => `http://127.0.0.1:${port}`,
    });
    client = StacksClient.create({ auth: mockServices.auth(), discovery });
  });
  afterAll(() => new Promise(resolve => server.close(resolve)));
  beforeEach(() => {
    calls.length = 0;
    answers.clear();
  });

  const plan = (state: string, extra: object = {}) => ({
    status: 200,
    body: {
      id: 'p1',
      state,
      stack: 'ci-engine-pool-sandbox',
      reasons: [],
      summary: { added: 41, changed: 0, replaced: 0, removed: 0 },
      ...extra,
    },
  });
  const posts = () => calls.filter(call => call.method === 'POST');

  it('stacks:apply starts the plan once, as the person, and links to the deployment', async () => {
    answers.set('GET /v1/plans/p1', [plan('ready')]);
    answers.set('POST /v1/plans/p1/apply', [
      { status: 202, body: { id: 'd1' } },
    ]);
    const ctx = createMockActionContext({ input: { planId: 'p1' } });
    await createStacksApplyAction({ client }).handler(ctx);
    expect(posts()).toHaveLength(1);
    expect(posts()[0].authorization).toMatch(/^Bearer /);
    expect(ctx.output).toHaveBeenCalledWith(
      'deploymentPath',
      '/stacks/deployments/d1',
    );
    expect(ctx.output).toHaveBeenCalledWith(
      'entityRef',
      'resource:default/ci-engine-pool-sandbox',
    );
  });

  it('stacks:apply does not start again what a checkpoint remembers', async () => {
    answers.set('GET /v1/plans/p1', [plan('applied')]);
    const ctx = {
      ...createMockActionContext({ input: { planId: 'p1' } }),
      checkpoint: async () => 'd1' as never,
    };
    await createStacksApplyAction({ client }).handler(ctx);
    expect(posts()).toEqual([]);
    expect(ctx.output).toHaveBeenCalledWith('deploymentId', 'd1');
  });

  it.each([
    [
      plan('stale', { staleBecause: 'the stack was updated at 12:00' }),
      /stale, not ready: the stack was updated at 12:00/,
    ],
    [
      plan('ready', { reasons: ['you are not among the owners'] }),
      /may not be applied: you are not among the owners/,
    ],
  ])(
    'stacks:apply refuses in words what may not be applied',
    async (answer, message) => {
      answers.set('GET /v1/plans/p1', [answer]);
      await expect(
        createStacksApplyAction({ client }).handler(
          createMockActionContext({ input: { planId: 'p1' } }),
        ),
      ).rejects.toThrow(message);
      expect(posts()).toEqual([]);
    },
  );

  it('stacks:apply changes nothing in a dry run', async () => {
    answers.set('GET /v1/plans/p1', [plan('ready')]);
    const ctx = {
      ...createMockActionContext({ input: { planId: 'p1' } }),
      isDryRun: true,
    };
    await createStacksApplyAction({ client }).handler(ctx);
    expect(posts()).toEqual([]);
    expect(ctx.output).not.toHaveBeenCalledWith(
      'deploymentId',
      expect.anything(),
    );
  });

  const input = {
    definition: 'dagger-engine-pool',
    service: 'ci',
    owner: 'group:default/guests',
    environment: 'sandbox',
  };

  it('stacks:plan waits until the plan is sealed', async () => {
    answers.set('POST /v1/plans', [{ ...plan('planning'), status: 201 }]);
    answers.set('GET /v1/plans/p1', [plan('planning'), plan('ready')]);
    const ctx = createMockActionContext({ input });
    await createStacksPlanAction({ client }).handler(ctx);
    expect(posts()[0].body).toEqual({
      ...input,
      config: {},
      action: 'apply',
      dryRun: false,
    });
    expect(ctx.output).toHaveBeenCalledWith('planId', 'p1');
    expect(ctx.output).toHaveBeenCalledWith('state', 'ready');
  });

  it('stacks:plan only previews in a dry run', async () => {
    answers.set('POST /v1/plans', [plan('preview')]);
    const ctx = { ...createMockActionContext({ input }), isDryRun: true };
    await createStacksPlanAction({ client }).handler(ctx);
    expect(posts()[0].body).toMatchObject({ dryRun: true });
    expect(ctx.output).not.toHaveBeenCalledWith('planId', expect.anything());
  });

  const chassis = {
    status: 200,
    body: {
      name: 'shop-ktor-chassis-dev',
      definition: 'ktor-chassis',
      environment: 'dev',
      account: '123456789012',
      region: 'ap-northeast-2',
      config: { stage: 'dev' },
      outputs: [{ key: 'ClusterName', value: 'shop' }],
    },
  };

  it('stacks:fetch tells where a stack is and how it is configured', async () => {
    answers.set('GET /v1/stacks/shop-ktor-chassis-dev', [chassis]);
    const ctx = createMockActionContext({
      input: {
        entityRef: 'resource:default/shop-ktor-chassis-dev',
        definition: 'ktor-chassis',
      },
    });
    await createStacksFetchAction({ client }).handler(ctx);
    expect(ctx.output).toHaveBeenCalledWith('region', 'ap-northeast-2');
    expect(ctx.output).toHaveBeenCalledWith('config', { stage: 'dev' });
    expect(ctx.output).toHaveBeenCalledWith('outputs', { ClusterName: 'shop' });
  });

  it.each([
    ['component:default/shop', undefined, /not the entity of a stack/],
    ['shop-ktor-chassis-dev', 'dagger-engine-pool', /instance of ktor-chassis/],
    ['resource:default/none', undefined, /no such thing/],
  ])('stacks:fetch refuses %s', async (entityRef, definition, message) => {
    answers.set('GET /v1/stacks/shop-ktor-chassis-dev', [chassis]);
    await expect(
      createStacksFetchAction({ client }).handler(
        createMockActionContext({ input: { entityRef, definition } }),
      ),
    ).rejects.toThrow(message);
  });

  it('stacks:plan passes on what was wrong with the input', async () => {
    answers.set('POST /v1/plans', [
      {
        status: 400,
        body: {
          error: {
            name: 'InputError',
            message: '/config/capacity/min must be at least 1',
          },
        },
      },
    ]);
    await expect(
      createStacksPlanAction({ client }).handler(
        createMockActionContext({ input }),
      ),
    ).rejects.toThrow(/capacity\/min must be at least 1/);
  });
});
