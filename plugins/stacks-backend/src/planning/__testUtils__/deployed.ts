import {
  CloudFormationClient,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { setTimeout as delay } from 'node:timers/promises';
import type { PlanRecord } from '../types';
import type { planningOn } from './planningOn';

type On = ReturnType<typeof planningOn>;

/** Executes a sealed plan's change set, waits for its end and records the stack, as the deploying side does. @returns the stack's last status */
export async function deployed(on: On, sealed: PlanRecord): Promise<string> {
  const { plan, seal, execution, stack } = sealed;
  if (!seal?.changeSetId) throw new Error(plan.error ?? 'The plan has no seal');
  const environment = on.aws.environment(plan.environment);
  const client = on.aws.client(environment, CloudFormationClient, {
    role: 'deploy',
  });
  await client.send(
    new ExecuteChangeSetCommand({ ChangeSetName: seal.changeSetId }),
  );
  on.registry.stacks.set(stack, {
    ...{ name: stack, stackId: seal.stackId, live: true },
    ...{ definition: plan.definition, owner: plan.owner },
    environment: plan.environment,
    account: plan.account,
    region: plan.region,
    fixedNames: execution?.fixedNames ?? [],
  });
  for (;;) {
    const { Stacks } = await client.send(
      new DescribeStacksCommand({ StackName: seal.stackId }),
    );
    const status = Stacks?.[0].StackStatus ?? 'gone';
    if (!status.endsWith('_IN_PROGRESS')) return status;
    await delay(50);
  }
}
