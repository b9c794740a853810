import { useMemo, useState } from 'react';
import { Text } from '@backstage/ui';
import type {
  Deployment,
  DeploymentResource,
} from '@enginehouse/plugin-stacks-common';
import {
  CopyableId,
  DataTable,
  Disclosure,
  formatCount,
  isFailed,
  isRunning,
  Panel,
  RelativeTime,
  StatusBadge,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';

const columns: DataColumn<DeploymentResource>[] = [
  {
    id: 'place',
    label: 'Resource',
    isRowHeader: true,
    width: '34%',
    cell: ({ logicalId, constructPath, resourceType }) => (
      <>
        <div>{constructPath?.replace(/\/Resource$/, '') ?? logicalId}</div>
        <Text variant="body-small" color="secondary">
          {constructPath ? `${resourceType} · ${logicalId}` : resourceType}
        </Text>
      </>
    ),
  },
  {
    id: 'status',
    label: 'Status',
    width: '11rem',
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
  {
    id: 'at',
    label: 'Since',
    width: '7rem',
    cell: ({ at }) => <RelativeTime at={at} />,
  },
];

/**
 * The resources with their live status; failed ones first, the others where they were, so that no row jumps. Open while something goes on or
 * after something failed, folded when all went well.
 */
export function ResourcesPanel({ deployment }: { deployment: Deployment }) {
  const { resources, state } = deployment;
  const [open] = useState(isRunning(state) || isFailed(state));
  const ordered = useMemo(() => {
    const failed = resources.filter(({ status }) => status.endsWith('_FAILED'));
    return [
      ...failed,
      ...resources.filter(resource => !failed.includes(resource)),
    ];
  }, [resources]);
  return (
    <Panel title="Resources">
      {ordered.length === 0 ? (
        <Text as="p">CloudFormation has not begun with a resource yet.</Text>
      ) : (
        <Disclosure open={open} summary={resourcesWords(resources)}>
          <DataTable
            caption="Resources with their status"
            columns={columns}
            items={ordered}
            keyOf={resource => resource.logicalId}
          />
        </Disclosure>
      )}
    </Panel>
  );
}

const endings = [
  ['failed', '_FAILED'],
  ['in progress', '_IN_PROGRESS'],
  ['complete', '_COMPLETE'],
  ['kept', '_SKIPPED'],
] as const;

/** How many resources are where: `44 resources: 1 failed, 2 in progress, 41 complete`. */
function resourcesWords(resources: DeploymentResource[]): string {
  const parts = endings
    .map(([word, ending]) => ({
      word,
      count: resources.filter(({ status }) => status.endsWith(ending)).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word}`);
  return `${formatCount(resources.length, 'resource')}: ${parts.join(', ')}`;
}
