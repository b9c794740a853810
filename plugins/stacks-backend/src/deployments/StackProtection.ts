import type { Stack } from '@aws-sdk/client-cloudformation';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { DeploymentRow } from '../database/rows';
import type { CallScope, CloudFormationCalls } from './CloudFormationCalls';

/** The stack's own protection against deletion, after a deployment: on where its environment wants it, off when the deployment lifts it. */
export class StackProtection {
  readonly #calls: CloudFormationCalls;

  constructor(calls: CloudFormationCalls) {
    this.#calls = calls;
  }

  /** @returns why it could not be switched, since what is deployed is deployed all the same; `undefined` when it is as it should be */
  async settle(
    { kind, stack_id: stackId }: DeploymentRow,
    scope: CallScope,
    stack: Stack,
  ): Promise<string | undefined> {
    const lifts = kind === 'unprotect';
    const isOn = stack.EnableTerminationProtection ?? false;
    const switches = lifts
      ? isOn
      : scope.environment.terminationProtection && !isOn;
    if (!switches) return undefined;
    try {
      await this.#calls.protect(scope, stackId, !lifts);
      return undefined;
    } catch (thrown) {
      const error = toError(thrown);
      if (error.name === ServiceUnavailableError.name) throw error;
      return `Termination protection could not be switched ${
        lifts ? 'off' : 'on'
      }: ${error.message}`;
    }
  }
}
