import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { DefaultAwsService } from '@enginehouse/aws-node';
import { deploymentRow } from '../__testUtils__/deploymentRows';
import { CloudFormationCalls } from './CloudFormationCalls';
import { DeploymentRun, type DeploymentRunDeps } from './DeploymentRun';
import { DeploymentStore } from './DeploymentStore';

jest.setTimeout(30_000);

describe('DeploymentRun', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('asks no other account about a deployment than the one it began in', async () => {
    const knex = await databases.init('SQLITE_3');
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@enginehouse/plugin-stacks-backend',
        'migrations',
      ),
    });
    await knex('deployments').insert(deploymentRow({ plan_id: null }));
    const sandbox = { account: '210987654321', region: 'us-east-1' };
    const aws = DefaultAwsService.fromConfig(
      mockServices.rootConfig({
        data: { stacks: { environments: { sandbox } } },
      }),
    );
    const calls = new CloudFormationCalls(aws);
    const describeStack = jest.spyOn(calls, 'describe');
    const stopped = new AbortController();
    const logger = mockServices.logger.mock({
      warn: () => stopped.abort(),
    });
    const store = new DeploymentStore(knex);
    const deps: Partial<DeploymentRunDeps> = { aws, calls, store, logger };
    const lease = { key: 'd1', owner: 'a', token: 1 };
    const run = new DeploymentRun(deps as DeploymentRunDeps, lease);
    await run.run(stopped.signal);

    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('Environment sandbox is now account 2109'),
    );
    expect(describeStack).not.toHaveBeenCalled();
    expect((await store.get('d1')).finished_at).toBeNull();
  });
});
