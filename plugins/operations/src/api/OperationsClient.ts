import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import {
  DefaultApiClient,
  type TypedResponse,
} from '@enginehouse/plugin-operations-common';
import { followLogs } from './followLogs';
import type {
  CallOptions,
  EntityRef,
  OperationInput,
  OperationsApi,
} from './OperationsApi';

const BASE = 'plugin://operations';

type FetchLike = { fetch: typeof fetch };

/** The path parameters that name an entity. */
const pathOf = (entity: EntityRef) => {
  const { kind, namespace, name } = parseEntityRef(entity);
  return { kind: kind.toLocaleLowerCase('en-US'), namespace, name };
};

/** The generated client with errors thrown and calls abortable. `fetchApi` must resolve `plugin://`. @public */
export class OperationsClient implements OperationsApi {
  readonly #fetchApi: FetchLike;

  constructor(options: { fetchApi: FetchLike }) {
    this.#fetchApi = options.fetchApi;
  }

  getHealth(entity: EntityRef, options?: CallOptions) {
    return read(this.#client(options).getHealth({ path: pathOf(entity) }));
  }

  listUnits(entity: EntityRef, options?: CallOptions) {
    return read(this.#client(options).listUnits({ path: pathOf(entity) }));
  }

  listAlarms(entity: EntityRef, options?: CallOptions) {
    return read(this.#client(options).listAlarms({ path: pathOf(entity) }));
  }

  async listAlarmHistory(
    entity: EntityRef,
    alarmName: string,
    options?: CallOptions,
  ) {
    const path = { ...pathOf(entity), alarmName };
    const { items } = await read(
      this.#client(options).listAlarmHistory({ path }),
    );
    return items;
  }

  getMetrics(
    ...[entity, query, options]: Parameters<OperationsApi['getMetrics']>
  ) {
    return read(
      this.#client(options).getMetrics({ path: pathOf(entity), query }),
    );
  }

  listConnections(entity: EntityRef, options?: CallOptions) {
    return read(
      this.#client(options).listConnections({ path: pathOf(entity) }),
    );
  }

  listLeases(entity: EntityRef, options?: CallOptions) {
    return read(this.#client(options).listLeases({ path: pathOf(entity) }));
  }

  async deleteLease(entity: EntityRef, leaseId: string) {
    const response = await this.#client().deleteLease({
      path: { ...pathOf(entity), leaseId },
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response as Response);
    }
  }

  getLogs(...[entity, query, options]: Parameters<OperationsApi['getLogs']>) {
    return read(this.#client(options).getLogs({ path: pathOf(entity), query }));
  }

  getLastLines(entity: EntityRef, deploymentId: string, options?: CallOptions) {
    const path = { ...pathOf(entity), deploymentId };
    return read(this.#client(options).getLastLines({ path }));
  }

  async followLogs(
    ...[entity, query, listener, { signal }]: Parameters<
      OperationsApi['followLogs']
    >
  ) {
    const { after, ...filters } = query;
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(filters)) {
      for (const one of [value].flat()) {
        params.append(key, String(one));
      }
    }
    const { kind, namespace, name } = pathOf(entity);
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    await followLogs({
      url: `${BASE}/v1/entities/${path}/logs?${params}`,
      after,
      fetch: this.#fetchApi.fetch,
      listener,
      signal,
    });
  }

  listOperations(entity: EntityRef, options?: CallOptions) {
    return read(this.#client(options).listOperations({ path: pathOf(entity) }));
  }

  previewOperation(
    entity: EntityRef,
    { operation, target, input }: OperationInput,
    options?: CallOptions,
  ) {
    return read(
      this.#client(options).previewOperation({
        path: { ...pathOf(entity), id: operation },
        body: { target, input },
      }),
    );
  }

  runOperation(
    entity: EntityRef,
    { operation, target, input }: OperationInput,
  ) {
    return read(
      this.#client().runOperation({
        path: { ...pathOf(entity), id: operation },
        body: { target, input, confirm: true },
      }),
    );
  }

  getOperationRun(entity: EntityRef, runId: string, options?: CallOptions) {
    return read(
      this.#client(options).getOperationRun({
        path: { ...pathOf(entity), runId },
      }),
    );
  }

  #client({ signal }: CallOptions = {}) {
    const fetchApi = this.#fetchApi;
    return new DefaultApiClient({
      discoveryApi: { getBaseUrl: async () => BASE },
      fetchApi: {
        fetch: (input, init) => fetchApi.fetch(input, { ...init, signal }),
      },
    });
  }
}

async function read<T>(pending: Promise<TypedResponse<T>>): Promise<T> {
  const response = await pending;
  if (!response.ok) {
    throw await ResponseError.fromResponse(response as Response);
  }
  return response.json();
}
