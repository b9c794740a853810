import type {
  Acknowledgement,
  Finding,
} from '@enginehouse/plugin-stacks-common';

/** Findings with what people acknowledged and has not expired. What the definition itself acknowledges stays its own. */
export function acknowledgeFindings(
  findings: readonly Finding[],
  acknowledgements: readonly Acknowledgement[],
): Finding[] {
  const effective = acknowledgements.filter(({ expired }) => !expired);
  return findings.map(finding => {
    if (finding.acknowledged) return finding;
    const { rule, resource } = finding;
    const given = effective.find(
      a =>
        a.rule === rule &&
        (a.resource === resource.path || a.resource === resource.logicalId),
    );
    if (!given) return finding;
    const { id, by, reason, at, expiresAt } = given;
    const acknowledged = {
      ...{ id, by, reason, at, expiresAt },
      source: 'person' as const,
    };
    return { ...finding, acknowledged };
  });
}

/** What keeps the plan with these findings from being applied, in words. */
export function blockingReasons(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ blocking, acknowledged }) => blocking && !acknowledged)
    .map(
      ({ rule, resource, reason }) =>
        `${rule} at ${
          resource.path || 'the stack'
        }: ${reason} Change it, or have it acknowledged.`,
    );
}
