import type { Environment } from '@enginehouse/aws-node';
import type { Finding, LedgerLine } from '@enginehouse/plugin-stacks-common';
import { blockingReasons } from '../acknowledgements/acknowledgeFindings';
import type { PlanRecord } from './types';

/** What a plan that is not `ready` says. */
const CLOSED: Record<Exclude<PlanRecord['state'], 'ready'>, string> = {
  planning: 'The plan is still being made',
  failed: 'The plan could not be made',
  'no-changes': 'There is nothing to apply',
  applied: 'The plan was applied already',
  discarded: 'The plan was discarded',
  expired: 'The plan has expired',
};

const STARTED = 'deployment-started';
/** CloudFormation is done with it, though its units may still settle. */
const DONE = ['deployment-settling', 'deployment-ended'];

/**
 * The one gate before apply: every reason, in words, why a plan may not be applied now; none when it may. Whether the stack moved meanwhile is `Planner.staleness`, who
 * may is a permission.
 *
 * @param lines - the stack's ledger lines since the plan was made, in any order
 * @param environment - as configured now; `undefined` when it is configured no more
 * @param findings - those of the plan, with what is acknowledged as of now
 */
export function mayApply(
  record: PlanRecord,
  lines: readonly Pick<LedgerLine, 'seq' | 'kind'>[],
  environment: Environment | undefined,
  findings: readonly Finding[],
): string[] {
  if (record.state !== 'ready') {
    const { error } = record.plan;
    return [error ? `${CLOSED[record.state]}: ${error}` : CLOSED[record.state]];
  }
  return [
    ...expiry(record),
    ...moved(record, environment),
    ...protection(record),
    ...blockingReasons(findings),
    ...running(lines),
  ];
}

function expiry({ expiresAt }: PlanRecord): string[] {
  return Date.parse(expiresAt) <= Date.now()
    ? [`The plan expired at ${expiresAt}`]
    : [];
}

function moved(
  { plan, seal }: PlanRecord,
  environment: Environment | undefined,
): string[] {
  if (!environment) {
    return [`Environment ${plan.environment} is no longer configured`];
  }
  const { name, account, region, executionRole } = environment;
  if (account !== plan.account || region !== plan.region) {
    return [
      `Environment ${name} is now account ${account}, region ${region}; the plan was made for ${plan.account}, ${plan.region}`,
    ];
  }
  return seal?.executionRole === executionRole
    ? []
    : [`The execution role of environment ${name} is not the sealed one`];
}

function protection({ plan }: PlanRecord): string[] {
  return (plan.destroy?.protected ?? []).map(
    what => `${what}; plan and apply the change that lifts it first`,
  );
}

function running(lines: Parameters<typeof mayApply>[1]): string[] {
  const last = [...lines]
    .sort((a, b) => a.seq - b.seq)
    .findLast(({ kind }) => kind === STARTED || DONE.includes(kind));
  return last?.kind === STARTED
    ? ['A deployment of this stack is running']
    : [];
}
