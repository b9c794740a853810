import type { Knex } from 'knex';
import { Ledger } from '../ledger/Ledger';
import type { StackIdentity } from '../ledger/lines';

const OWNERS = ['group:default/platform', 'group:default/payments'];

/** What the nth seeded stack is. */
function seededIdentity(index: number): StackIdentity {
  return {
    definition: index % 5 ? 'things' : 'other-things',
    definitionVersion: '1.0.0',
    service: `service-${String(index).padStart(4, '0')}`,
    component: 'things',
    environment: 'sandbox',
    owner: OWNERS[index % 2],
    account: '123456789012',
    region: 'us-east-1',
  };
}

/**
 * Records `count` deployed stacks through the ledger: every second one belongs to another group, every tenth failed, every fourth reports health, every
 * second one has a cost.
 */
export async function seedStacks(knex: Knex, count: number): Promise<void> {
  const ledger = new Ledger(knex);
  await knex.transaction(async trx => {
    for (let index = 0; index < count; index++) {
      const identity = seededIdentity(index);
      const stack = `${identity.service}-things-sandbox`;
      const line = { stack, actor: 'user:default/ada' };
      const deploymentId = `deployment-${index}`;
      await ledger.append(trx, {
        ...line,
        kind: 'plan-created',
        data: { ...identity, planId: `plan-${index}`, action: 'apply' },
      });
      await ledger.append(trx, {
        ...line,
        kind: 'deployment-started',
        data: {
          ...identity,
          deploymentId,
          planId: `plan-${index}`,
          kind: 'create',
          stackId: `arn:stack/${index}`,
          ...(index % 2 && {
            cost: { currency: 'USD', monthly: index % 50, atLeast: false },
          }),
          fixedNames: [{ type: 'AWS::Logs::LogGroup', name: `/${stack}` }],
        },
      });
      await ledger.append(trx, {
        ...line,
        kind: 'deployment-ended',
        data: {
          deploymentId,
          state: index % 10 ? 'deployed' : 'create-failed',
        },
      });
      if (index % 4 === 0) {
        await trx('stack_health').insert({
          stack,
          status: index % 8 ? 'healthy' : 'unhealthy',
          sentence: 'As seen.',
          at: '2026-01-01T00:00:00.000Z',
          since: '2026-01-01T00:00:00.000Z',
        });
      }
    }
  });
}
