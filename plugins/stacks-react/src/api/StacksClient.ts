import { ResponseError } from '@backstage/errors';
import {
  DefaultApiClient,
  type TypedResponse,
} from '@enginehouse/plugin-stacks-common';
import { followDeployment } from '../deployment/followDeployment';
import type { CallOptions, DeploymentListener, StacksApi } from './StacksApi';

type FetchLike = { fetch: typeof fetch };

const baseUrl = 'plugin://stacks';

/** The generated client with errors thrown and calls abortable. `fetchApi` must resolve `plugin://`. @public */
export class StacksClient implements StacksApi {
  readonly #fetchApi: FetchLike;

  constructor(options: { fetchApi: FetchLike }) {
    this.#fetchApi = options.fetchApi;
  }

  async listDefinitions(options?: CallOptions) {
    return (await read(this.#client(options).listDefinitions({}))).items;
  }

  getDefinition(id: string, options?: CallOptions) {
    return read(this.#client(options).getDefinition({ path: { id } }));
  }

  async listEnvironments(options?: CallOptions) {
    return (await read(this.#client(options).listEnvironments({}))).items;
  }

  createPlan(...[body, options]: Parameters<StacksApi['createPlan']>) {
    return read(this.#client(options).createPlan({ body }));
  }

  listPlans(...[query = {}, options]: Parameters<StacksApi['listPlans']>) {
    return read(this.#client(options).listPlans({ query }));
  }

  getPlan(id: string, options?: CallOptions) {
    return read(this.#client(options).getPlan({ path: { id } }));
  }

  async discardPlan(id: string, options?: CallOptions) {
    await assertOk(await this.#client(options).discardPlan({ path: { id } }));
  }

  applyPlan(...[id, body = {}, options]: Parameters<StacksApi['applyPlan']>) {
    return read(this.#client(options).applyPlan({ path: { id }, body }));
  }

  listStacks(...[query = {}, options]: Parameters<StacksApi['listStacks']>) {
    return read(this.#client(options).listStacks({ query }));
  }

  getStack(name: string, options?: CallOptions) {
    return read(this.#client(options).getStack({ path: { name } }));
  }

  listDeployments(
    ...[name, query = {}, options]: Parameters<StacksApi['listDeployments']>
  ) {
    return read(
      this.#client(options).listDeployments({ path: { name }, query }),
    );
  }

  listLedger(
    ...[name, query = {}, options]: Parameters<StacksApi['listLedger']>
  ) {
    return read(this.#client(options).listLedger({ path: { name }, query }));
  }

  clearFailedCreate(name: string, options?: CallOptions) {
    return read(this.#client(options).clearFailedCreate({ path: { name } }));
  }

  acknowledgeFinding(
    ...[name, body, options]: Parameters<StacksApi['acknowledgeFinding']>
  ) {
    const client = this.#client(options);
    return read(client.acknowledgeFinding({ path: { name }, body }));
  }

  async withdrawAcknowledgement(
    ...[name, id, options]: Parameters<StacksApi['withdrawAcknowledgement']>
  ) {
    const client = this.#client(options);
    await assertOk(
      await client.withdrawAcknowledgement({ path: { name, id } }),
    );
  }

  getDeployment(id: string, options?: CallOptions) {
    return read(this.#client(options).getDeployment({ path: { id } }));
  }

  async getDeploymentEvidence(id: string, options?: CallOptions) {
    const client = this.#client(options);
    const response = await client.getDeploymentEvidence({ path: { id } });
    await assertOk(response);
    return response.blob();
  }

  async listDeploymentEvents(
    ...[id, query = {}, options]: Parameters<StacksApi['listDeploymentEvents']>
  ) {
    const client = this.#client(options);
    return (await read(client.listDeploymentEvents({ path: { id }, query })))
      .items;
  }

  followDeployment(
    id: string,
    listener: DeploymentListener,
    options?: CallOptions,
  ) {
    return followDeployment({
      url: `${baseUrl}/v1/deployments/${encodeURIComponent(id)}/events`,
      fetch: this.#fetchApi.fetch,
      listener,
      signal: options?.signal,
      readEvents: after => this.listDeploymentEvents(id, { after }, options),
      readDeployment: () => this.getDeployment(id, options),
    });
  }

  #client({ signal }: CallOptions = {}) {
    const fetchApi = this.#fetchApi;
    return new DefaultApiClient({
      discoveryApi: { getBaseUrl: async () => baseUrl },
      fetchApi: {
        fetch: (input, init) => fetchApi.fetch(input, { ...init, signal }),
      },
    });
  }
}

async function assertOk(response: TypedResponse<unknown>) {
  if (!response.ok) {
    throw await ResponseError.fromResponse(response as Response);
  }
}

async function read<T>(pending: Promise<TypedResponse<T>>): Promise<T> {
  const response = await pending;
  await assertOk(response);
  return response.json();
}
