import type { DBProxy, DBProxyTarget } from '@aws-sdk/client-rds';
import { HEALTHY, worstOf, type Condition } from '../condition';

/** How the proxy sees one database behind it, in its words: "DB instance is unavailable (UNREACHABLE)". */
export function targetCondition({ TargetHealth }: DBProxyTarget): Condition {
  const { State, Reason, Description } = TargetHealth ?? {};
  const said = [Description, Reason && `(${Reason})`].filter(Boolean).join(' ');
  const reason = said || `the proxy says ${State ?? 'nothing'}`;
  switch (State) {
    case 'AVAILABLE':
      return HEALTHY;
    case 'REGISTERING':
      return { status: 'degraded', reason };
    case 'UNAVAILABLE':
      return { status: 'unhealthy', reason };
    default:
      return { status: 'unknown', reason };
  }
}

/** The databases behind a proxy; a cluster that is tracked stands for its instances, which are listed themselves. */
export function databasesOf(targets: DBProxyTarget[]): DBProxyTarget[] {
  const instances = targets.filter(({ Type }) => Type !== 'TRACKED_CLUSTER');
  return instances.length > 0 ? instances : targets;
}

/** A proxy serves while it is available and reaches a database; one of several that it does not reach degrades it. */
export function proxyCondition(
  proxy: DBProxy,
  targets: DBProxyTarget[],
): Condition {
  return worstOf([ofProxy(proxy.Status), ofTargets(databasesOf(targets))]);
}

function ofProxy(status: string | undefined): Condition {
  const reason = `RDS Proxy says ${status}`;
  switch (status) {
    case 'available':
      return HEALTHY;
    case 'creating':
    case 'modifying':
    case 'reactivating':
      return { status: 'degraded', reason };
    case 'incompatible-network':
    case 'insufficient-resource-limits':
    case 'suspended':
    case 'suspending':
      return { status: 'unhealthy', reason };
    default:
      return { status: 'unknown', reason };
  }
}

function ofTargets(databases: DBProxyTarget[]): Condition {
  if (databases.length === 0) {
    return { status: 'unhealthy', reason: 'no database is registered' };
  }
  const conditions = databases.map(targetCondition);
  const troubled = conditions.filter(({ status }) => status !== 'healthy');
  const worst = worstOf(conditions);
  if (troubled.length === 0) return HEALTHY;
  const counted = `${troubled.length} of ${databases.length} databases behind it: ${worst.reason}`;
  return {
    status: troubled.length < databases.length ? 'degraded' : worst.status,
    reason: counted,
  };
}
