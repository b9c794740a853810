import {
  Sentence,
  FourStates,
  EmptyState,
  RowSkeletons,
  TimesSwitch,
} from '@enginehouse/plugin-stacks-react';
import { Flex, Text } from '@backstage/ui';
import { AlarmItem } from './AlarmItem';
import { alarmsInWords } from './alarmsInWords';
import { useAlarms } from './useAlarms';
import { useSearchParam } from '../useSearchParam';

/** The alarms, firing first; which one is open stands in the address. */
export function AlarmsTab() {
  const { value, error, retry } = useAlarms();
  const [open, setOpen] = useSearchParam('alarm');
  return (
    <FourStates
      what="the alarms"
      value={value}
      error={error}
      retry={retry}
      loading={<RowSkeletons rows={4} />}
      isEmpty={({ items, unread }) => items.length === 0 && unread.length === 0}
      empty={
        <EmptyState title="No alarms">
          The stack has no CloudWatch alarms; its definition would make them.
        </EmptyState>
      }
    >
      {({ items, unread }) => (
        <Flex direction="column" gap="4">
          <Flex
            align="center"
            justify="between"
            gap="3"
            style={{ flexWrap: 'wrap' }}
          >
            <Sentence>{alarmsInWords(items)}</Sentence>
            <TimesSwitch />
          </Flex>
          {items.map(alarm => (
            <AlarmItem
              key={alarm.arn}
              alarm={alarm}
              open={open === alarm.name}
              onToggle={() =>
                setOpen(open === alarm.name ? undefined : alarm.name)
              }
            />
          ))}
          {unread.map(({ title, reason }) => (
            <Text key={title} as="p" color="secondary">
              {title} could not be read: {reason}
            </Text>
          ))}
        </Flex>
      )}
    </FourStates>
  );
}
