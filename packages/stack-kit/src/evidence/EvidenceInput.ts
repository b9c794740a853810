import type { Finding } from '../policy';
import type { Package } from './packagesBehind';

/** Everything a deployment is made from and decided by: what its evidence says. Values only; the same input gives the same bytes anywhere. */
export interface EvidenceInput {
  deployment: {
    id: string;
    planId: string;
    stack: string;
    service: string;
    component: string;
    owner: string;
    environment: string;
    account: string;
    region: string;
    /** Entity ref of the person who planned it. */
    plannedBy: string;
    /** Entity ref of the person who applied it. */
    appliedBy: string;
  };
  definition: { id: string; version: string };
  /** The manifest: text of the service.yml. */
  manifest: string;
  /** The resolved configuration with the origin of each value, and what was changed in what the definition built. */
  configuration: { config: unknown; origin: unknown; patches?: unknown };
  /** What was read from AWS, and what the stack is bound to. */
  lookups: { values: unknown; binds?: unknown };
  /** The template as CloudFormation was given it. */
  template: string;
  parameters: Record<string, string>;
  tags: Record<string, string>;
  assets: readonly EvidenceAsset[];
  /** The packages that made the template; the definition's own is the first. */
  packages: readonly Package[];
  /** With what was acknowledged when the plan was applied. */
  findings: readonly Finding[];
  changes: unknown;
  seal: EvidenceSeal;
  /** As estimated when planned. */
  cost?: unknown;
}

/** What a plan is bound to, as far as the evidence compares it with its other parts. */
export interface EvidenceSeal {
  digest: string;
  stackId: string;
  changeSetId?: string;
  templateDigest: string;
}

/** A published file. */
export interface EvidenceAsset {
  bucket: string;
  key: string;
  /** Hex digest of `bytes`. */
  sha256: string;
  bytes: Uint8Array;
}
