import type { DeploymentEventRow, DeploymentRow } from '../database/rows';

const STACK_ID = 'arn:aws:cloudformation:us-east-1:123456789012:stack/shop/1';

/** A running create, with changes. */
export function deploymentRow(
  changes: Partial<DeploymentRow> = {},
): DeploymentRow {
  return {
    id: 'd1',
    stack: 'shop',
    plan_id: 'p1',
    kind: 'create',
    state: 'deploying',
    started_at: '2026-01-01T00:00:00.000Z',
    started_by: 'user:default/ada',
    finished_at: null,
    settle_until: null,
    ended_at: null,
    reason: null,
    definition: 'things',
    environment: 'sandbox',
    account: '123456789012',
    region: 'us-east-1',
    stack_id: STACK_ID,
    change_set_id: 'arn:changeSet',
    execution_role: null,
    cloudformation_status: 'CREATE_IN_PROGRESS',
    total: 3,
    before_event_id: null,
    last_event_id: null,
    last_seq: 0,
    outputs: null,
    failure: null,
    retained: null,
    retain: null,
    lease_owner: null,
    lease_until: null,
    lease_token: 0,
    ...changes,
  };
}

/** Events out of `<logical id> <status> [reason]`, in order; `Stack` is the stack itself, and a leading `!` marks another's event. */
export function eventRows(...lines: string[]): DeploymentEventRow[] {
  return lines.map((line, index) => {
    const [id, status, ...reason] = line.replace('!', '').split(' ');
    const ofStack = id === 'Stack';
    return {
      deployment: 'd1',
      seq: index + 1,
      event_id: `e${index + 1}`,
      at: new Date(index * 1_000).toISOString(),
      logical_id: ofStack ? 'shop' : id,
      resource_type: ofStack ? 'AWS::CloudFormation::Stack' : 'AWS::SQS::Queue',
      physical_id: ofStack ? STACK_ID : `${id}-physical`,
      status,
      reason: reason.join(' ') || null,
      outside: line.startsWith('!'),
    };
  });
}
