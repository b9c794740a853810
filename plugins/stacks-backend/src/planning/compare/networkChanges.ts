import type { TemplateDiff } from '@aws-cdk/cloudformation-diff';
import type { SecurityChanges } from '@enginehouse/plugin-stacks-common';

type SecurityGroupChanges = TemplateDiff['securityGroupChanges'];
type Rule = SecurityGroupChanges['ingress']['additions'][number];
type NetworkChange = SecurityChanges['network'][number];

/** Which port opens or closes to whom. */
export function networkChanges(groups: SecurityGroupChanges): NetworkChange[] {
  return (['ingress', 'egress'] as const).flatMap(direction => [
    ...groups[direction].additions.map(r => toChange('add', direction, r)),
    ...groups[direction].removals.map(r => toChange('remove', direction, r)),
  ]);
}

function toChange(
  change: NetworkChange['change'],
  direction: NetworkChange['direction'],
  rule: Rule,
): NetworkChange {
  return {
    change,
    direction,
    group: rule.groupId,
    protocol: rule.ipProtocol === '-1' ? 'all' : rule.ipProtocol,
    ports: portsOf(rule),
    peer: rule.describePeer(),
    wider: change === 'add' && !isNobody(rule),
  };
}

function portsOf({ ipProtocol, fromPort, toPort }: Rule): string {
  if (ipProtocol === '-1' || fromPort === undefined) return 'all';
  return fromPort === toPort ? `${fromPort}` : `${fromPort}-${toPort}`;
}

/** The rule CDK writes where nothing may go out: it names an address nobody has. */
function isNobody({ peer }: Rule): boolean {
  return peer?.kind === 'cidr-ip' && peer.ip === '255.255.255.255/32';
}
