import type { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import {
  DefaultAwsCredentialsManager,
  type AwsCredentialsManager,
} from '@backstage/integration-aws-node';
import { ClientCache } from './clients/ClientCache';
import { CredentialSource } from './credentials/CredentialSource';
import type { Environment } from './environments/Environment';
import { readEnvironments } from './environments/readEnvironments';
import { isThrottled, mapAwsError } from './errors/mapAwsError';
import { CallBudget, type BudgetLimits } from './reads/CallBudget';
import { readBudget } from './reads/readBudget';
import { SharedReads } from './reads/SharedReads';
import type {
  AwsService,
  CallOptions,
  ClientClass,
  ClientOptions,
  ReadOptions,
} from './types';

/** How long a throttled call is made again, after the SDK's own attempts. */
const GIVE_UP_AFTER_MS = 60_000;

/**
 * The one way to AWS.
 * @public
 */
export class DefaultAwsService implements AwsService {
  readonly #environments: readonly Environment[];
  readonly #limits: BudgetLimits;
  readonly #clients: ClientCache;
  readonly #budgets = new Map<string, CallBudget>();
  readonly #reads = new SharedReads();

  /**
   * Reads `stacks.environments`, `stacks.awsBudget` and, for credentials, `aws`.
   *
   * @throws Error naming the path of each value that is not accepted.
   */
  static fromConfig(config: Config): DefaultAwsService {
    return new DefaultAwsService({
      environments: readEnvironments(config),
      limits: readBudget(config),
      credentials: DefaultAwsCredentialsManager.fromConfig(config),
    });
  }

  private constructor(options: {
    environments: readonly Environment[];
    limits: BudgetLimits;
    credentials: AwsCredentialsManager;
  }) {
    this.#environments = options.environments;
    this.#limits = options.limits;
    this.#clients = new ClientCache(new CredentialSource(options.credentials));
  }

  environments(): readonly Environment[] {
    return this.#environments;
  }

  environment(name: string): Environment {
    const found = this.#environments.find(e => e.name === name);
    if (found) return found;
    const known = this.#environments.map(e => e.name).join(', ') || 'none';
    throw new NotFoundError(
      `There is no environment ${name}; configured are: ${known}`,
    );
  }

  client<Client extends object>(
    environment: Environment,
    Class: ClientClass<Client>,
    options: ClientOptions,
  ): Client {
    return this.#clients.get(environment, Class, options);
  }

  async call<T>(options: CallOptions, fn: () => Promise<T>): Promise<T> {
    const budget = this.#budget(options);
    const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
    for (;;) {
      await budget.take();
      try {
        const answer = await fn();
        budget.succeeded();
        return answer;
      } catch (error) {
        const throttled = isThrottled(error);
        if (throttled) budget.throttled();
        if (!throttled || performance.now() > giveUpAt) {
          throw mapAwsError(error, options);
        }
      }
    }
  }

  read<T>(options: ReadOptions, fn: () => Promise<T>): Promise<T> {
    const { account, region, endpoint } = options.environment;
    const key = JSON.stringify([account, region, endpoint, options.key]);
    return this.#reads.get(key, options.ttl, () => this.call(options, fn));
  }

  #budget({ environment, action, budget }: CallOptions): CallBudget {
    const { account, region } = environment;
    const key = [account, region, budget ?? action.split(':')[0]].join('/');
    const found = this.#budgets.get(key) ?? new CallBudget(this.#limits);
    this.#budgets.set(key, found);
    return found;
  }
}
