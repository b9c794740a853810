import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  coreServices,
  createBackendPlugin,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import catalog from '@backstage/plugin-catalog-backend';
import entityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import gitHost from '@enginehouse/plugin-git-host-backend';
import gitHostUrlReader from '@enginehouse/plugin-git-host-node';
import scaffolderRepositories from '@enginehouse/plugin-scaffolder-backend-module-repositories';
import scaffolderStacks from '@enginehouse/plugin-scaffolder-backend-module-stacks';
import express from 'express';
import request from 'supertest';

jest.setTimeout(120_000);

const exec = promisify(execFile);
const OWNER = mockCredentials.user().principal.userEntityRef;
const TEMPLATE = path.resolve(
  __dirname,
  '../../../templates/ktor-service/template.yaml',
);

/** The one thing of the stacks plugin the template asks for. */
const stacks = createBackendPlugin({
  pluginId: 'stacks',
  register(env) {
    env.registerInit({
      deps: { http: coreServices.httpRouter },
      async init({ http }) {
        const router = express.Router();
        router.get('/v1/stacks/shop-ktor-chassis-dev', (_, res) => {
          res.json({
            name: 'shop-ktor-chassis-dev',
            definition: 'ktor-chassis',
            environment: 'dev',
            account: '123456789012',
            region: 'ap-northeast-2',
          });
        });
        http.use(router);
      },
    });
  },
});

/** What any plugin reads URLs with. */
let reader: UrlReaderService;
const reads = createBackendPlugin({
  pluginId: 'reads',
  register(env) {
    env.registerInit({
      deps: { urlReader: coreServices.urlReader },
      async init({ urlReader }) {
        reader = urlReader;
      },
    });
  },
});

