import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  TestBackend,
  TestDatabases,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { stackReadPermission } from '@enginehouse/plugin-stacks-common';
import {
  StacksService,
  createStackConditionalDecision,
  stackConditions,
  stacksServiceRef,
} from '@enginehouse/plugin-stacks-node';
import type { Knex } from 'knex';
import request from 'supertest';
import { deploymentRow } from '../__testUtils__/deploymentRows';
import { seedStacks } from '../__testUtils__/seedStacks';
import { startStacksBackend } from '../__testUtils__/startStacksBackend';
import { spec } from '../schema/openapi/generated/router';

jest.setTimeout(60_000);

const planRequest = {
  definition: 'things',
  service: 'shop',
  owner: 'group:default/platform',
  environment: 'sandbox',
  action: 'apply',
};
const report = {
  status: 'healthy',
  sentence: 'As seen.',
  at: '2026-01-01T00:00:00.000Z',
};
const line = {
  kind: 'operation-finished',
  actor: 'user:default/ada',
  data: {},
};

const acknowledgement = {
  rule: 'bucket-encrypted',
  resource: 'Store/Resource',
  reason: 'Holds only what is published',
  expiresAt: new Date(Date.now() + 1_000_000).toISOString(),
};

const cursor = (...values: (string | number)[]) =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** Every route, with the event it is audited as. */
const ROUTES: [method: string, path: string, event: string, body?: object][] = [
  ['get', '/v1/definitions', 'definitions-list'],
  ['get', '/v1/definitions/{id}', 'definition-read'],
  ['get', '/v1/manifest-schema', 'manifest-schema-read'],
  ['get', '/v1/environments', 'environments-list'],
  ['post', '/v1/plans', 'plan-create', planRequest],
  ['get', '/v1/plans', 'plans-list'],
  ['get', '/v1/plans/{id}', 'plan-read'],
  ['delete', '/v1/plans/{id}', 'plan-discard'],
  ['post', '/v1/plans/{id}/apply', 'plan-apply', {}],
  ['get', '/v1/stacks', 'stacks-list'],
  ['get', '/v1/stacks/{name}', 'stack-read'],
  ['get', '/v1/stacks/{name}/deployments', 'deployments-list'],
  ['get', '/v1/stacks/{name}/ledger', 'ledger-list'],
  ['post', '/v1/stacks/{name}/ledger', 'ledger-append', line],
  ['put', '/v1/stacks/{name}/health', 'health-report', report],
  ['post', '/v1/stacks/{name}/clear-failed-create', 'failed-create-clear'],
  ['get', '/v1/stacks/{name}/acknowledgements', 'acknowledgements-list'],
  [
    'post',
    '/v1/stacks/{name}/acknowledgements',
    'finding-acknowledge',
    acknowledgement,
  ],
  [
    'delete',
    '/v1/stacks/{name}/acknowledgements/{id}',
    'acknowledgement-withdraw',
  ],
  ['get', '/v1/deployments/{id}', 'deployment-read'],
  ['get', '/v1/deployments/{id}/evidence', 'deployment-evidence-read'],
  ['get', '/v1/deployments/{id}/events', 'deployment-events-read'],
];

