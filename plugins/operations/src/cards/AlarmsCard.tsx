import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import {
  FourStates,
  RowSkeletons,
  StatusBadge,
} from '@enginehouse/plugin-stacks-react';
import { alarmsInWords } from '../alarms/alarmsInWords';
import { useAlarms } from '../alarms/useAlarms';

/** Alarms on the overview: one line when none fires, else those that do with AWS's reason. */
export function AlarmsCard() {
  const { value, error, retry } = useAlarms();
  return (
    <EntityInfoCard title="Alarms">
      <FourStates
        what="the alarms"
        value={value}
        error={error}
        retry={retry}
        loading={<RowSkeletons rows={1} />}
      >
        {({ items }) => (
          <>
            <Text as="p">{alarmsInWords(items)}</Text>
            {items
              .filter(({ state }) => state === 'ALARM')
              .map(({ arn, name, state, reason }) => (
                <p key={arn}>
                  <StatusBadge kind="alarm" value={state} />{' '}
                  <strong>{name}</strong>: {reason}
                </p>
              ))}
          </>
        )}
      </FourStates>
    </EntityInfoCard>
  );
}