describe('templates/ktor-service on the git host of the portal', () => {
  const disk = createMockDirectory();
  let backend: TestBackend;

  const get = (url: string) => request(backend.server).get(url);
  const post = (url: string, body: object) =>
    request(backend.server).post(url).send(body);

  /** Asks again until the answer is there: catalog and tasks work in the background. */
  const until = async <T>(
    what: string,
    ask: () => Promise<T | undefined>,
  ): Promise<T> => {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
      await delay(100);
    }
  };
  const entity = (ref: string) =>
    until(ref, async () => {
      const answer = await get(`/api/catalog/entities/by-name/${ref}`);
      return answer.status === 200 ? answer.body : undefined;
    });
  const values = (name: string, host = {}) => ({
    name,
    owner: OWNER,
    description: 'Takes orders & "more"',
    chassis: 'resource:default/shop-ktor-chassis-dev',
    slot: 'service',
    packageName: 'com.example.orders',
    repository: { type: 'git-host', host: 'localhost:3000', ...host },
  });
  const run = async (name: string) => {
    const { body } = await post('/api/scaffolder/v2/tasks', {
      templateRef: 'template:default/ktor-service',
      values: values(name),
    }).expect(201);
    return until(`task ${body.id}`, async () => {
      const task = await get(`/api/scaffolder/v2/tasks/${body.id}`);
      const events = await get(`/api/scaffolder/v2/tasks/${body.id}/events`);
      const log: string[] = events.body.map(
        (event: { body: { message: string } }) => event.body.message,
      );
      const done = events.body.find(
        (event: { type: string }) => event.type === 'completion',
      );
      return done && task.body.status !== 'processing'
        ? { status: task.body.status, log, output: done.body.output }
        : undefined;
    });
  };

  beforeAll(async () => {
    await fs.mkdir(disk.resolve('work'), { recursive: true });
    backend = await startTestBackend({
      features: [
        catalog,
        entityModel,
        scaffolder,
        scaffolderStacks,
        scaffolderRepositories,
        gitHost,
        gitHostUrlReader,
        reads,
        stacks,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { workingDirectory: disk.resolve('work') },
            gitHost: { enabled: true, directory: disk.resolve('git') },
            scaffolder: { defaultAuthor: { name: 'Enginehouse' } },
            catalog: {
              processingInterval: { seconds: 1 },
              locations: [
                {
                  type: 'file',
                  target: TEMPLATE,
                  rules: [{ allow: ['Template'] }],
                },
              ],
              rules: [{ allow: ['Component'] }],
            },
          },
        }),
      ],
    });
    await entity('template/default/ktor-service');
  });
  afterAll(() => backend.stop());

  it('makes a repository that git clones, and a component that says where it runs', async () => {
    const { status, log, output } = await run('orders');
    expect([status, log.join('\n')]).toEqual([
      'completed',
      expect.stringContaining('Published to'),
    ]);
    expect(output.links).toEqual([
      {
        title: 'Open the repository',
        icon: 'code',
        url: 'http://localhost:3000/git-host/mock/orders',
      },
      {
        title: 'Open the service',
        icon: 'catalog',
        entityRef: 'component:default/orders',
      },
    ]);
    const { port } = backend.server.address() as AddressInfo;
    const address = `http://localhost:${port}/api/git-host/repos/mock/orders.git`;
    expect(output.text[0].content).toContain(`git clone ${address}`);

    const remote = new URL(address);
    remote.username = 'portal';
    remote.password = mockCredentials.user.token();
    const clone = disk.resolve('clone');
    await exec('git', ['clone', '--quiet', remote.href, clone]);
    const { stdout } = await exec('git', [
      ...['-C', clone, 'log', '--format=%an %s %D'],
    ]);
    expect(stdout).toMatch(/^Enginehouse Initial commit HEAD -> main/);
    const { mode } = await fs.stat(path.join(clone, 'mvnw'));
    expect(mode.toString(8)).toMatch(/755$/);
    await fs.stat(path.join(clone, '.github/workflows'));
    const pom = await fs.readFile(path.join(clone, 'pom.xml'), 'utf8');
    expect(pom).toContain('<groupId>com.example.orders</groupId>');

    const component = await entity('component/default/orders');
    expect(component).toMatchObject({
      metadata: {
        description: 'Takes orders & "more"',
        annotations: {
          'backstage.io/managed-by-location':
            'url:http://localhost:3000/git-host/mock/orders/blob/main/catalog-info.yaml',
        },
      },
      spec: {
        owner: OWNER,
        dependsOn: ['resource:default/shop-ktor-chassis-dev'],
      },
    });
  });

  it('lets every plugin read what was published, also after the port has changed', async () => {
    // As TechDocs asks, from the location of catalog-info.yaml.
    const root = 'http://localhost:4000/git-host/mock/orders/blob/main/';
    const tree = await reader.readTree(root);
    const paths = (await tree.files()).map(file => file.path);
    expect(paths).toEqual(
      expect.arrayContaining(['mkdocs.yml', 'docs/index.md']),
    );
    const docs = await reader.readTree(`${root}docs`);
    expect((await docs.files()).map(file => file.path)).toContain('index.md');
    await expect(reader.readTree(root, { etag: tree.etag })).rejects.toThrow(
      expect.objectContaining({ name: 'NotModifiedError' }),
    );

    const file = await reader.readUrl(`${root}mkdocs.yml`);
    expect((await file.buffer()).toString()).toContain('site_name');
    await expect(
      reader.readUrl(`${root}mkdocs.yml`, { etag: file.etag }),
    ).rejects.toThrow(expect.objectContaining({ name: 'NotModifiedError' }));
    await expect(reader.readUrl(`${root}none`)).rejects.toThrow(
      expect.objectContaining({ name: 'NotFoundError' }),
    );
    expect((await reader.search(`${root}none`)).files).toEqual([]);
    await expect(
      reader.readUrl('http://localhost:4000/git-host/mock/orders'),
    ).rejects.toThrow(/is no file of the portal's git host/);
    const up = '%2e%2e%2f'.repeat(5);
    await expect(
      reader.readUrl(`${root}${up}v1/repositories/mock/orders`),
    ).rejects.toThrow(/is no file of the portal's git host/);
    await expect(
      reader.readUrl('http://elsewhere:3000/git-host/mock/orders/blob/main/a'),
    ).rejects.toThrow(/not allowed/);
  });

  it('refuses a name that is taken, before anything is registered', async () => {
    await post('/api/git-host/v1/repositories', {
      owner: OWNER,
      name: 'taken',
    }).expect(201);
    const { status, log } = await run('taken');
    expect(status).toBe('failed');
    expect(log.join('\n')).toMatch(
      /mock\/taken is taken by a repository of user:default\/mock/,
    );
    await get('/api/catalog/entities/by-name/component/default/taken').expect(
      404,
    );
  });

  it('takes no name that a form would not have sent', async () => {
    const { body } = await post('/api/scaffolder/v2/tasks', {
      templateRef: 'template:default/ktor-service',
      values: values('orders\nkind: User'),
    }).expect(400);
    expect(JSON.stringify(body)).toMatch(/does not match pattern/);
  });

  it('writes nothing in a dry run, and tells of a name that is taken', async () => {
    const dryRun = (name: string) =>
      post('/api/scaffolder/v2/dry-run', {
        template: {
          apiVersion: 'scaffolder.backstage.io/v1beta3',
          kind: 'Template',
          metadata: { name: 'dry' },
          spec: {
            type: 'service',
            steps: [
              {
                id: 'publish',
                action: 'publish:git-host',
                input: { owner: OWNER, name },
              },
            ],
          },
        },
        values: {},
        directoryContents: [],
      });
    const { body } = await dryRun('dry').expect(200);
    expect(JSON.stringify(body.log)).toContain('would publish to mock/dry');
    await get('/api/git-host/v1/repositories/mock/dry').expect(404);
    await post('/api/git-host/v1/repositories', { owner: OWNER, name: 'wet' });
    const taken = await dryRun('wet');
    expect(JSON.stringify(taken.body)).toContain('mock/wet is taken by');
  });
});
