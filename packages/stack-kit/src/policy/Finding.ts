/** How much a finding matters by itself. Whether it blocks depends on the framework, too. */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** Why a finding is accepted, and by whom. */
export interface FindingAcknowledgement {
  /** Id of the definition, or the entity ref of a person. */
  by: string;
  reason: string;
  source: 'definition' | 'person';
  /** When a person said so, ISO 8601. A definition says it in its code. */
  at?: string;
  /** From when on it counts no more, ISO 8601. What a definition says does not expire. */
  expiresAt?: string;
}

/** What a policy found at one resource. */
export interface Finding {
  /** The same for the same rule at the same resource, in every plan. */
  id: string;
  /** Such as `AwsSolutions-S1` or `bucket-encrypted`. */
  rule: string;
  /** Where the rule comes from: a cdk-nag pack, or the Rego policy of the definition. */
  pack: string;
  /** Ids of the NIST SP 800-53 rev 5 catalog, such as `ac-2.4`, sorted. */
  controls: string[];
  resource: FindingResource;
  severity: FindingSeverity;
  reason: string;
  /** Whether a plan with it may not be applied until it is acknowledged. */
  blocking: boolean;
  acknowledged?: FindingAcknowledgement;
}

/** Where a finding is. A finding about the whole stack has no logical id and an empty path. */
export interface FindingResource {
  logicalId: string;
  /** Construct path without the stack's name. */
  path: string;
  /** CloudFormation type. */
  type: string;
}

/** The type of what is found about a stack as a whole. */
export const STACK_TYPE = 'AWS::CloudFormation::Stack';
