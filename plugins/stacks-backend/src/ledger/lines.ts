import type { JsonObject } from '@backstage/types';
import type {
  Binding,
  DeploymentKindEnum,
  DeploymentState,
  HealthStatus,
  MonthlyCost,
  Output,
  Patch,
  PlanRequestActionEnum,
  StackState,
} from '@enginehouse/plugin-stacks-common';

/** What a stack is, said by the line of a plan or deployment so that the projection needs nothing else. */
export interface StackIdentity {
  definition: string;
  definitionVersion: string;
  service: string;
  component: string;
  environment: string;
  owner: string;
  account: string;
  region: string;
}

/** What each kind of ledger line says. Data never holds a secret. */
export interface LineData {
  'plan-created': StackIdentity & {
    planId: string;
    action: PlanRequestActionEnum;
  };
  'plan-sealed': {
    planId: string;
    outcome: 'ready' | 'no-changes';
    digest?: string;
    /** What the stack costs with it; `delta` is the difference per month. */
    cost?: MonthlyCost & { delta?: number };
  };
  'plan-failed': { planId: string; reason: string };
  'plan-discarded': { planId: string };
  'plan-expired': { planId: string };
  'owner-changed': { from: string; to: string };
  'finding-acknowledged': {
    rule: string;
    /** Construct path or logical id; empty for the stack as a whole. */
    resource: string;
    reason: string;
    expiresAt: string;
  };
  /** `id` is the seq of the line that acknowledged. */
  'acknowledgement-withdrawn': { id: number; rule: string; resource: string };
  'deployment-started': StackIdentity & {
    deploymentId: string;
    planId?: string;
    kind: DeploymentKindEnum;
    digest?: string;
    /** Digest of the evidence bundle. */
    evidence?: string;
    stackId: string;
    config?: { [key: string]: unknown };
    /** What it is bound to from now on. */
    binds?: Binding[];
    patches?: Patch[];
    /** What the stack costs once it is deployed. */
    cost?: MonthlyCost;
    fixedNames: { type: string; name: string }[];
  };
  'deployment-progressed': {
    deploymentId: string;
    state: DeploymentState;
    status?: string;
  };
  /** Nothing is executed before it. */
  'evidence-stored': {
    deploymentId: string;
    digest: string;
    /** `s3://bucket/key`. */
    location: string;
    /** ARN of the key that signed. */
    key: string;
    /** sha256 of the public key. */
    keyId: string;
  };
  'evidence-copied': { deploymentId: string; location: string };
  'evidence-copy-failed': {
    deploymentId: string;
    location: string;
    reason: string;
  };
  /** CloudFormation is done; the units are not known to be healthy yet. */
  'deployment-settling': {
    deploymentId: string;
    status?: string;
    updatedAt?: string;
    outputs?: Output[];
  };
  'deployment-ended': {
    deploymentId: string;
    state: DeploymentState;
    reason?: string;
    status?: string;
    updatedAt?: string;
    outputs?: Output[];
  };
  'changed-outside': { state: StackState; status: string; updatedAt?: string };
  'health-changed': { status: HealthStatus; sentence: string };
  'operation-started': JsonObject;
  'operation-finished': JsonObject;
}

export type LineKind = keyof LineData;

/** What is appended. */
export type NewLine = {
  [Kind in LineKind]: {
    stack: string;
    /** Entity ref of a user, or `plugin:<id>` for what a plugin did of itself. */
    actor: string;
    kind: Kind;
    data: LineData[Kind];
  };
}[LineKind];

/** An appended line. */
export type Line = NewLine & { seq: number; at: string };

/** Actor of what this plugin found out or did of itself. */
export const PLUGIN_ACTOR = 'plugin:stacks';
