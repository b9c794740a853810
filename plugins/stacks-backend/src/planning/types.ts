import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type {
  Plan,
  PlanRequest,
  PlanState,
  Seal,
} from '@enginehouse/plugin-stacks-common';
import type { VolatileLookup } from '@enginehouse/stack-kit';
import type { Package } from '@enginehouse/stack-kit/evidence';

/** The parts of a plan that are read anew for each reader and therefore never stored. */
export type ComputedPlanField =
  | 'state'
  | 'staleBecause'
  | 'reasons'
  | 'otherOpenPlans'
  | 'deploymentId'
  | 'evidence'
  | 'evidenceNote';

/** What apply needs beyond what people see. */
export interface Execution {
  /** Canonical JSON of the template as CloudFormation was given it; `seal.templateDigest` is `sha256:` and the hex digest of it. */
  template: string;
  parameters: Record<string, string>;
  tags: Record<string, string>;
  /** Published file assets: object key in the bootstrap bucket → our own sha256 (hex) of the bytes, compared again before executing. */
  assets: { bucket: string; key: string; sha256: string }[];
  /** Logical id → construct path, for the failure card. */
  paths: Record<string, string>;
  /** Logical id → where its definition makes it, `package/file:line`, for the failure card. */
  sources?: Record<string, string>;
  /** Which capability's value each output is, by its key. */
  outputs?: Record<string, { capability: string; value: string }>;
  /** Physical names this stack will hold, unique per account and region. */
  fixedNames: { type: string; name: string }[];
  /** What others may write at any time, read again before executing and compared with `plan.lookups`. */
  volatile?: VolatileLookup[];
  /** The packages that made the template, the definition's own first. */
  packages?: Package[];
  /** Logical ids that the delete of a stack in DELETE_FAILED leaves behind (DeleteStack, RetainResources). */
  retain?: string[];
}

/** A plan as it is stored. `planning → ready | no-changes | failed`, then `applied | discarded | expired`; `stale` is read, not stored. */
export interface PlanRecord {
  id: string;
  stack: string;
  state: Exclude<PlanState, 'preview' | 'stale'>;
  createdAt: string;
  expiresAt: string;
  createdBy: string;
  deploymentId?: string;
  /** As asked for; `request.config` is what the person gave, `plan.config` what it resolved to. */
  request: PlanRequest;
  plan: Omit<Plan, ComputedPlanField>;
  /** Present once sealed (`ready`, `no-changes`, and after). */
  seal?: Seal;
  execution?: Execution;
}

/** A stack as the ledger knows it: the only authority for its owner, account, region and StackId. */
export interface RecordedStack {
  name: string;
  stackId?: string;
  definition: string;
  owner: string;
  environment: string;
  account: string;
  region: string;
  /** False once a destroy was confirmed: the name is free again. */
  live: boolean;
  fixedNames: { type: string; name: string }[];
}

/** What planning asks of the ledger. */
export interface StackRegistry {
  find(name: string): Promise<RecordedStack | undefined>;
  /** Live stacks in the account and region that hold one of the names, other than `except`. */
  holders(options: {
    account: string;
    region: string;
    names: { type: string; name: string }[];
    except: string;
  }): Promise<{ stack: string; type: string; name: string }[]>;
  /** Names of live stacks that are bound to a stack, sorted. */
  dependents(stack: string): Promise<string[]>;
}

/** Who plans; `ownershipRefs` come from the caller's own identity, never from the request. */
export interface Planning {
  request: PlanRequest;
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  ownershipRefs: string[];
}

/**
 * From a request to a sealed plan. Throws `InvalidInputError` (400, with `issues`), `ConflictError` (name or fixed name taken, stack busy or
 * in a state that cannot be planned), `ServiceUnavailableError` (environment check failing) before anything is written.
 */
export interface Planner {
  /** Stage 1: template difference, writes nothing anywhere. */
  preview(planning: Planning): Promise<Plan>;
  /** Validates, resolves, looks up and names the plan; the record is in state `planning`. Writes nothing to AWS. */
  prepare(planning: Planning): Promise<PlanRecord>;
  /** Stage 2: synthesizes, publishes assets, makes the change set and seals. Never throws for a plan that cannot be made: the record turns `failed` with its reason. */
  seal(record: PlanRecord): Promise<PlanRecord>;
  /**
   * Deletes the plan's change set, and the stack if it exists only in review and has no other change set. Idempotent. Call it, like `seal`, under the stack's
   * lease: another plan could make its change set in between.
   */
  discard(record: PlanRecord): Promise<void>;
  /** Why the sealed plan no longer fits its stack, in words; undefined when it does. Read anew, or for pages (`shared`) at most two seconds old. */
  staleness(
    record: PlanRecord,
    options?: { shared?: boolean },
  ): Promise<string | undefined>;
}
