import { mockServices } from '@backstage/backend-test-utils';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import type { StacksService } from '@enginehouse/plugin-stacks-node';
import { StackEntityProvider } from './StackEntityProvider';

const stack = (name: string, over: Partial<Stack> = {}): Stack => ({
  name,
  entityRef: `resource:default/${name}`,
  definition: 'dagger-engine-pool',
  service: 'ci',
  component: 'engine-pool',
  environment: 'sandbox',
  owner: 'group:default/guests',
  account: '123456789012',
  region: 'us-east-1',
  state: 'deployed',
  createdAt: '2026-01-01T00:00:00Z',
  changedAt: '2026-01-01T00:00:00Z',
  health: { status: 'unknown', sentence: 'Unknown' },
  ...over,
});

function setup(docs?: string) {
  const ledger: Stack[] = [];
  let reads = 0;
  let failing = false;
  const stacks: Pick<StacksService, 'list' | 'listDefinitions'> = {
    listDefinitions: async () => [
      {
        id: 'dagger-engine-pool',
        shortName: 'engine-pool',
        title: 'Dagger engine pool',
        description: '',
      },
    ],
    async *list() {
      reads += 1;
      if (failing) {
        throw new Error('503');
      }
      yield* [...ledger];
    },
  };
  const mutations: EntityProviderMutation[] = [];
  const provider = StackEntityProvider.fromConfig(
    mockServices.rootConfig({
      data: docs ? { catalog: { providers: { stacks: { docs } } } } : {},
    }),
    {
      stacks: stacks as StacksService,
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
    },
  );
  const emitted = () => {
    const last = mutations.at(-1);
    return last?.type === 'full' ? last.entities.map(e => e.entity) : [];
  };
  return {
    ledger,
    mutations,
    emitted,
    provider,
    reads: () => reads,
    fail: (value: boolean) => {
      failing = value;
    },
    connect: () =>
      provider.connect({
        applyMutation: async mutation => void mutations.push(mutation),
        refresh: async () => undefined,
      }),
  };
}

describe('StackEntityProvider', () => {
  it('emits a Resource named, typed and owned like the stack', async () => {
    const { ledger, provider, connect, emitted } = setup();
    ledger.push(stack('ci-engine-pool-sandbox', { state: 'deploying' }));
    await connect();
    await provider.refresh();
    expect(emitted()).toEqual([
      expect.objectContaining({
        kind: 'Resource',
        metadata: expect.objectContaining({
          name: 'ci-engine-pool-sandbox',
          annotations: expect.objectContaining({
            'enginehouse.io/definition': 'dagger-engine-pool',
            'enginehouse.io/stack': 'ci-engine-pool-sandbox',
          }),
        }),
        spec: {
          type: 'engine-pool',
          owner: 'group:default/guests',
          system: 'ci',
        },
      }),
      expect.objectContaining({
        kind: 'System',
        metadata: expect.objectContaining({ name: 'ci' }),
        spec: { owner: 'group:default/guests' },
      }),
    ]);
  });

  it('shows the page of its definition where there is one', async () => {
    const pages = async (docs?: string) => {
      const { ledger, provider, connect, emitted } = setup(docs);
      ledger.push(stack('ci-engine-pool-sandbox'));
      await connect();
      await provider.refresh();
      return emitted()[0].metadata.annotations;
    };
    await expect(pages('component:handbook')).resolves.toMatchObject({
      'backstage.io/techdocs-entity': 'component:default/handbook',
      'backstage.io/techdocs-entity-path': '/engine-pool',
    });
    expect(Object.keys((await pages()) ?? {}).join()).not.toContain('techdocs');
    expect(() => setup('handbook')).toThrow(
      'catalog.providers.stacks.docs: handbook is not an entity ref',
    );
  });

  it('depends on the stacks it is bound to', async () => {
    const { ledger, provider, connect, emitted } = setup();
    const bound = (capability: string) => ({
      ...{ to: 'pool', capability, stack: 'ci-pool-sandbox', values: {} },
      definition: 'dagger-engine-pool',
    });
    ledger.push(
      stack('ci-api-sandbox', {
        binds: [bound('storage:artifacts'), bound('dagger:endpoint')],
      }),
    );
    await connect();
    await provider.refresh();
    expect(emitted()[0].spec).toMatchObject({
      dependsOn: ['resource:default/ci-pool-sandbox'],
    });
  });

  it('has one system for all stacks of a service', async () => {
    const { ledger, provider, connect, emitted } = setup();
    ledger.push(stack('ci-engine-pool-sandbox'), stack('ci-second-sandbox'));
    await connect();
    await provider.refresh();
    expect(emitted().map(entity => entity.kind)).toEqual([
      'Resource',
      'Resource',
      'System',
    ]);
  });

  it('has no entity for a stack that is only planned, nor for one that is destroyed', async () => {
    const { ledger, provider, connect, emitted } = setup();
    ledger.push(
      stack('a-engine-pool-sandbox', { state: 'planned' }),
      stack('b-engine-pool-sandbox', { state: 'destroyed' }),
      stack('c-engine-pool-sandbox', { state: 'delete-failed' }),
    );
    await connect();
    await provider.refresh();
    expect(emitted().map(entity => entity.metadata.name)).toEqual([
      'c-engine-pool-sandbox',
      'ci',
    ]);
  });

  it('merges a burst of changes into two reads and shows the last state', async () => {
    const { ledger, provider, connect, emitted, reads } = setup();
    await connect();
    const first = provider.refresh();
    ledger.push(stack('late-engine-pool-sandbox'));
    await Promise.all([first, provider.refresh(), provider.refresh()]);
    expect(reads()).toBe(2);
    expect(emitted().map(entity => entity.metadata.name)).toContain(
      'late-engine-pool-sandbox',
    );
  });

  it('leaves the entities alone when the stacks cannot be read', async () => {
    const { ledger, provider, connect, mutations, fail } = setup();
    ledger.push(stack('ci-engine-pool-sandbox'));
    await connect();
    await provider.refresh();
    fail(true);
    await provider.refresh();
    expect(mutations).toHaveLength(1);
    fail(false);
    await provider.refresh();
    expect(mutations).toHaveLength(2);
  });
});