describe('the API', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const permissions = mockServices.permissions.mock();
  const auditor = mockServices.auditor.mock();
  let knex: Knex;
  let backend: TestBackend;
  let service: StacksService;

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@enginehouse/plugin-stacks-backend',
        'migrations',
      ),
    });
    await seedStacks(knex, 250);
    const database = createServiceFactory({
      service: coreServices.database,
      deps: {},
      factory: () => ({ getClient: async () => knex }),
    });
    const caller = createBackendPlugin({
      pluginId: 'caller',
      register(env) {
        env.registerInit({
          deps: { stacks: stacksServiceRef },
          async init({ stacks }) {
            service = stacks;
          },
        });
      },
    });
    backend = await startStacksBackend({
      endpoint: 'http://localhost:1',
      features: [database, caller, permissions.factory, auditor.factory],
    });
  });

  beforeEach(() => {
    decide(AuthorizeResult.ALLOW);
    auditor.createEvent.mockClear();
  });

  function decide(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
    permissions.authorize.mockResolvedValue([{ result }]);
    permissions.authorizeConditional.mockResolvedValue([{ result }]);
  }

  function allowOnly(owner: string) {
    permissions.authorizeConditional.mockResolvedValue([
      createStackConditionalDecision(
        stackReadPermission,
        stackConditions.isOwner({ claims: [owner] }),
      ),
    ]);
  }

  function call(method: string, path: string, token: string, body?: object) {
    const url = `/api/stacks${path
      .replace('acknowledgements/{id}', 'acknowledgements/1')
      .replace(/\{\w+\}/, 'some-thing')}`;
    const test = request(backend.server)[method as 'get'](url);
    return test.set('authorization', token).send(body);
  }

  it('is tested route by route', () => {
    const documented = Object.entries(spec.paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter(key => key !== 'parameters')
        .map(method => `${method} ${path}`),
    );
    const tested = ROUTES.map(([method, path]) => `${method} ${path}`);
    expect(tested.sort()).toEqual(documented.sort());
  });

  it.each(ROUTES)('%s %s answers 401 without credentials', async (...route) => {
    const [method, path, , body] = route;
    const none = mockCredentials.none.header();
    const { status } = await call(method, path, none, body);
    expect(status).toBe(401);
  });

  it.each(ROUTES)(
    '%s %s answers 403 to the denied, and is audited as %s',
    async (...route) => {
      const [method, path, event, body] = route;
      decide(AuthorizeResult.DENY);
      const user = mockCredentials.user.header();
      const { status } = await call(method, path, user, body);
      expect(status).toBe(403);
      expect(auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({ eventId: event }),
      );
      const audited = await auditor.createEvent.mock.results[0].value;
      expect(audited.success).not.toHaveBeenCalled();
      expect(audited.fail).toHaveBeenCalledWith({
        error: expect.objectContaining({ name: 'NotAllowedError' }),
      });
    },
  );

  it.each(
    ROUTES.filter(([, , event]) => /^(ledger-append|health)/.test(event)),
  )('%s %s is for plugins, not for services from outside', async (...route) => {
    const [method, path, , body] = route;
    const { status } = await call(
      ...([method, path, mockCredentials.service.header(), body] as const),
    );
    expect(status).toBe(403);
  });

  it.each([
    ['a limit above 100', '/v1/stacks?limit=101'],
    ['a parameter that is not documented', '/v1/stacks?colour=red'],
    ['a cursor of another list', `/v1/stacks?cursor=${cursor('x', 1)}`],
    [
      'a cursor of another order',
      `/v1/stacks?sort=monthlyCost&cursor=${cursor('x', 'y')}`,
    ],
    [
      'no cursor',
      `/v1/stacks/service-0001-things-sandbox/ledger?cursor=${cursor(
        'x',
        'y',
      )}`,
    ],
    ['a state there is not', '/v1/stacks?state=happy'],
    ['a state that is not kept', '/v1/plans?state=stale'],
  ])('answers 400 to %s', async (_, path) => {
    const answer = await call('get', path, mockCredentials.user.header());
    expect(answer.status).toBe(400);
  });

  it('lists, counts and answers only what the caller may read', async () => {
    allowOnly('group:default/payments');
    const user = mockCredentials.user.header();
    const { body } = await call('get', '/v1/stacks?limit=100', user);
    expect(body).toMatchObject({ totalItems: 125, counts: { state: {} } });
    expect(body.items).toHaveLength(100);
    const [stack] = body.items;
    expect(stack.owner).toBe('group:default/payments');
    const own = await call('get', `/v1/stacks/${stack.name}/ledger`, user);
    expect(own.body).toMatchObject({ totalItems: 3 });
    for (const path of ['', '/deployments', '/ledger']) {
      const foreign = `/v1/stacks/service-0000-things-sandbox${path}`;
      expect((await call('get', foreign, user)).status).toBe(403);
    }
  });

  it.each([true, false])(
    'shows what is deployed to nobody by planning it (dry run: %s)',
    async dryRun => {
      const plan = (of: string, owner: string) =>
        call('post', '/v1/plans', mockCredentials.user.header(), {
          ...{ ...planRequest, service: of, owner, dryRun },
          config: { template: {} },
        });
      allowOnly('group:default/payments');
      const owner = 'group:default/payments';
      for (const named of [owner, 'group:default/platform']) {
        expect((await plan('service-0000', named)).status).toBe(403);
      }
      expect((await plan('service-0003', owner)).status).toBeLessThan(300);
      expect((await plan(`new-${dryRun}`, owner)).status).toBeLessThan(300);
    },
  );

  it('pages the ledger, newest first', async () => {
    const user = mockCredentials.user.header();
    const path = '/v1/stacks/service-0001-things-sandbox/ledger?limit=2';
    const first = await call('get', path, user);
    expect(first.body.items.map((l: { seq: number }) => l.seq)).toEqual([3, 2]);
    const next = `${path}&cursor=${first.body.nextCursor}`;
    const second = await call('get', next, user);
    expect(second.body.items).toMatchObject([{ seq: 1, kind: 'plan-created' }]);
    expect(second.body.nextCursor).toBeUndefined();
  });

  it('serves other backends through the service of stacks-node', async () => {
    const credentials = mockCredentials.service('plugin:operations');
    const name = 'service-0002-things-sandbox';
    const stack = await service.getStackByEntityRef(
      `resource:default/${name}`,
      { credentials },
    );
    expect(stack).toMatchObject({ name, stackId: 'arn:stack/2' });
    for (const ref of ['resource:default/none', 'component:default/none']) {
      expect(
        await service.getStackByEntityRef(ref, { credentials }),
      ).toBeUndefined();
    }
    const names: string[] = [];
    for await (const each of service.list(
      { state: ['deployed'] },
      { credentials },
    )) {
      names.push(each.name);
    }
    expect(names).toHaveLength(225);

    await knex('deployments').insert(
      deploymentRow({ stack: name, plan_id: null }),
    );
    expect(await service.getDeployment('d1', { credentials })).toMatchObject({
      stack: name,
      owner: 'group:default/platform',
    });
    expect(
      await service.getDeployment('none', { credentials }),
    ).toBeUndefined();

    const appended = await service.appendLedger(
      name,
      {
        kind: 'operation-finished',
        actor: 'user:default/ada',
        data: { to: 2 },
      },
      { credentials },
    );
    expect(appended).toMatchObject({ seq: 4, data: { to: 2 } });
    const at = new Date().toISOString();
    await service.reportHealth(
      name,
      { status: 'degraded', sentence: '1 of 2 serving', at },
      { credentials },
    );
    const user = mockCredentials.user.header();
    const { body } = await call('get', `/v1/stacks/${name}/ledger`, user);
    expect(body.items[0]).toMatchObject({
      kind: 'health-changed',
      actor: 'plugin:operations',
      data: { status: 'degraded', sentence: '1 of 2 serving' },
    });
    await expect(
      service.reportHealth(
        'none',
        { ...body, status: 'healthy', sentence: '', at },
        { credentials },
      ),
    ).rejects.toThrow('400');
  });
});
