import type { Environment } from '@enginehouse/aws-node';
import type { LoadedDefinition } from '@enginehouse/stack-kit';
import { Definitions } from '../../definitions/Definitions';
import { reader } from '../__fixtures__/reader';
import { FakeRegistry } from '../__testUtils__/planningOn';
import { findProvider } from './findProvider';

const capability = 'storage:artifacts';
const shelf: LoadedDefinition = {
  ...reader,
  definition: {
    ...reader.definition,
    id: 'shelf',
    capabilities: {
      [capability]: { description: 'A bucket', values: { name: 'Its name' } },
    },
  },
};

function find(
  owner: string,
  over: { to?: string; live?: boolean; asked?: string; consumer?: string } = {},
) {
  const { to = 'shelf', live = true, consumer } = over;
  const { asked = 'group:default/shop' } = over;
  const registry = new FakeRegistry();
  const place = { environment: 'test', account: '1', region: 'r' };
  registry.stacks.set('shop-shelf-test', {
    ...{ name: 'shop-shelf-test', definition: 'shelf', owner, live },
    ...{ ...place, fixedNames: [] },
  });
  const context = {
    ...{ service: 'shop', component: 'api', environment: 'test' },
    owner: asked,
  };
  return findProvider({
    bind: { to, capability },
    resolved: {
      ...{ action: 'apply', loaded: reader, stack: 'shop-api-test', context },
      environment: { name: 'test' } as Environment,
      ...{ config: {}, origin: {}, manifest: '' },
      ...(consumer && {
        recorded: {
          ...{ name: 'shop-api-test', definition: 'reader', live: true },
          ...{ ...place, owner: consumer, fixedNames: [] },
        },
      }),
    },
    ownershipRefs: [
      'user:default/ada',
      'group:default/shop',
      'group:default/b',
    ],
    services: {
      registry,
      definitions: new Definitions(
        new Map([
          ['reader', reader],
          ['shelf', shelf],
        ]),
      ),
    },
  });
}

describe('findProvider', () => {
  it('finds what belongs to the same owner, or to whoever plans', async () => {
    for (const owner of ['group:default/shop', 'group:default/b']) {
      expect(await find(owner)).toMatchObject({
        recorded: { name: 'shop-shelf-test' },
        capability: { values: { name: 'Its name' } },
      });
    }
  });

  it('opens nothing to whoever names its owner as the next one of their own stack', async () => {
    const owner = 'group:default/secret';
    const over = { asked: owner, consumer: 'group:default/shop' };
    expect(await find(owner, over)).toMatchObject({
      path: '/to',
      message: expect.stringContaining('belongs to group:default/secret'),
    });
    expect(await find(owner, { consumer: owner })).toMatchObject({
      recorded: { name: 'shop-shelf-test' },
    });
  });

  it('opens nothing that belongs to others', async () => {
    expect(await find('group:default/secret')).toMatchObject({
      path: '/to',
      message:
        'belongs to group:default/secret, but api binds to storage:artifacts of shelf, and that would open it to group:default/shop',
    });
  });

  it('does not find itself, what is destroyed, or what cannot be a name', async () => {
    const owner = 'group:default/shop';
    for (const over of [{ to: 'api' }, { live: false }, { to: 'No name' }]) {
      expect(await find(owner, over)).toMatchObject({
        path: '/to',
        message: expect.stringContaining('is not deployed'),
      });
    }
  });
});
