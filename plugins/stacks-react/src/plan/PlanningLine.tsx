import { useId } from 'react';
import LinearProgress from '@mui/material/LinearProgress';
import type { Plan } from '@enginehouse/plugin-stacks-common';
import { Flex, Text } from '@backstage/ui';
import { formatDuration } from '../format/time';
import { useNow } from '../time/useNow';

const doing: Record<Plan['action'], string> = {
  apply:
    'synthesizing the template and asking CloudFormation for the change set',
  destroy: 'reading what the stack holds and who depends on it',
  unprotect: 'reading what is protected and asking CloudFormation',
};

/** A plan that is being made: what is waited for, and since when (ISO 8601) once that is known. @public */
export function PlanningLine(props: {
  action: Plan['action'];
  since?: string;
}) {
  const { action, since } = props;
  const now = useNow(1000);
  const labelId = useId();
  return (
    <Flex direction="column" gap="2">
      <Flex justify="between" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text id={labelId} role="status">
          Planning: {doing[action]}
        </Text>
        <Text color="secondary" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {since &&
            `${formatDuration(Math.max(0, now - Date.parse(since)))} elapsed`}
        </Text>
      </Flex>
      <LinearProgress aria-labelledby={labelId} />
    </Flex>
  );
}
