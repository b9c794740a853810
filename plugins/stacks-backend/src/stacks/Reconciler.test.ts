import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { DefaultAwsService } from '@enginehouse/aws-node';
import { seedStacks } from '../__testUtils__/seedStacks';
import { CloudFormationCalls } from '../deployments/CloudFormationCalls';
import { Ledger } from '../ledger/Ledger';
import { Reconciler } from './Reconciler';
import { StackChanges } from './StackChanges';
import { StackStore } from './StackStore';

jest.setTimeout(30_000);

/** An account that knows none of our stacks. */
class EmptyAccount extends CloudFormationCalls {
  override async describe() {
    return undefined;
  }

  override async *describeAll() {}
}

describe('Reconciler', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it.each([
    ['eu-west-1', 'deployed'],
    ['us-east-1', 'destroyed'],
  ])(
    'asks only the account and region a stack was deployed to (%s now)',
    async (region, state) => {
      const knex = await databases.init('SQLITE_3');
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@enginehouse/plugin-stacks-backend',
          'migrations',
        ),
      });
      await seedStacks(knex, 2);
      const data = {
        stacks: {
          environments: { sandbox: { account: '123456789012', region } },
        },
      };
      const aws = DefaultAwsService.fromConfig(
        mockServices.rootConfig({ data }),
      );
      const stacks = new StackStore(knex);
      const logger = mockServices.logger.mock();
      await new Reconciler({
        ...{ knex, aws, stacks, logger },
        calls: new EmptyAccount(aws),
        ledger: new Ledger(knex),
        changes: new StackChanges({
          events: mockServices.events.mock(),
          signals: { publish: async () => {} },
          logger,
        }),
      }).run();
      expect(logger.warn).not.toHaveBeenCalled();
      expect(await stacks.get('service-0001-things-sandbox')).toMatchObject({
        state,
      });
    },
  );
});
