import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

const KEY = 'operations.leases.services';

/** Who asks for a unit. */
export interface LeaseCaller {
  /** Entity ref of the person, or the subject of the service: `external:ci`. */
  name: string;
  kind: 'user' | 'service';
}

/** Who may ask for units beside people: the services that are configured, for the stacks that are configured. */
export class LeaseCallers {
  readonly #stacks: ReadonlyMap<string, string[]>;

  /** @throws when the configuration is malformed */
  static fromConfig(config: RootConfigService): LeaseCallers {
    const services = config.getOptionalConfigArray(KEY) ?? [];
    return new LeaseCallers(
      new Map(
        services.map(service => [
          `external:${service.getString('subject')}`,
          service.getStringArray('stacks'),
        ]),
      ),
    );
  }

  private constructor(stacks: ReadonlyMap<string, string[]>) {
    this.#stacks = stacks;
  }

  /** @throws NotAllowedError for a service that is not configured, naming the key */
  of(
    {
      principal,
    }: BackstageCredentials<BackstageUserPrincipal | BackstageServicePrincipal>,
    stack: string,
  ): LeaseCaller {
    if (principal.type === 'user') {
      return { name: principal.userEntityRef, kind: 'user' };
    }
    const stacks = this.#stacks.get(principal.subject) ?? [];
    if (!stacks.includes('*') && !stacks.includes(stack)) {
      throw new NotAllowedError(
        `${principal.subject} is not configured in ${KEY} for ${stack}`,
      );
    }
    return { name: principal.subject, kind: 'service' };
  }
}
