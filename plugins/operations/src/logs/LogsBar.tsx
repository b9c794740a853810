import { Flex, Text } from '@backstage/ui';
import { TimesSwitch } from '@enginehouse/plugin-stacks-react';
import { KEPT } from './LogBuffer';
import { OlderLines } from './OlderLines';
import type { LogQuery } from './query';
import type { Logs } from './useLogs';

function stateInWords(
  { following, hasOlder, lines = [] }: Logs,
  query: LogQuery,
): string {
  if (following) {
    return 'Following';
  }
  if (!query.end) {
    return 'Paused';
  }
  return hasOlder
    ? `A range of the past, its newest ${lines.length} lines`
    : 'A range of the past';
}

/** Above the lines: whether they are followed or why not, the way to older ones, and whose clock they go by. */
export const LogsBar = ({ logs, query }: { logs: Logs; query: LogQuery }) => (
  <Flex align="center" justify="between" gap="2" style={{ flexWrap: 'wrap' }}>
    <Text
      as="p"
      variant="body-small"
      color={logs.problem ? 'danger' : 'secondary'}
      role="status"
    >
      {logs.problem ?? stateInWords(logs, query)}
    </Text>
    <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
      <OlderLines
        possible={logs.hasOlder}
        full={(logs.lines?.length ?? 0) >= KEPT}
        onOlder={logs.readOlder}
      />
      <TimesSwitch />
    </Flex>
  </Flex>
);
