import type { Stack } from '@aws-sdk/client-cloudformation';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import type { Knex } from 'knex';
import type { StackRow } from '../database/rows';
import type { CloudFormationCalls } from '../deployments/CloudFormationCalls';
import { stackStateOfStatus } from '../deployments/cloudFormationState';
import { isAt } from '../environments/isAt';
import type { Ledger } from '../ledger/Ledger';
import type { StackChanges } from './StackChanges';
import type { StackStore } from './StackStore';

/** Actor of what nobody did through the portal. */
const OUTSIDE = 'outside';

export interface ReconcilerDeps {
  knex: Knex;
  aws: AwsService;
  calls: CloudFormationCalls;
  stacks: StackStore;
  ledger: Ledger;
  changes: StackChanges;
  logger: LoggerService;
}

/** Finds out what was done to idle stacks outside the portal. */
export class Reconciler {
  readonly #deps: ReconcilerDeps;

  constructor(deps: ReconcilerDeps) {
    this.#deps = deps;
  }

  /** Compares every idle stack with CloudFormation: one list per environment, however many stacks there are. */
  async run(signal?: AbortSignal): Promise<void> {
    const { aws, stacks, logger } = this.#deps;
    const idle = await stacks.idle();
    for (const environment of aws.environments()) {
      const here = idle.filter(row => isAt(environment, row));
      if (signal?.aborted) return;
      if (here.length === 0) continue;
      await this.#environment(environment, here).catch(error =>
        logger.warn(
          `Stacks of ${
            environment.name
          } were not compared with CloudFormation: ${toError(error).message}`,
        ),
      );
    }
  }

  async #environment(environment: Environment, rows: StackRow[]) {
    const { calls } = this.#deps;
    const found = new Map<string, Stack>();
    for await (const stack of calls.describeAll(environment)) {
      if (stack.StackId) found.set(stack.StackId, stack);
    }
    for (const row of rows) {
      const stackId = row.stack_id ?? '';
      const stack =
        found.get(stackId) ?? (await calls.describe(environment, stackId));
      await this.#compare(row, stack);
    }
  }

  async #compare(row: StackRow, stack: Stack | undefined): Promise<void> {
    const status = stack?.StackStatus ?? 'DELETE_COMPLETE';
    const updatedAt = (
      stack?.LastUpdatedTime ?? stack?.CreationTime
    )?.toISOString();
    const state = stackStateOfStatus(status);
    const same =
      status === row.cloudformation_status &&
      (state === 'destroyed' || updatedAt === row.cloudformation_updated_at);
    if (same) return;
    const { knex, ledger, changes } = this.#deps;
    const written = await knex.transaction(async trx => {
      const current = await trx<StackRow>('stacks')
        .where({ name: row.name })
        .forUpdate()
        .first();
      // A deployment that began meanwhile knows better.
      if (current?.ledger_seq !== row.ledger_seq) return false;
      await ledger.append(trx, {
        stack: row.name,
        actor: OUTSIDE,
        kind: 'changed-outside',
        data: { state, status, updatedAt },
      });
      return true;
    });
    if (written) changes.publish(row.name);
  }
}
