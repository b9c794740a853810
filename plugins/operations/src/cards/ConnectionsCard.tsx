import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Alert, Flex, Text } from '@backstage/ui';
import { ErrorCard } from '@enginehouse/plugin-stacks-react';
import { ConnectionItem } from '../connections/ConnectionItem';
import { useConnections } from '../connections/useConnections';

/** How to reach databases and caches in closed networks; nothing for a stack that has none. */
export function ConnectionsCard() {
  const { value, error, retry } = useConnections();
  if (!value && error !== undefined) {
    return (
      <EntityInfoCard title="Connections">
        <ErrorCard
          title="Reading the connections failed"
          error={error}
          onRetry={retry}
        />
      </EntityInfoCard>
    );
  }
  if (!value || value.items.length + value.unread.length === 0) return null;
  const { items, unread, notice } = value;
  return (
    <EntityInfoCard title="Connections">
      <Flex direction="column" gap="3">
        {notice && <Alert status="info" icon title={notice} />}
        <div>
          {items.map(connection => (
            <ConnectionItem
              key={connection.id}
              connection={connection}
              open={items.length === 1}
            />
          ))}
        </div>
        {unread.map(({ title, reason }) => (
          <Text key={title} as="p" color="secondary">
            {title} could not be read: {reason}
          </Text>
        ))}
      </Flex>
    </EntityInfoCard>
  );
}
