import { HEALTHY, type Condition } from '../condition';

/** RDS says these while the database takes connections. */
const USABLE =
  /^(available|backing-up|storage-(optimization|initialization|config-upgrade)|configuring-[a-z-]+)$/;
const PASSING =
  /^(creating|starting|stopping|modifying|maintenance|rebooting|upgrading|renaming|promoting|migrating|failing-over|scaling-[a-z-]+|resetting-master-credentials|update-iam-db-auth|(moving|converting)-to-vpc)$/;
const BROKEN =
  /^(stopped|failed|storage-full|insufficient-capacity|incompatible-[a-z-]+|inaccessible-encryption-credentials[a-z-]*|[a-z-]+-(error|failed))$/;

/** What the status of a cluster, an instance or a proxy means, in RDS's words: "RDS says rebooting". */
export function databaseCondition(status = 'nothing'): Condition {
  if (USABLE.test(status)) return HEALTHY;
  const reason = `RDS says ${status}`;
  if (PASSING.test(status)) return { status: 'degraded', reason };
  if (BROKEN.test(status)) return { status: 'unhealthy', reason };
  return { status: 'unknown', reason };
}
