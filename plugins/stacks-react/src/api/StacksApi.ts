import type {
  Acknowledgement,
  AcknowledgementRequest,
  DefinitionSummary,
  Definition,
  Deployment,
  DeploymentEvent,
  Environment,
  ListDeployments,
  ListDeployments200Response,
  ListLedger,
  ListLedger200Response,
  ListPlans,
  ListPlans200Response,
  ListStacks,
  ListStacks200Response,
  Plan,
  PlanRequest,
  Stack,
} from '@enginehouse/plugin-stacks-common';

/** An aborted signal ends the request, and the promise rejects with its reason. @public */
export type CallOptions = { signal?: AbortSignal };

/** What a followed deployment tells; see {@link StacksApi.followDeployment}. @public */
export type DeploymentListener = {
  onEvent(event: DeploymentEvent): void;
  onDeployment(deployment: Deployment): void;
  /** False while the backend does not answer; it is asked again until it does. */
  onConnection?(alive: boolean): void;
};

/**
 * The stacks backend as the browser sees it. Every method rejects with a `ResponseError` when the backend answers an error.
 * @public
 */
export interface StacksApi {
  listDefinitions(options?: CallOptions): Promise<DefinitionSummary[]>;
  getDefinition(id: string, options?: CallOptions): Promise<Definition>;
  listEnvironments(options?: CallOptions): Promise<Environment[]>;

  createPlan(request: PlanRequest, options?: CallOptions): Promise<Plan>;
  listPlans(
    query?: ListPlans['query'],
    options?: CallOptions,
  ): Promise<ListPlans200Response>;
  getPlan(id: string, options?: CallOptions): Promise<Plan>;
  discardPlan(id: string, options?: CallOptions): Promise<void>;
  /** Starts the deployment of exactly this plan; `confirm` is the stack's name and needed to destroy. */
  applyPlan(
    id: string,
    input?: { confirm?: string },
    options?: CallOptions,
  ): Promise<Deployment>;

  listStacks(
    query?: ListStacks['query'],
    options?: CallOptions,
  ): Promise<ListStacks200Response>;
  getStack(name: string, options?: CallOptions): Promise<Stack>;
  listDeployments(
    stack: string,
    query?: ListDeployments['query'],
    options?: CallOptions,
  ): Promise<ListDeployments200Response>;
  listLedger(
    stack: string,
    query?: ListLedger['query'],
    options?: CallOptions,
  ): Promise<ListLedger200Response>;
  clearFailedCreate(stack: string, options?: CallOptions): Promise<Deployment>;
  /** Lets plans with a finding be applied until the acknowledgement expires. */
  acknowledgeFinding(
    stack: string,
    request: AcknowledgementRequest,
    options?: CallOptions,
  ): Promise<Acknowledgement>;
  /** Takes an acknowledgement back. */
  withdrawAcknowledgement(
    stack: string,
    id: number,
    options?: CallOptions,
  ): Promise<void>;

  getDeployment(id: string, options?: CallOptions): Promise<Deployment>;
  /** The evidence bundle, a tar. */
  getDeploymentEvidence(id: string, options?: CallOptions): Promise<Blob>;
  listDeploymentEvents(
    id: string,
    query?: { after?: number; limit?: number },
    options?: CallOptions,
  ): Promise<DeploymentEvent[]>;
  /**
   * Follows one deployment from its first event until it is over: every event once and in order, over server-sent events while they get
   * through and by polling where they do not. Settles when the deployment is over or `signal` aborts; rejects when the backend refuses.
   */
  followDeployment(
    id: string,
    listener: DeploymentListener,
    options?: CallOptions,
  ): Promise<void>;
}
