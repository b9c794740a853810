import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { Environment } from '../environments/Environment';
import type { ClientOptions } from '../types';

const REFRESH_BEFORE_MS = 5 * 60_000;
const DEFAULT_SESSION = 'enginehouse';

/** Credentials of an environment: its account's base credentials, or a role assumed with them at the environment's endpoint. */
export class CredentialSource {
  readonly #manager: AwsCredentialsManager;

  constructor(manager: AwsCredentialsManager) {
    this.#manager = manager;
  }

  /** A provider that reads nothing until it is asked, and then keeps what it got until shortly before it expires. */
  provider(
    environment: Environment,
    options: ClientOptions,
  ): AwsCredentialIdentityProvider {
    return kept(async () => {
      const base = await this.#manager.getCredentialProvider({
        accountId: environment.account,
      });
      const role = roleOf(environment, options.role);
      if (!role) return base.sdkCredentialProvider();
      const { sourceIdentity, sessionName } = options;
      const assumed = fromTemporaryCredentials({
        masterCredentials: base.sdkCredentialProvider,
        params: {
          RoleArn: role,
          RoleSessionName: stsName(sessionName ?? DEFAULT_SESSION),
          ...(sourceIdentity && { SourceIdentity: stsName(sourceIdentity) }),
        },
        clientConfig: {
          region: environment.region,
          ...(environment.endpoint && { endpoint: environment.endpoint }),
        },
      });
      return assumed();
    });
  }
}

export function roleOf(
  environment: Environment,
  role: ClientOptions['role'],
): string | undefined {
  return role === 'deploy' ? environment.deployRole : environment.readRole;
}

/** STS takes 2 to 64 characters of `[\w+=,.@-]` for session names and source identities. */
function stsName(name: string): string {
  return name
    .replace(/[^\w+=,.@-]/g, '.')
    .slice(0, 64)
    .padEnd(2, '.');
}

function kept(
  provider: AwsCredentialIdentityProvider,
): AwsCredentialIdentityProvider {
  let current: ReturnType<AwsCredentialIdentityProvider> | undefined;
  let refreshAt = 0;
  return () => {
    if (!current || Date.now() >= refreshAt) {
      refreshAt = Infinity;
      current = provider();
      current.then(
        ({ expiration }) => {
          refreshAt = expiration
            ? expiration.getTime() - REFRESH_BEFORE_MS
            : Infinity;
        },
        () => {
          current = undefined;
        },
      );
    }
    return current;
  };
}
