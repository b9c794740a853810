import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Flex, Link, Text } from '@backstage/ui';
import {
  FourStates,
  RowSkeletons,
  StatusBadge,
} from '@enginehouse/plugin-stacks-react';
import { alarmsInWords } from '../alarms/alarmsInWords';
import { useAlarms } from '../alarms/useAlarms';
import { alarmsContentRouteRef } from '../routes';

/** Alarms on the overview: one line when none fires, else those that do with AWS's reason. */
export function AlarmsCard() {
  const { value, error, retry } = useAlarms();
  const details = useRouteRef(alarmsContentRouteRef);
  return (
    <EntityInfoCard
      title="Alarms"
      headerActions={<Link href={details()}>Details</Link>}
    >
      <FourStates
        what="the alarms"
        value={value}
        error={error}
        retry={retry}
        loading={<RowSkeletons rows={1} />}
      >
        {({ items }) => (
          <Flex direction="column" gap="3">
            <Text as="p">{alarmsInWords(items)}</Text>
            {items
              .filter(({ state }) => state === 'ALARM')
              .map(({ arn, name, title, state, reason }) => (
                <Flex key={arn} align="baseline" gap="2">
                  <StatusBadge kind="alarm" value={state} />
                  <span>
                    <strong>{title ?? name}</strong>: {reason}
                  </span>
                </Flex>
              ))}
          </Flex>
        )}
      </FourStates>
    </EntityInfoCard>
  );
}
