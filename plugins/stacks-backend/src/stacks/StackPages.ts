import { NotFoundError } from '@backstage/errors';
import type { AwsService } from '@enginehouse/aws-node';
import type {
  ListStacks,
  ListStacks200Response,
  Stack,
} from '@enginehouse/plugin-stacks-common';
import { consoleUrl } from '../deployments/toDeployment';
import type { StackStore } from './StackStore';
import type { Readable } from './whereReadable';

/** Stacks as pages show them, with a link to the AWS console where there is one. */
export class StackPages {
  readonly #stacks: StackStore;
  readonly #aws: AwsService;

  constructor(options: { stacks: StackStore; aws: AwsService }) {
    this.#stacks = options.stacks;
    this.#aws = options.aws;
  }

  /** @throws NotFoundError */
  async get(name: string): Promise<Stack> {
    const stack = await this.#stacks.get(name);
    if (!stack) throw new NotFoundError(`There is no stack ${name}`);
    return this.#linked(stack);
  }

  async list(
    query: ListStacks['query'],
    readable: Readable,
  ): Promise<ListStacks200Response> {
    const page = await this.#stacks.list(query, readable);
    return { ...page, items: page.items.map(stack => this.#linked(stack)) };
  }

  #linked(stack: Stack): Stack {
    const environment = this.#aws
      .environments()
      .find(({ name }) => name === stack.environment);
    return environment && !environment.endpoint && stack.stackId
      ? { ...stack, consoleUrl: consoleUrl(stack.region, stack.stackId) }
      : stack;
  }
}
