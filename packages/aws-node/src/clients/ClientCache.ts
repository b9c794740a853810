import { LRUCache } from 'lru-cache';
import { CredentialSource, roleOf } from '../credentials/CredentialSource';
import type { Environment } from '../environments/Environment';
import type { ClientClass, ClientConfig, ClientOptions } from '../types';

const KEPT_CLIENTS = 500;
const KEPT_PROVIDERS = 500;
/** Of the SDK alone; when AWS throttles, `call` goes on for all callers together. */
const MAX_ATTEMPTS = 3;

/** Milliseconds; without them a call to a host that went silent waits for ever. */
const ANSWER_WITHIN = {
  connectionTimeout: 5_000,
  requestTimeout: 30_000,
  throwOnRequestTimeout: true,
};

/** SDK clients by account, region, endpoint, role, session and service. */
export class ClientCache {
  readonly #credentials: CredentialSource;
  readonly #clients = new LRUCache<string, object>({ max: KEPT_CLIENTS });
  readonly #providers = new LRUCache<string, ClientConfig['credentials']>({
    max: KEPT_PROVIDERS,
  });

  constructor(credentials: CredentialSource) {
    this.#credentials = credentials;
  }

  get<Client extends object>(
    environment: Environment,
    Class: ClientClass<Client>,
    options: ClientOptions,
  ): Client {
    const identity = identityOf(environment, options);
    const key = JSON.stringify([Class.name, identity]);
    const known = this.#clients.get(key);
    if (known instanceof Class) return known;
    const client = new Class({
      region: environment.region,
      credentials: this.#provider(identity, environment, options),
      maxAttempts: MAX_ATTEMPTS,
      requestHandler: ANSWER_WITHIN,
      ...(environment.endpoint && {
        endpoint: environment.endpoint,
        forcePathStyle: true,
        useQueueUrlAsEndpoint: false,
      }),
    });
    this.#clients.set(key, client);
    return client;
  }

  #provider(
    identity: string,
    environment: Environment,
    options: ClientOptions,
  ): ClientConfig['credentials'] {
    const provider =
      this.#providers.get(identity) ??
      this.#credentials.provider(environment, options);
    this.#providers.set(identity, provider);
    return provider;
  }
}

/** Sessions differ only where a role is assumed. */
function identityOf(environment: Environment, options: ClientOptions): string {
  const { account, region, endpoint } = environment;
  const role = roleOf(environment, options.role);
  return JSON.stringify([
    account,
    region,
    endpoint,
    role,
    role && options.sessionName,
    role && options.sourceIdentity,
  ]);
}
