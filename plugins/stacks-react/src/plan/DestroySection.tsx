import type {
  DestroyEffect,
  ResourceRef,
} from '@enginehouse/plugin-stacks-common';
import { Alert, Flex, Text } from '@backstage/ui';
import { CopyableId } from '../layout/CopyableId';
import { DataTable } from '../layout/DataTable';
import { Panel } from '../layout/Panel';

/** What a destroy deletes, keeps, is refused by, and whom it breaks. */
export function DestroySection({ effect }: { effect: DestroyEffect }) {
  const { deleted, retained, dependents } = effect;
  return (
    <Flex direction="column" gap="4">
      {effect.protected.length > 0 && (
        <Alert
          status="danger"
          icon
          title="Protected from deletion"
          description={<Names of={effect.protected} />}
        />
      )}
      {dependents.length > 0 && (
        <Alert
          status="warning"
          icon
          title="Other stacks depend on it"
          description={<Names of={dependents} />}
        />
      )}
      <Panel title={`Deleted (${deleted.length})`}>
        {deleted.length === 0 ? (
          <Text as="p">Nothing is deleted.</Text>
        ) : (
          <ResourceTable
            caption="Resources that are deleted"
            resources={deleted}
          />
        )}
      </Panel>
      <Panel title={`Kept (${retained.length})`}>
        {retained.length === 0 ? (
          <Text as="p">Nothing is kept.</Text>
        ) : (
          <ResourceTable
            caption="Resources that are kept"
            resources={retained}
          />
        )}
      </Panel>
    </Flex>
  );
}

function Names({ of: names }: { of: string[] }) {
  return (
    <ul style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
      {names.map(name => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}

function ResourceTable({
  caption,
  resources,
}: {
  caption: string;
  resources: ResourceRef[];
}) {
  const withReasons = resources.some(({ reason }) => reason);
  return (
    <DataTable
      caption={caption}
      items={resources}
      keyOf={resource => resource.logicalId}
      columns={[
        {
          id: 'logicalId',
          label: 'Resource',
          isRowHeader: true,
          cell: r => r.logicalId,
        },
        { id: 'type', label: 'Type', cell: r => r.resourceType },
        {
          id: 'physicalId',
          label: 'Physical id',
          cell: r =>
            r.physicalId ? (
              <CopyableId
                id={r.physicalId}
                label={`physical id of ${r.logicalId}`}
              />
            ) : (
              'none'
            ),
        },
        ...(withReasons
          ? [
              {
                id: 'reason',
                label: 'Why',
                cell: (r: ResourceRef) => r.reason ?? '',
              },
            ]
          : []),
      ]}
    />
  );
}
