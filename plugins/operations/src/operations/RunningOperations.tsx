import LinearProgress from '@mui/material/LinearProgress';
import { Flex, Text } from '@backstage/ui';
import type { OperationRun } from '@enginehouse/plugin-operations-common';
import {
  formatActor,
  formatDuration,
  Panel,
  useNow,
} from '@enginehouse/plugin-stacks-react';
import { typicalMs } from './typicalMs';

function RunningOperation(props: { run: OperationRun; runs: OperationRun[] }) {
  const { run, runs } = props;
  const { title, target, startedBy, startedAt, effect, progress } = run;
  const what = `${title} ${target.title}`;
  const elapsed = Math.max(0, useNow(1_000) - Date.parse(startedAt));
  const typical = typicalMs(run, runs);
  return (
    <Flex direction="column" gap="1">
      <Text as="p">
        <strong>{what}</strong>, by {formatActor(startedBy)}: {effect}
      </Text>
      <LinearProgress aria-label={what} />
      <Flex justify="between" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text role="status">{progress ?? 'begun'}</Text>
        <Text color="secondary" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {formatDuration(elapsed)} elapsed
          {typical !== undefined &&
            `, mostly it takes ${formatDuration(typical)}`}
        </Text>
      </Flex>
    </Flex>
  );
}

/** What is being done to the stack just now, whoever began it: how far it is and for how long. Nothing while nothing is. */
export function RunningOperations({ runs }: { runs: OperationRun[] }) {
  const running = runs.filter(({ state }) => state === 'running');
  return running.length === 0 ? null : (
    <Panel title="Under way">
      <Flex direction="column" gap="3">
        {running.map(run => (
          <RunningOperation key={run.id} run={run} runs={runs} />
        ))}
        <Text as="p" variant="body-small" color="secondary">
          It goes on when you leave this page.
        </Text>
      </Flex>
    </Panel>
  );
}
