import {
  FourStates,
  Panel,
  RowSkeletons,
  Sentence,
  TimesSwitch,
} from '@enginehouse/plugin-stacks-react';
import { Flex } from '@backstage/ui';
import { OperationButtons } from '../operations/OperationButtons';
import { useOperations } from '../operations/useOperations';
import { LeasesPanel } from '../leases/LeasesPanel';
import { HealthTimeline } from './HealthTimeline';
import { SignalList } from './SignalList';
import { UnitsPanel } from './UnitsPanel';
import { useHealth } from './useHealth';

/** How things stand, why, and what can be done about it: the first screen of whoever is on call. */
export function HealthTab() {
  const health = useHealth();
  const operations = useOperations();
  return (
    <FourStates
      what="the health"
      value={health.value}
      error={health.error}
      retry={health.retry}
      loading={<RowSkeletons rows={6} />}
    >
      {({ status, sentence, signals, timeline, stack, leases }) => (
        <Flex direction="column" gap="4">
          <Flex
            align="center"
            justify="between"
            gap="3"
            style={{ flexWrap: 'wrap' }}
          >
            <Sentence kind="health" value={status}>
              {sentence}
            </Sentence>
            <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
              <OperationButtons operations={operations} onDone={health.retry} />
              <TimesSwitch />
            </Flex>
          </Flex>
          <UnitsPanel operations={operations} onDone={health.retry} />
          {leases && <LeasesPanel />}
          <Panel title="Signals">
            <SignalList signals={signals} />
          </Panel>
          <Panel title="Timeline">
            <HealthTimeline stack={stack} changes={timeline} />
          </Panel>
        </Flex>
      )}
    </FourStates>
  );
}
