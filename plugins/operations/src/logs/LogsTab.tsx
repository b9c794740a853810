import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Alert, Flex, Text } from '@backstage/ui';
import { FourStates, TimesSwitch } from '@enginehouse/plugin-stacks-react';
import { useUnits } from '../health/useHealth';
import { KEPT } from './LogBuffer';
import { LogHistogram } from './LogHistogram';
import { LogList } from './LogList';
import { LogsSkeleton } from './LogsSkeleton';
import { LogToolbar } from './LogToolbar';
import { NoLines } from './NoLines';
import { readQuery, writeQuery, type LogQuery } from './query';
import { UnreadGroups } from './UnreadGroups';
import { useLogs } from './useLogs';

function stateInWords(following: boolean, query: LogQuery): string {
  if (following) {
    return 'Following';
  }
  return query.end ? 'A range of the past' : 'Paused';
}

/** The lines of all log groups of the stack: it follows by default, the newest at the bottom. */
export function LogsTab() {
  const [params, setParams] = useSearchParams();
  const [paused, setPaused] = useState(false);
  const [wrap, setWrap] = useState(true);
  const query = readQuery(params);
  const logs = useLogs(query, paused);
  const units = useUnits();

  const change = useCallback(
    (part: LogQuery) =>
      setParams(
        current => writeQuery(current, { ...readQuery(current), ...part }),
        { replace: true },
      ),
    [setParams],
  );

  return (
    <Flex direction="column" gap="3">
      <LogToolbar
        query={query}
        units={units.value?.items ?? []}
        paused={paused}
        wrap={wrap}
        lines={logs.lines ?? []}
        onQuery={change}
        onPause={setPaused}
        onWrap={setWrap}
      />
      <FourStates
        what="the logs"
        value={logs.lines}
        error={logs.error}
        retry={logs.retry}
        loading={<LogsSkeleton />}
      >
        {lines => (
          <>
            <LogHistogram
              lines={lines}
              onRange={(start, end) => change({ start, end })}
            />
            <Flex
              align="center"
              justify="between"
              gap="2"
              style={{ flexWrap: 'wrap' }}
            >
              <Text
                as="p"
                variant="body-small"
                color={logs.problem ? 'danger' : 'secondary'}
                role="status"
              >
                {logs.problem ?? stateInWords(logs.following, query)}
              </Text>
              <TimesSwitch />
            </Flex>
            {query.line && !lines.some(({ id }) => id === query.line) && (
              <Alert
                status="info"
                icon
                title="The line that this address names is not among those shown"
                description={`At most ${KEPT} lines are read. A narrower range around its time may reach it.`}
              />
            )}
            <UnreadGroups groups={logs.groups} />
            {lines.length === 0 ? (
              <NoLines logs={logs} />
            ) : (
              <LogList
                lines={lines}
                wrap={wrap}
                open={query.line}
                hasOlder={logs.hasOlder}
                onOlder={logs.readOlder}
                onQuery={change}
              />
            )}
          </>
        )}
      </FourStates>
    </Flex>
  );
}
