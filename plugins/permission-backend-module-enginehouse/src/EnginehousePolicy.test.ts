import { ConfigReader } from '@backstage/config';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  catalogEntityDeletePermission,
  catalogLocationCreatePermission,
} from '@backstage/plugin-catalog-common/alpha';
import { taskCancelPermission } from '@backstage/plugin-scaffolder-common/alpha';
import {
  leaseCreatePermission,
  leaseDeletePermission,
  leaseReadPermission,
  operatePermission,
} from '@enginehouse/plugin-operations-common';
import {
  gitRepositoryCreatePermission,
  gitRepositoryPushPermission,
  gitRepositoryReadPermission,
} from '@enginehouse/plugin-git-host-common';
import {
  findingAcknowledgePermission,
  planCreatePermission,
  stackApplyPermission,
  stackChangeOwnerPermission,
  stackDestroyPermission,
  stackReadPermission,
} from '@enginehouse/plugin-stacks-common';
import { EnginehousePolicy } from './EnginehousePolicy';

const policy = EnginehousePolicy.fromConfig(
  new ConfigReader({
    enginehouse: { permission: { platformGroups: ['group:default/Platform'] } },
  }),
);

const person = (...ownershipEntityRefs: string[]) => ({
  credentials: mockCredentials.user(),
  info: { userEntityRef: ownershipEntityRefs[0], ownershipEntityRefs },
});

const decide = (permission: Permission, ...refs: string[]) =>
  policy.handle({ permission }, refs.length ? person(...refs) : undefined);

const DEVELOPER = ['user:default/dev', 'group:default/team-a'];
const PLATFORM = ['user:default/ops', 'group:default/platform'];

describe('EnginehousePolicy', () => {
  it.each([
    stackReadPermission,
    planCreatePermission,
    leaseReadPermission,
    gitRepositoryReadPermission,
    gitRepositoryCreatePermission,
    catalogLocationCreatePermission,
  ])(
    'lets whoever is signed in read, plan, and publish ($name), and nobody else',
    async permission => {
      await expect(decide(permission, ...DEVELOPER)).resolves.toEqual({
        result: AuthorizeResult.ALLOW,
      });
      await expect(decide(permission)).resolves.toEqual({
        result: AuthorizeResult.DENY,
      });
    },
  );

  it.each([
    stackApplyPermission,
    stackDestroyPermission,
    stackChangeOwnerPermission,
    operatePermission,
    leaseCreatePermission,
    leaseDeletePermission,
  ])('lets the recorded owner alone $name', async permission => {
    await expect(decide(permission, ...DEVELOPER)).resolves.toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'stacks',
      conditions: { rule: 'IS_OWNER', params: { claims: DEVELOPER } },
    });
  });

  it('lets the owner of a repository alone push, as the git host recorded it', async () => {
    await expect(
      decide(gitRepositoryPushPermission, ...DEVELOPER),
    ).resolves.toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'git-host',
      conditions: { rule: 'IS_OWNER', params: { claims: DEVELOPER } },
    });
  });

  it('lets whoever started a task alone cancel it', async () => {
    await expect(
      decide(taskCancelPermission, ...DEVELOPER),
    ).resolves.toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'scaffolder',
      conditions: {
        rule: 'IS_TASK_OWNER',
        params: { createdBy: ['user:default/dev'] },
      },
    });
  });

  it('lets the platform group do all of it', async () => {
    for (const permission of [
      stackApplyPermission,
      stackDestroyPermission,
      operatePermission,
      leaseCreatePermission,
      leaseDeletePermission,
      gitRepositoryPushPermission,
      catalogEntityDeletePermission,
      taskCancelPermission,
    ]) {
      await expect(decide(permission, ...PLATFORM)).resolves.toEqual({
        result: AuthorizeResult.ALLOW,
      });
    }
  });

  it('keeps exceptions from rules to the platform group, unless owners may make them', async () => {
    await expect(
      decide(findingAcknowledgePermission, ...PLATFORM),
    ).resolves.toEqual({ result: AuthorizeResult.ALLOW });
    await expect(
      decide(findingAcknowledgePermission, ...DEVELOPER),
    ).resolves.toEqual({ result: AuthorizeResult.DENY });
    const trusting = EnginehousePolicy.fromConfig(
      new ConfigReader({
        enginehouse: { permission: { ownersAcknowledgeFindings: true } },
      }),
    );
    await expect(
      trusting.handle(
        { permission: findingAcknowledgePermission },
        person(...DEVELOPER),
      ),
    ).resolves.toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: { rule: 'IS_OWNER', params: { claims: DEVELOPER } },
    });
  });

  it('denies what it does not know', async () => {
    const foreign = createPermission({
      name: 'other.thing.delete',
      attributes: { action: 'delete' },
    });
    await expect(decide(foreign, ...DEVELOPER)).resolves.toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it('refuses a platform group that is no entity ref, naming key and value', () => {
    expect(() =>
      EnginehousePolicy.fromConfig(
        new ConfigReader({
          enginehouse: { permission: { platformGroups: ['platform'] } },
        }),
      ),
    ).toThrow(/enginehouse\.permission\.platformGroups: 'platform'/);
  });
});
