import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { DefaultAwsService } from '@enginehouse/aws-node';
import { deploymentRow } from '../__testUtils__/deploymentRows';
import { DeploymentReader } from '../deployments/DeploymentReader';
import { DeploymentStore } from '../deployments/DeploymentStore';
import { EvidenceStore } from '../evidence/EvidenceStore';
import { PlanStore } from '../plans/PlanStore';
import { StackChanges } from '../stacks/StackChanges';
import { StackStore } from '../stacks/StackStore';
import { streamDeployment } from './streamDeployment';

jest.setTimeout(30_000);

describe('the stream of a deployment that goes on', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  /** Follows a running deployment over HTTP; resolves when the stream is over. */
  async function follow(options: {
    mayGoOn: () => Promise<boolean>;
    before?: (response: ServerResponse) => Promise<unknown>;
  }): Promise<string> {
    const knex = await databases.init('SQLITE_3');
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@enginehouse/plugin-stacks-backend',
        'migrations',
      ),
    });
    await knex('deployments').insert(deploymentRow({ plan_id: null }));
    const deploymentStore = new DeploymentStore(knex);
    const services = {
      deploymentStore,
      deploymentReader: new DeploymentReader({
        aws: DefaultAwsService.fromConfig(mockServices.rootConfig()),
        deployments: deploymentStore,
        evidence: new EvidenceStore(knex),
        plans: new PlanStore(knex),
        stacks: new StackStore(knex),
      }),
      changes: new StackChanges({
        events: mockServices.events.mock(),
        signals: { publish: async () => {} },
        logger: mockServices.logger.mock(),
      }),
    };
    const { mayGoOn, before } = options;
    const server = createServer();
    const over = new Promise<void>((resolve, reject) =>
      server.once('request', async (_, response) => {
        await before?.(response);
        const stream = { id: 'd1', after: 0, response, mayGoOn, askAgainMs: 0 };
        streamDeployment(services, stream).then(resolve, reject);
      }),
    );
    await once(server.listen(0), 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const text = fetch(`http://localhost:${port}`)
        .then(answer => answer.text())
        .catch(() => 'broken off');
      await over;
      return await text;
    } finally {
      server.close();
      await knex.destroy();
    }
  }

  it('ends when its reader may not read on', async () => {
    const answers = [true, false];
    const text = await follow({ mayGoOn: async () => answers.shift()! });
    expect(text).toContain('event: deployment\n');
    expect(text).not.toContain('event: end\n');
    expect(answers).toEqual([]);
  });

  it('does not begin for who has gone', async () => {
    const mayGoOn = jest.fn(async () => true);
    const before = async (response: ServerResponse) => {
      response.destroy();
      await once(response, 'close');
    };
    expect(await follow({ mayGoOn, before })).toBe('broken off');
    expect(mayGoOn).not.toHaveBeenCalled();
  });
});
