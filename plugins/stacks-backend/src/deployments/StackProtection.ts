import type { Stack } from '@aws-sdk/client-cloudformation';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { AwsService } from '@enginehouse/aws-node';
import type { ResourceRef } from '@enginehouse/plugin-stacks-common';
import type { DeploymentRow } from '../database/rows';
import { protectionSwitchOf } from '../protection/protectionSwitches';
import type { CallScope, CloudFormationCalls } from './CloudFormationCalls';

/** Protection against deletion as far as no change set says it: the stack's own, and that of resources whose stack CloudFormation cannot change. */
export class StackProtection {
  readonly #aws: AwsService;
  readonly #calls: CloudFormationCalls;

  constructor(options: { aws: AwsService; calls: CloudFormationCalls }) {
    this.#aws = options.aws;
    this.#calls = options.calls;
  }

  /**
   * The stack's own protection after a deployment: on where its environment wants it, off when the deployment lifts it.
   *
   * @returns why it could not be switched, since what is deployed is deployed all the same; `undefined` when it is as it should be
   */
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
    const refused = await refusal(() =>
      this.#calls.protect(scope, stackId, !lifts),
    );
    return (
      refused &&
      `Termination protection could not be switched ${
        lifts ? 'off' : 'on'
      }: ${refused}`
    );
  }

  /**
   * Lifts protection without a change set: that of resources first, then the stack's own.
   *
   * @param lifted - what the plan names
   * @returns why it could not be lifted; what comes after that is still protected, what came before is not, and a new plan says so
   */
  async lift(
    lifted: readonly ResourceRef[],
    deployment: DeploymentRow,
    scope: CallScope,
    stack: Stack,
  ): Promise<string | undefined> {
    for (const { logicalId, resourceType, physicalId } of lifted) {
      const off = protectionSwitchOf(resourceType)?.off;
      if (!off || !physicalId) continue;
      const refused = await refusal(() => off(this.#access(scope), physicalId));
      if (refused) {
        return `The protection of ${logicalId} (${resourceType}) could not be lifted: ${refused}`;
      }
    }
    return this.settle(deployment, scope, stack);
  }

  #access({ environment, deploymentId, startedBy }: CallScope) {
    return {
      ...{ aws: this.#aws, environment },
      session: { sessionName: deploymentId, sourceIdentity: startedBy },
    };
  }
}

/** Why AWS refuses, in words; what it only refuses for a while is thrown. */
async function refusal(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (thrown) {
    const error = toError(thrown);
    if (error.name === ServiceUnavailableError.name) throw error;
    return error.message;
  }
}
