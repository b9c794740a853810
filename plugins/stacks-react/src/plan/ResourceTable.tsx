import type { ResourceRef } from '@enginehouse/plugin-stacks-common';
import { CopyableId } from '../layout/CopyableId';
import { DataTable } from '../layout/DataTable';

/** Resources with their type, physical id and, where one is given, why they are listed. */
export function ResourceTable({
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
          width: '32%',
          isRowHeader: true,
          cell: r => r.logicalId,
        },
        { id: 'type', label: 'Type', width: '24%', cell: r => r.resourceType },
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
