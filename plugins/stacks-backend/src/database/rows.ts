/** A row that one process works on at a time; see `Leases`. */
export interface LeasedRow {
  lease_owner: string | null;
  /** Milliseconds since the epoch by the database's clock; PostgreSQL answers a string. */
  lease_until: number | string | null;
  lease_token: number;
}

export interface StackRow extends LeasedRow {
  name: string;
  ledger_seq: number;
  state: string;
  resting_state: string;
  live: boolean;
  open_plans: number;
  definition: string;
  definition_version: string | null;
  service: string;
  component: string;
  environment: string;
  owner: string;
  account: string;
  region: string;
  stack_id: string | null;
  created_at: string;
  changed_at: string;
  changed_by: string | null;
  changed_outside_at: string | null;
  deployment_id: string | null;
  cloudformation_status: string | null;
  cloudformation_updated_at: string | null;
  config: string | null;
  binds: string | null;
  patches: string | null;
  outputs: string | null;
  fixed_names: string;
  cost: string | null;
  next_cost: string | null;
  monthly_cost: number | null;
}

export interface StackHealthRow {
  stack: string;
  status: string;
  sentence: string;
  at: string;
  since: string;
}

export interface LedgerRow {
  stack: string;
  seq: number;
  at: string;
  actor: string;
  kind: string;
  data: string;
}

export interface PlanRow extends LeasedRow {
  id: string;
  stack: string;
  state: string;
  created_at: string;
  expires_at: string;
  created_by: string;
  deployment_id: string | null;
  request: string;
  plan: string;
  seal: string | null;
  execution: string | null;
}

export interface DeploymentRow extends LeasedRow {
  id: string;
  stack: string;
  plan_id: string | null;
  kind: string;
  state: string;
  started_at: string;
  started_by: string;
  finished_at: string | null;
  settle_until: string | null;
  ended_at: string | null;
  reason: string | null;
  definition: string;
  environment: string;
  account: string;
  region: string;
  stack_id: string;
  change_set_id: string | null;
  execution_role: string | null;
  cloudformation_status: string | null;
  total: number;
  before_event_id: string | null;
  last_event_id: string | null;
  last_seq: number;
  outputs: string | null;
  failure: string | null;
  retained: string | null;
  retain: string | null;
}

export interface DeploymentEventRow {
  deployment: string;
  seq: number;
  event_id: string;
  at: string;
  logical_id: string;
  resource_type: string;
  physical_id: string | null;
  status: string;
  reason: string | null;
  outside: boolean;
}

export interface EvidenceRow {
  deployment: string;
  stack: string;
  digest: string;
  bucket: string;
  object_key: string;
  signing_key: string;
  key_id: string;
  public_key: string;
  envelope: string;
  acknowledged: string;
  stored: boolean;
  /** `none`: the stack has no bucket for it. */
  copy_state: 'due' | 'copied' | 'failed' | 'none';
  copy_attempts: number;
  copy_after: string | null;
  copy_location: string | null;
  copy_reason: string | null;
}
