import {
  ErrorCard,
  FourStates,
  Panel,
  RelativeTime,
  Sentence,
  statusWord,
  TimesSwitch,
} from '@enginehouse/plugin-stacks-react';
import { Flex, Text } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { logsAround } from '../alarms/logsAround';
import { useOperationRuns } from '../changes/useOperationRuns';
import { OperationButtons } from '../operations/OperationButtons';
import { RunningOperations } from '../operations/RunningOperations';
import { useOperations } from '../operations/useOperations';
import { LeasesPanel } from '../leases/LeasesPanel';
import { HealthSkeleton } from './HealthSkeleton';
import { HealthTimeline } from './HealthTimeline';
import { SignalsPanel } from './SignalsPanel';
import { UnitsPanel } from './UnitsPanel';
import { useHealth } from './useHealth';

/** Wide enough to be read, else the buttons go below it. */
const Stand = styled('div')({ flex: '1 1 56rem', minWidth: 0 });

/** How things stand, since when and why, and what can be done about it: the first screen of whoever is on call. */
export function HealthTab() {
  const health = useHealth();
  const operations = useOperations();
  const runs = useOperationRuns();
  const refresh = () => {
    health.retry();
    operations.retry();
    runs.retry();
  };
  return (
    <FourStates
      what="the health"
      value={health.value}
      error={health.error}
      retry={health.retry}
      loading={<HealthSkeleton />}
    >
      {({ status, sentence, since, signals, timeline, leases }) => (
        <Flex direction="column" gap="4">
          <Flex
            align="center"
            justify="between"
            gap="3"
            style={{ flexWrap: 'wrap' }}
          >
            <Stand>
              <Sentence kind="health" value={status}>
                {sentence}
              </Sentence>
              {since && (
                <Text as="p" color="secondary">
                  {statusWord('health', status)} since{' '}
                  <RelativeTime at={since} />
                  {status !== 'healthy' && (
                    <>
                      {' · '}
                      <Link to={logsAround(since)} underline="always">
                        Logs at that moment
                      </Link>
                    </>
                  )}
                </Text>
              )}
            </Stand>
            <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
              <OperationButtons operations={operations} onChange={refresh} />
              <TimesSwitch />
            </Flex>
          </Flex>
          {operations.error !== undefined && (
            <ErrorCard
              title="Reading what can be done failed"
              error={operations.error}
              onRetry={operations.retry}
            />
          )}
          <RunningOperations runs={runs.value ?? []} />
          <SignalsPanel signals={signals} />
          <UnitsPanel operations={operations} onChange={refresh} />
          <Panel title="Timeline">
            <HealthTimeline changes={timeline} runs={runs.value ?? []} />
          </Panel>
          {leases && <LeasesPanel />}
        </Flex>
      )}
    </FourStates>
  );
}
