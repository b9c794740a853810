import { Template, TemplateResource } from '../build/template';
import { groupBy } from './groupBy';
import { code, table } from './markdown';

/** How many resources of each type a template has, and what becomes of them when its stack is destroyed. */
export function resourceTable({ Resources }: Template): string {
  const byType = groupBy(Object.values(Resources), ({ Type }) => Type);
  return table(
    ['resource type', 'how many', 'when the stack is destroyed'],
    [...byType]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, members]) => [
        code(type),
        String(members.length),
        fateOf(members),
      ]),
  );
}

const FATES = {
  Delete: 'goes',
  Retain: '**stays**',
  Snapshot: 'goes; **a final snapshot stays**',
};

/** Of a type whose resources do not all fare alike, it says how many do. */
function fateOf(members: TemplateResource[]): string {
  const byPolicy = [...groupBy(members, policyOf)];
  return byPolicy.length === 1
    ? FATES[byPolicy[0][0]]
    : byPolicy
        .map(([policy, { length }]) => `${length}: ${FATES[policy]}`)
        .join('; ');
}

/** AWS keeps a final snapshot of databases that state nothing; an instance of a cluster has no data of its own (CloudFormation: DeletionPolicy). */
function policyOf(resource: TemplateResource): keyof typeof FATES {
  const { Type, Properties, DeletionPolicy } = resource;
  switch (DeletionPolicy) {
    case 'Retain':
    case 'RetainExceptOnCreate':
      return 'Retain';
    case 'Snapshot':
      return 'Snapshot';
    case undefined:
      return Type === 'AWS::RDS::DBCluster' ||
        (Type === 'AWS::RDS::DBInstance' && !Properties?.DBClusterIdentifier)
        ? 'Snapshot'
        : 'Delete';
    default:
      return 'Delete';
  }
}
