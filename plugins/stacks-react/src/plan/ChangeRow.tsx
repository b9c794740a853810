import type { Change } from '@enginehouse/plugin-stacks-common';
import { Text } from '@backstage/ui';
import { CopyableId } from '../layout/CopyableId';
import { DataTable } from '../layout/DataTable';
import { Chip } from '../status/Chip';
import type { Tone } from '../status/statuses';
import { Disclosure } from '../layout/Disclosure';
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
          <Text weight="bold">{change.logicalId}</Text>
          <Text color="secondary">{change.resourceType}</Text>
          {change.replacement === 'yes' && <Chip tone="warning">replaces</Chip>}
          {change.replacement === 'conditional' && (
            <Chip tone="warning">may replace</Chip>
          )}
          {change.interrupts && <Chip tone="warning">interrupts</Chip>}
        </>
      }
    >
      {change.constructPath && (
        <Text as="p" color="secondary" variant="body-small">
          {change.constructPath}
        </Text>
      )}
      {change.physicalId && (
        <CopyableId
          id={change.physicalId}
          label={`physical id of ${change.logicalId}`}
        />
      )}
      {change.properties.length === 0 ? (
        <Text as="p">No property is named by CloudFormation.</Text>
      ) : (
        <PropertyTable change={change} />
      )}
    </Disclosure>
  );
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
        { id: 'replaces', label: 'Replaces', cell: p => p.replaces },
      ]}
    />
  );
}
