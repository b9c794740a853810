import type { Finding } from '@enginehouse/plugin-stacks-common';
import { formatCount } from '../format/number';

/** How findings stand: what stops the plan, what does not, and what somebody accepted. */
export type FindingGroups = Record<
  'blocking' | 'open' | 'acknowledged',
  Finding[]
>;

const urgency: Finding['severity'][] = ['error', 'warning', 'info'];

/** Findings by how they stand, the gravest first. */
export function findingGroups(findings: readonly Finding[]): FindingGroups {
  const groups: FindingGroups = { blocking: [], open: [], acknowledged: [] };
  const gravestFirst = [...findings].sort(
    (a, b) => urgency.indexOf(a.severity) - urgency.indexOf(b.severity),
  );
  for (const finding of gravestFirst) {
    groups[standing(finding)].push(finding);
  }
  return groups;
}

function standing({ acknowledged, blocking }: Finding): keyof FindingGroups {
  if (acknowledged) {
    return 'acknowledged';
  }
  return blocking ? 'blocking' : 'open';
}

/** What nobody has accepted yet, in numbers: `2 findings, 1 blocking`. */
export function findingsWords(findings: readonly Finding[]): string {
  const { blocking, open } = findingGroups(findings);
  const unanswered = formatCount(blocking.length + open.length, 'finding');
  return blocking.length > 0
    ? `${unanswered}, ${blocking.length} blocking`
    : unanswered;
}

/** `AWS::S3::Bucket` as `S3 Bucket`; what is about no resource is about the whole stack. */
export function resourceWords({
  logicalId,
  type,
}: Finding['resource']): string {
  return logicalId
    ? type.replace(/^AWS::/, '').replace(/::/g, ' ')
    : 'The whole stack';
}
