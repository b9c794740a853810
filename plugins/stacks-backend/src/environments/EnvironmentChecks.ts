import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import type {
  Environment as EnvironmentView,
  EnvironmentCheck,
  EnvironmentLimits,
} from '@enginehouse/plugin-stacks-common';
import { checkEnvironment } from './checkEnvironment';
import { readLimits } from './readLimits';

const NOT_CHECKED: EnvironmentCheck = {
  ok: false,
  error: 'This environment has not been checked yet',
};

interface Checked {
  check: EnvironmentCheck;
  limits?: EnvironmentLimits;
}

/** The checks of all environments, as last made by this process. */
export class EnvironmentChecks {
  readonly #aws: AwsService;
  readonly #logger: LoggerService;
  readonly #checked = new Map<string, Checked>();
  readonly #running = new Map<string, Promise<Checked>>();

  constructor(options: { aws: AwsService; logger: LoggerService }) {
    this.#aws = options.aws;
    this.#logger = options.logger;
  }

  /** Checks every environment; never throws. To be called at start and every five minutes, in each process. */
  async checkAll(): Promise<void> {
    await Promise.all(this.#aws.environments().map(e => this.#check(e)));
  }

  /** The environments with their last checks. */
  list(): EnvironmentView[] {
    return this.#aws.environments().map(environment => {
      const { check, limits } = this.#checked.get(environment.name) ?? {
        check: NOT_CHECKED,
      };
      const { name, account, region, endpoint, framework } = environment;
      const { approvals, terminationProtection, defaults } = environment;
      const { evidence } = environment;
      return {
        ...{ name, account, region, endpoint, framework },
        ...{ approvals, terminationProtection, defaults, evidence },
        ...{ check, limits },
      };
    });
  }

  /**
   * Lets pass only environments whose check succeeded. One that failed before is checked again, so that it can be used as soon as it is mended.
   *
   * @throws ServiceUnavailableError with the text of the check.
   */
  async ensureUsable(environment: Environment): Promise<void> {
    const last = this.#checked.get(environment.name);
    const { check } = last?.check.ok ? last : await this.#check(environment);
    if (!check.ok) {
      throw new ServiceUnavailableError(
        `Environment ${environment.name} cannot be used: ${check.error}${
          check.bootstrapCommand ? `. Run: ${check.bootstrapCommand}` : ''
        }`,
      );
    }
  }

  #check(environment: Environment): Promise<Checked> {
    const { name } = environment;
    const running = this.#running.get(name) ?? this.#checkNow(environment);
    this.#running.set(name, running);
    return running.finally(() => this.#running.delete(name));
  }

  async #checkNow(environment: Environment): Promise<Checked> {
    const [check, limits] = await Promise.all([
      checkEnvironment(this.#aws, environment),
      this.#limits(environment),
    ]);
    const before = this.#checked.get(environment.name)?.check;
    if (!check.ok && check.error !== before?.error) {
      this.#logger.warn(`Environment ${environment.name}: ${check.error}`);
    }
    const checked = { check, limits };
    this.#checked.set(environment.name, checked);
    return checked;
  }

  async #limits({
    name,
    statusUrl,
  }: Environment): Promise<EnvironmentLimits | undefined> {
    if (!statusUrl) return undefined;
    try {
      return await readLimits(statusUrl);
    } catch (error) {
      this.#logger.warn(`Environment ${name}: ${toError(error).message}`);
      return undefined;
    }
  }
}
