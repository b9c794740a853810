/**
 * A deployed stack as sources see it: from the ledger, never from a request.
 * @public
 */
export interface StackView {
  /** Name of the stack and of its entity. */
  name: string;
  /** Id of its definition, such as `dagger-engine-pool`. */
  definition: string;
  /** Name of its environment. */
  environment: string;
  account: string;
  region: string;
  /** CloudFormation's id; absent before the first plan was sealed. */
  stackId?: string;
  /** Outputs by key. */
  outputs: Record<string, string>;
  /** Configuration as given with the last applied plan. */
  config: Record<string, unknown>;
}
