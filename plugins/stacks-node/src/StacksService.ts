import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  AppendLedgerLineRequest,
  Definition,
  DefinitionSummary,
  Deployment,
  HealthReport,
  LedgerLine,
  ListLedger,
  ListStacks,
  Stack,
} from '@enginehouse/plugin-stacks-common';

/**
 * Options of every call: on whose behalf it is made.
 * @public
 */
export interface StacksServiceOptions {
  credentials: BackstageCredentials;
}

/**
 * The stacks plugin as other backends see it. A stack's account, region and StackId come from the ledger through here, never from an entity's
 * annotations or a request.
 * @public
 */
export interface StacksService {
  /**
   * The stack of an entity, such as `resource:default/checkout-engine-pool-sandbox`; undefined when there is none that the caller may read.
   *
   * @throws ResponseError
   */
  getStackByEntityRef(
    entityRef: string,
    options: StacksServiceOptions,
  ): Promise<Stack | undefined>;
  /**
   * All stacks the caller may read that match, page by page.
   *
   * @throws ResponseError
   */
  list(
    query: Omit<ListStacks['query'], 'limit' | 'cursor'>,
    options: StacksServiceOptions,
  ): AsyncIterable<Stack>;
  /**
   * The installed definitions.
   *
   * @throws ResponseError
   */
  listDefinitions(options: StacksServiceOptions): Promise<DefinitionSummary[]>;
  /**
   * One definition with the JSON Schema of its configuration; undefined when none of this id is installed.
   *
   * @throws ResponseError
   */
  getDefinition(
    id: string,
    options: StacksServiceOptions,
  ): Promise<Definition | undefined>;
  /**
   * One deployment with its resources and why it failed; undefined when there is none of this id that the caller may read.
   *
   * @throws ResponseError
   */
  getDeployment(
    id: string,
    options: StacksServiceOptions,
  ): Promise<Deployment | undefined>;
  /**
   * Lines of a stack's ledger, newest first; at most 100.
   *
   * @throws ResponseError
   */
  listLedger(
    stack: string,
    query: Omit<ListLedger['query'], 'cursor'>,
    options: StacksServiceOptions,
  ): Promise<LedgerLine[]>;
  /**
   * Records something another backend did to a stack. Needs a plugin's own credentials.
   *
   * @throws ResponseError
   */
  appendLedger(
    stack: string,
    line: AppendLedgerLineRequest,
    options: StacksServiceOptions,
  ): Promise<LedgerLine>;
  /**
   * Records the health of a stack. Needs a plugin's own credentials.
   *
   * @throws ResponseError
   */
  reportHealth(
    stack: string,
    report: HealthReport,
    options: StacksServiceOptions,
  ): Promise<void>;
}
