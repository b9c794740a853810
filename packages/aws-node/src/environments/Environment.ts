import type { Amis, Framework } from '@enginehouse/stack-kit';

/**
 * A named target, as configured under `stacks.environments`.
 * @public
 */
export interface Environment {
  name: string;
  /** Twelve digits. */
  account: string;
  region: string;
  /** URL of an AWS that is not AWS's own; set on each client, never by an environment variable. */
  endpoint?: string;
  /** ARN of the role that reads are made with; the account's base credentials without it. */
  readRole?: string;
  /** ARN of the role that changes are made with; the account's base credentials without it. */
  deployRole?: string;
  /** ARN of the role CloudFormation itself uses; sealed into each plan. */
  executionRole?: string;
  framework: Framework;
  /** Partial configuration by definition id. */
  defaults: Record<string, Record<string, unknown>>;
  /** Literals that take the place of reads from AWS. */
  lookups: ConfiguredLookups;
  /** Machine images by baseline, such as `UBI9`. */
  amis: Amis;
  /** How many approvals an apply needs. */
  approvals: number;
  /** Whether stacks are protected against deletion once they are deployed. */
  terminationProtection: boolean;
  /** Where the environment tells what it cannot show honestly. */
  statusUrl?: string;
  /** Where the evidence of deployments is kept, and what it is signed with. */
  evidence?: { bucket: string; key: string };
}

/**
 * Literals by kind of lookup.
 * @public
 */
export interface ConfiguredLookups {
  /** Values by full parameter name. */
  'ssm-parameter'?: Record<string, string>;
  /** Address range and private subnets by VPC id. */
  vpc?: Record<string, unknown>;
  /** Zone names of the region. */
  'availability-zones'?: string[];
  /** Certificate ARNs by domain name. */
  certificate?: Record<string, string>;
  /** Name, ARN and key of buckets by name. */
  bucket?: Record<string, unknown>;
  /** ARN and id of KMS keys by the reference a configuration gives. */
  'kms-key'?: Record<string, unknown>;
}
