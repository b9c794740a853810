import { Flex, Text } from '@backstage/ui';
import { FourStates, Panel } from '@enginehouse/plugin-stacks-react';
import { ConnectionItem } from '../connections/ConnectionItem';
import { LeasableUnitsTable } from './LeasableUnitsTable';
import { LeasesTable } from './LeasesTable';
import { useLeases } from './useLeases';

/** Which sessions work where: the units with what they carry, the leases, and how to get one. */
export function LeasesPanel() {
  const leases = useLeases();
  return (
    <Panel title="Sessions and leases">
      <FourStates
        what="the leases"
        value={leases.value}
        error={leases.error}
        retry={leases.retry}
      >
        {({ sentence, items, units, unread, allowed, connect }) => (
          <Flex direction="column" gap="4">
            {/* It counts units; none could be read, which is not none. */}
            {(units.length > 0 || unread.length === 0) && (
              <Text as="p">{sentence}</Text>
            )}
            {units.length > 0 && <LeasableUnitsTable units={units} />}
            <LeasesTable
              leases={items}
              mayReturn={allowed.delete}
              onReturned={leases.retry}
            />
            {unread.map(({ title, reason }) => (
              <Text key={title} as="p" color="secondary">
                {title} could not be read: {reason}
              </Text>
            ))}
            <section aria-label="Connect">
              <Text as="h4" variant="body-large" weight="bold">
                Connect
              </Text>
              {connect.map(connection => (
                <ConnectionItem
                  key={connection.id}
                  connection={connection}
                  open={false}
                />
              ))}
            </section>
          </Flex>
        )}
      </FourStates>
    </Panel>
  );
}
