import type { Stack } from '@aws-sdk/client-cloudformation';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { DeploymentRow } from '../database/rows';
import type { CallScope, CloudFormationCalls } from './CloudFormationCalls';

/** How long CloudFormation may take to show what it accepted before it is asked once more. */
const ACCEPTED_MS = 60_000;

/** CloudFormation will not carry out the deployment; the message is the reason in words. */
export class StartRefusedError extends Error {
  override readonly name = 'StartRefusedError';
}

/** What has to be done, however often, before a change set is executed; throws the reason not to. */
export type BeforeExecuting = (
  deployment: DeploymentRow,
  scope: CallScope,
) => Promise<void>;

/**
 * Makes CloudFormation begin a deployment, once. It is called only while no stack event carries the deployment's token, and decides by what CloudFormation
 * says, so that it does not matter which process asked before and whether it lived to hear the answer.
 */
export class StartDeployment {
  readonly #calls: CloudFormationCalls;
  readonly #beforeExecuting: BeforeExecuting;
  #acceptedAt = -Infinity;

  constructor(calls: CloudFormationCalls, beforeExecuting: BeforeExecuting) {
    this.#calls = calls;
    this.#beforeExecuting = beforeExecuting;
  }

  /** @throws StartRefusedError */
  async ensure(
    deployment: DeploymentRow,
    scope: CallScope,
    stack: Stack | undefined,
  ): Promise<void> {
    if (performance.now() - this.#acceptedAt < ACCEPTED_MS) return;
    const begin = await this.#begin(deployment, scope, stack);
    if (!begin) return;
    try {
      await begin();
      this.#acceptedAt = performance.now();
    } catch (thrown) {
      const error = toError(thrown);
      if (error.name === ServiceUnavailableError.name) throw error;
      throw new StartRefusedError(error.message);
    }
  }

  async #begin(
    deployment: DeploymentRow,
    scope: CallScope,
    stack: Stack | undefined,
  ) {
    const { kind, change_set_id: changeSetId } = deployment;
    if (kind === 'destroy') return this.#deletion(deployment, scope, stack);
    if (changeSetId) return this.#execution(changeSetId, deployment, scope);
    throw new StartRefusedError('The plan has no change set: plan again');
  }

  /** The call to make; undefined when CloudFormation has the change set in hand already. */
  async #execution(
    changeSetId: string,
    deployment: DeploymentRow,
    scope: CallScope,
  ) {
    const changeSet = await this.#calls.changeSet(
      scope.environment,
      changeSetId,
    );
    switch (changeSet?.executionStatus) {
      case 'AVAILABLE':
        return async () => {
          await this.#beforeExecuting(deployment, scope);
          await this.#calls.executeChangeSet(scope, changeSetId);
        };
      case 'EXECUTE_IN_PROGRESS':
      case 'EXECUTE_COMPLETE':
        return undefined;
      case undefined:
        throw new StartRefusedError('The change set is gone: plan again');
      default:
        throw new StartRefusedError(
          `The change set cannot be executed, it is ${
            changeSet?.executionStatus
          }${changeSet?.reason ? ` (${changeSet.reason})` : ''}: plan again`,
        );
    }
  }

  #deletion(
    deployment: DeploymentRow,
    scope: CallScope,
    stack: Stack | undefined,
  ) {
    const status = stack?.StackStatus;
    if (status === 'DELETE_IN_PROGRESS') return undefined;
    return () =>
      this.#calls.deleteStack(scope, {
        stackId: deployment.stack_id,
        executionRole: deployment.execution_role ?? undefined,
        retain:
          status === 'DELETE_FAILED' && deployment.retain
            ? JSON.parse(deployment.retain)
            : undefined,
      });
  }
}
