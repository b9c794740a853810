/** An AWS API call that fails, is throttled, or is slow. Absent fields match everything. */
export interface ApiFault {
  /** Service as in the signature, such as `cloudformation`. */
  service?: string;
  /** Regular expression searched in the action, such as `^DescribeStack`. */
  action?: string;
  /** AWS error code; without it the call is only delayed. */
  error?: string;
  message?: string;
  /** HTTP status, 400 by default. */
  status?: number;
  /** Share of matching calls, 0 to 1; 1 by default. */
  rate?: number;
  /** The rule is gone after this many hits. */
  count?: number;
  /** Seconds. */
  delay?: number;
}

/** What waits until it is released. */
export type Holdable =
  | Required<Pick<ApiFault, 'service' | 'action'>>
  | Pick<ResourceFault, 'stack' | 'resource'>;

/** A call or a resource that waits. */
export interface Hold {
  /** Whether it came and waits now. */
  reached(): Promise<boolean>;
  release(): Promise<void>;
}

/** A resource of a stack whose creation, update or deletion fails. */
export interface ResourceFault {
  /** Stack name; every stack without it. */
  stack?: string;
  /** Regular expression searched in `<logical id> <resource type>`. */
  resource: string;
  phase?: 'CREATE' | 'UPDATE' | 'ROLLBACK' | 'DELETE' | 'START';
  /** What the stack event says. */
  reason?: string;
  rate?: number;
  count?: number;
}

/** One AWS API call that reached the local AWS over HTTP. */
export interface Call {
  id: string;
  /** ISO 8601. */
  time: string;
  /** Service as in the signature. */
  service: string;
  action: string;
  account: string;
  region: string;
  parameters: Record<string, unknown>;
  /** HTTP status it was answered with. */
  status: number;
  /** AWS error code. */
  error: string | null;
  requestId: string | null;
}

/** Which calls to list: each given field or request parameter must be equal; `since` is an ISO 8601 time. */
export type CallFilter = Partial<
  Pick<Call, 'service' | 'action' | 'account' | 'region'>
> & { since?: string } & Record<string, string>;

/** The health the local AWS reports for a load balancer's target from now on. */
export interface TargetHealthOverride {
  /** Target id: an instance id or an IP address. */
  id: string;
  /** Target group ARN; every group the target is in without it. */
  group?: string;
  /** `healthy` removes the override. */
  state: TargetHealth;
  /** AWS's reason code, such as `Target.FailedHealthChecks`. */
  reason?: string;
  description?: string;
}

/** State of a load balancer's target, in AWS's words. */
export type TargetHealth =
  | 'healthy'
  | 'unhealthy'
  | 'initial'
  | 'draining'
  | 'unused';

/** How the local AWS stands. */
export interface SandboxStatus {
  ready: boolean;
  /** ISO 8601; logs, metrics and physical ids are not older. */
  startedAt: string;
  /** Names of the stacks that were restored at this start. */
  restoredStacks: string[];
  /** What of the journal could not be read, in sentences. */
  problems: string[];
  /** What it cannot show honestly. */
  limits: { id: string; title: string; detail: string }[];
  /** Resource types in use that are only recorded. */
  stubTypes: string[];
  /** Resource types in use that drift detection does not read. */
  unreadDriftTypes: string[];
  supportedTypes: string[];
}

/** A stack whose workload is simulated. */
export interface WorkloadView {
  /** Definition id, such as `dagger-engine-pool`. */
  kind: string;
  stack: string;
  stackId: string;
  account: string;
  region: string;
  /** Where its log lines go; null when the stack has no such log group. */
  logGroup: string | null;
  units: {
    /** Instance id. */
    id: string;
    state: 'starting' | 'serving' | 'failing';
    sessions: number;
  }[];
}
