import { useMemo } from 'react';
import { Text } from '@backstage/ui';
import type { DeploymentResource } from '@enginehouse/plugin-stacks-common';
import {
  CopyableId,
  DataTable,
  Panel,
  RelativeTime,
  StatusBadge,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';

const columns: DataColumn<DeploymentResource>[] = [
  {
    id: 'logicalId',
    label: 'Resource',
    isRowHeader: true,
    cell: ({ logicalId, constructPath }) => (
      <>
        <div style={{ overflowWrap: 'anywhere' }}>{logicalId}</div>
        {constructPath && (
          <Text
            variant="body-small"
            color="secondary"
            style={{ overflowWrap: 'anywhere' }}
          >
            {constructPath}
          </Text>
        )}
      </>
    ),
  },
  { id: 'type', label: 'Type', cell: resource => resource.resourceType },
  {
    id: 'status',
    label: 'Status',
    cell: ({ status, reason }) => (
      <>
        <StatusBadge kind="resource" value={status} />
        {reason && <div>{reason}</div>}
      </>
    ),
  },
  {
    id: 'physicalId',
    label: 'Physical id',
    cell: ({ physicalId, logicalId }) =>
      physicalId ? (
        <CopyableId id={physicalId} label={`physical id of ${logicalId}`} />
      ) : (
        'none yet'
      ),
  },
  { id: 'at', label: 'Since', cell: ({ at }) => <RelativeTime at={at} /> },
];

/** The resources with their live status; failed ones first, the others where they were, so that no row jumps. */
export function ResourcesPanel({
  resources,
}: {
  resources: DeploymentResource[];
}) {
  const ordered = useMemo(() => {
    const failed = resources.filter(({ status }) => status.endsWith('_FAILED'));
    return [
      ...failed,
      ...resources.filter(resource => !failed.includes(resource)),
    ];
  }, [resources]);
  return (
    <Panel title={`Resources (${resources.length})`}>
      {ordered.length === 0 ? (
        <Text as="p">CloudFormation has not begun with a resource yet.</Text>
      ) : (
        <DataTable
          caption="Resources with their status"
          columns={columns}
          items={ordered}
          keyOf={resource => resource.logicalId}
        />
      )}
    </Panel>
  );
}
