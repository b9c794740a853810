import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  DefaultApiClient,
  type Deployment,
  type Plan,
  type PlanRequest,
  type Stack,
  type TypedResponse,
} from '@enginehouse/plugin-stacks-common';

/** The stacks API as a person uses it: each call carries the credentials of whoever started the task. */
export class StacksClient {
  readonly #auth: AuthService;
  readonly #api: DefaultApiClient;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): StacksClient {
    return new StacksClient(options.auth, options.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#api = new DefaultApiClient({
      discoveryApi: discovery,
      fetchApi: { fetch },
    });
  }

  /** @throws NotFoundError when there is no such plan, NotAllowedError when the caller may not read it. */
  async getPlan(id: string, credentials: BackstageCredentials): Promise<Plan> {
    return this.#json(
      await this.#api.getPlan({ path: { id } }, await this.#as(credentials)),
    );
  }

  /** @throws InputError with `issues` for invalid input, ConflictError for a name that is taken. */
  async createPlan(
    body: PlanRequest,
    credentials: BackstageCredentials,
  ): Promise<Plan> {
    return this.#json(
      await this.#api.createPlan({ body }, await this.#as(credentials)),
    );
  }

  /** @throws ConflictError when the plan is stale or not ready, NotAllowedError when the caller may not apply it. */
  async applyPlan(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<Deployment> {
    return this.#json(
      await this.#api.applyPlan(
        { path: { id }, body: {} },
        await this.#as(credentials),
      ),
    );
  }

  /** @throws NotFoundError when there is no such stack, NotAllowedError when the caller may not read it. */
  async getStack(
    name: string,
    credentials: BackstageCredentials,
  ): Promise<Stack> {
    return this.#json(
      await this.#api.getStack({ path: { name } }, await this.#as(credentials)),
    );
  }

  async #as(onBehalfOf: BackstageCredentials): Promise<{ token: string }> {
    return this.#auth.getPluginRequestToken({
      onBehalfOf,
      targetPluginId: 'stacks',
    });
  }

  async #json<T>(response: TypedResponse<T>): Promise<T> {
    if (!response.ok) {
      // The cause is the error as the stacks backend gave it; the wrapping only says "Request failed".
      throw (await ResponseError.fromResponse(response)).cause;
    }
    return response.json();
  }
}
