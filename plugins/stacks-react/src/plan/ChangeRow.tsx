import type { Change } from '@enginehouse/plugin-stacks-common';
import { Text } from '@backstage/ui';
import { CopyableId } from '../layout/CopyableId';
import { DataTable } from '../layout/DataTable';
import { Disclosure } from '../layout/Disclosure';
import { FactList } from '../layout/FactList';
import { Chip } from '../status/Chip';
import type { Tone } from '../status/statuses';
import { Value } from './Value';

const actions: Record<
  Change['action'],
  { word: string; sign: string; tone: Tone }
> = {
  add: { word: 'Added', sign: '+', tone: 'positive' },
  modify: { word: 'Changed', sign: '~', tone: 'active' },
  replace: { word: 'Replaced', sign: '⟳', tone: 'warning' },
  remove: { word: 'Removed', sign: '−', tone: 'negative' },
  retain: { word: 'Kept, no longer managed', sign: '·', tone: 'neutral' },
};

/** One resource that changes; opens to its properties, before → after. */
export function ChangeRow({ change }: { change: Change }) {
  const { word, sign, tone } = actions[change.action];
  return (
    <Disclosure
      summary={
        <>
          <Chip tone={tone} icon={<span aria-hidden="true">{sign}</span>}>
            {word}
          </Chip>
          <Text weight="bold">{nameOf(change)}</Text>
          <Text color="secondary">{change.resourceType}</Text>
          {change.replacement === 'yes' && <Chip tone="warning">replaces</Chip>}
          {change.replacement === 'conditional' && (
            <Chip tone="warning">may replace</Chip>
          )}
          {change.interrupts && <Chip tone="warning">interrupts</Chip>}
        </>
      }
    >
      <FactList
        facts={[
          { label: 'Logical id', value: <code>{change.logicalId}</code> },
          {
            label: 'Physical id',
            value: change.physicalId && (
              <CopyableId
                id={change.physicalId}
                label={`physical id of ${change.logicalId}`}
              />
            ),
          },
        ]}
      />
      {change.properties.length === 0 ? (
        <Text as="p">No property is named by CloudFormation.</Text>
      ) : (
        <PropertyTable change={change} />
      )}
    </Disclosure>
  );
}

/** Its place in the construct tree reads better than the logical id made from it. */
function nameOf({ constructPath, logicalId }: Change): string {
  return constructPath?.replace(/\/Resource$/, '') ?? logicalId;
}

function PropertyTable({ change }: { change: Change }) {
  return (
    <DataTable
      caption={`Properties of ${change.logicalId}`}
      items={change.properties}
      keyOf={property => property.path}
      columns={[
        {
          id: 'path',
          label: 'Property',
          width: '25%',
          isRowHeader: true,
          cell: p => <code>{p.path}</code>,
        },
        {
          id: 'before',
          label: 'Before',
          cell: p => (
            <Value
              value={p.before}
              absent={change.action === 'add' ? 'new' : 'not set or not known'}
            />
          ),
        },
        {
          id: 'after',
          label: 'After',
          cell: p => (
            <Value
              value={p.after}
              absent={
                change.action === 'remove'
                  ? 'removed'
                  : 'removed, or known after apply'
              }
            />
          ),
        },
        {
          id: 'replaces',
          label: 'Replaces',
          width: '7rem',
          cell: p => p.replaces,
        },
      ]}
    />
  );
}
