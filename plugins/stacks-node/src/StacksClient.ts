import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import {
  AppendLedgerLineRequest,
  DefaultApiClient,
  Definition,
  DefinitionSummary,
  Deployment,
  HealthReport,
  LedgerLine,
  ListLedger,
  ListStacks,
  Stack,
  TypedResponse,
} from '@enginehouse/plugin-stacks-common';
import type { StacksService, StacksServiceOptions } from './StacksService';

const PAGE = 100;

/** The stacks plugin over HTTP, wherever discovery finds it. */
export class StacksClient implements StacksService {
  readonly #api: DefaultApiClient;
  readonly #auth: AuthService;

  constructor(options: { discovery: DiscoveryService; auth: AuthService }) {
    this.#api = new DefaultApiClient({ discoveryApi: options.discovery });
    this.#auth = options.auth;
  }

  async getStackByEntityRef(
    entityRef: string,
    options: StacksServiceOptions,
  ): Promise<Stack | undefined> {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    if (kind.toLowerCase() !== 'resource' || namespace !== 'default') {
      return undefined;
    }
    const response = await this.#api.getStack(
      { path: { name } },
      await this.#token(options),
    );
    return response.status === 404 ? undefined : answer(response);
  }

  async *list(
    query: Omit<ListStacks['query'], 'limit' | 'cursor'>,
    options: StacksServiceOptions,
  ): AsyncIterable<Stack> {
    let cursor: string | undefined;
    do {
      const page = await answer(
        await this.#api.listStacks(
          { query: { ...query, limit: PAGE, cursor } },
          await this.#token(options),
        ),
      );
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor);
  }

  async listDefinitions(
    options: StacksServiceOptions,
  ): Promise<DefinitionSummary[]> {
    const { items } = await answer(
      await this.#api.listDefinitions({}, await this.#token(options)),
    );
    return items;
  }

  async getDefinition(
    id: string,
    options: StacksServiceOptions,
  ): Promise<Definition | undefined> {
    const response = await this.#api.getDefinition(
      { path: { id } },
      await this.#token(options),
    );
    return response.status === 404 ? undefined : answer(response);
  }

  async getDeployment(
    id: string,
    options: StacksServiceOptions,
  ): Promise<Deployment | undefined> {
    const response = await this.#api.getDeployment(
      { path: { id } },
      await this.#token(options),
    );
    return response.status === 404 ? undefined : answer(response);
  }

  async listLedger(
    stack: string,
    query: Omit<ListLedger['query'], 'cursor'>,
    options: StacksServiceOptions,
  ): Promise<LedgerLine[]> {
    const page = await answer(
      await this.#api.listLedger(
        { path: { name: stack }, query },
        await this.#token(options),
      ),
    );
    return page.items;
  }

  async appendLedger(
    stack: string,
    line: AppendLedgerLineRequest,
    options: StacksServiceOptions,
  ): Promise<LedgerLine> {
    return answer(
      await this.#api.appendLedgerLine(
        { path: { name: stack }, body: line },
        await this.#token(options),
      ),
    );
  }

  async reportHealth(
    stack: string,
    report: HealthReport,
    options: StacksServiceOptions,
  ): Promise<void> {
    const response = await this.#api.reportHealth(
      { path: { name: stack }, body: report },
      await this.#token(options),
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
  }

  #token({ credentials }: StacksServiceOptions): Promise<{ token: string }> {
    return this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'stacks',
    });
  }
}

async function answer<T>(response: TypedResponse<T>): Promise<T> {
  if (!response.ok) throw await ResponseError.fromResponse(response);
  return response.json();
}
