import { ConflictError } from '@backstage/errors';
import type {
  AwsService,
  ClientOptions,
  Environment,
} from '@enginehouse/aws-node';
import type {
  AwsHandle,
  Resource,
  SourceContext,
  StackView,
} from '@enginehouse/plugin-operations-node';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import { createAwsHandle } from './createAwsHandle';
import type { SourceRegistry } from './SourceRegistry';

/** Makes of a stack of the ledger what sources are asked with. */
export class StackContexts {
  readonly #registry: SourceRegistry;
  readonly #aws: AwsService;

  constructor(options: { registry: SourceRegistry; aws: AwsService }) {
    this.#registry = options.registry;
    this.#aws = options.aws;
  }

  /**
   * The stack with its resources, and AWS in the role for reading.
   *
   * @throws NotFoundError when its environment is not configured; ConflictError when that is another account or region now
   */
  async of(stack: Stack): Promise<SourceContext> {
    const view = viewOf(stack);
    const aws = this.#handle(view, { role: 'read' });
    return { stack: view, aws, resources: await this.#locate(view, aws) };
  }

  /**
   * AWS in the role for changes.
   *
   * @param run - id of the operation's run, the session's name in AWS's own audit
   */
  forChanges(stack: StackView, run: string): AwsHandle {
    return this.#handle(stack, { role: 'deploy', sessionName: run });
  }

  /**
   * Where the stack runs, as it is configured now.
   *
   * @throws as `of` does
   */
  environment(stack: StackView): Environment {
    const environment = this.#aws.environment(stack.environment);
    refuseMoved(stack, environment);
    return environment;
  }

  async #locate(stack: StackView, aws: AwsHandle): Promise<Resource[]> {
    for (const locator of this.#registry.locators) {
      const resources = await locator.resources(stack, aws);
      if (resources) return resources;
    }
    return [];
  }

  #handle(stack: StackView, options: ClientOptions): AwsHandle {
    return createAwsHandle(this.#aws, this.environment(stack), options);
  }
}

function viewOf(stack: Stack): StackView {
  return {
    name: stack.name,
    definition: stack.definition,
    environment: stack.environment,
    account: stack.account,
    region: stack.region,
    stackId: stack.stackId,
    outputs: Object.fromEntries(
      (stack.outputs ?? []).map(({ key, value }) => [key, value]),
    ),
    config: stack.config ?? {},
  };
}

function refuseMoved(stack: StackView, environment: Environment): void {
  const { account, region } = environment;
  if (account === stack.account && region === stack.region) return;
  throw new ConflictError(
    `${stack.name} was deployed to account ${stack.account}, region ${stack.region}; its environment ${environment.name} is account ${account}, region ${region} now`,
  );
}
