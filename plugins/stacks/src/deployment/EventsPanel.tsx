import { Alert, Text } from '@backstage/ui';
import type { DeploymentEvent } from '@enginehouse/plugin-stacks-common';
import {
  Chip,
  DataTable,
  Disclosure,
  formatCount,
  Panel,
  RelativeTime,
  StatusBadge,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';

const columns: DataColumn<DeploymentEvent>[] = [
  {
    id: 'resource',
    label: 'Resource',
    isRowHeader: true,
    width: '34%',
    cell: ({ logicalId, resourceType }) => (
      <>
        <div>{logicalId}</div>
        <Text variant="body-small" color="secondary">
          {resourceType}
        </Text>
      </>
    ),
  },
  {
    id: 'status',
    label: 'Status',
    cell: ({ status, reason, outside }) => (
      <>
        <StatusBadge kind="resource" value={status} />{' '}
        {outside && <Chip tone="warning">changed outside the portal</Chip>}
        {reason && <div>{reason}</div>}
      </>
    ),
  },
  {
    id: 'at',
    label: 'When',
    width: '7rem',
    cell: event => <RelativeTime at={event.at} />,
  },
];

/** What CloudFormation did, newest first; what others did meanwhile is said so. */
export function EventsPanel({ events }: { events: DeploymentEvent[] }) {
  const outside = events.filter(event => event.outside).length;
  return (
    <Panel title="Events">
      {outside > 0 && (
        <Alert
          status="warning"
          icon
          title={`${formatCount(
            outside,
            'event',
          )} of somebody else: changed outside the portal`}
        />
      )}
      {events.length === 0 ? (
        <Text as="p">CloudFormation has told nothing yet.</Text>
      ) : (
        <Disclosure summary={formatCount(events.length, 'event')}>
          <DataTable
            caption="Stack events, newest first"
            columns={columns}
            items={[...events].reverse()}
            keyOf={event => event.eventId}
          />
        </Disclosure>
      )}
    </Panel>
  );
}
