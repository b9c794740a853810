import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Alert, Flex } from '@backstage/ui';
import { FourStates } from '@enginehouse/plugin-stacks-react';
import { useUnits } from '../health/useHealth';
import { KEPT } from './LogBuffer';
import { LogHistogram } from './LogHistogram';
import { LogList } from './LogList';
import { LogsBar } from './LogsBar';
import { LogsSkeleton } from './LogsSkeleton';
import { LogToolbar } from './LogToolbar';
import { NoLines } from './NoLines';
import { readQuery, writeQuery, type LogQuery } from './query';
import { UnreadGroups } from './UnreadGroups';
import { useLogs } from './useLogs';

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

  /** Asks for other lines, in which the open one may not be. */
  const ask = useCallback(
    (part: LogQuery) => change({ line: undefined, ...part }),
    [change],
  );

  return (
    <Flex direction="column" gap="3">
      <LogToolbar
        query={query}
        units={units.value?.items ?? []}
        paused={paused}
        wrap={wrap}
        lines={logs.lines ?? []}
        onQuery={ask}
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
              onRange={(start, end) => ask({ start, end })}
            />
            <LogsBar logs={logs} query={query} />
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
                onQuery={change}
              />
            )}
          </>
        )}
      </FourStates>
    </Flex>
  );
}
