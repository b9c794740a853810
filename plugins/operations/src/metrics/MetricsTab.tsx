import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import {
  EmptyState,
  FourStates,
  Panel,
  TimesSwitch,
  useRead,
} from '@enginehouse/plugin-stacks-react';
import { operationsApiRef } from '../api/operationsApiRef';
import { useDeployments } from '../changes/useDeployments';
import { useEntityRef } from '../useEntityRef';
import { useSearchParam } from '../useSearchParam';
import { ChartFigure, ChartPlaceholder } from './ChartFigure';
import { chartGroups } from './chartGroups';
import { boundsOf, rangeOf, RANGES } from './ranges';

/** As many beside each other as there is room for. */
const Grid = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 28rem), 1fr))',
  gap: '1.5rem',
});

const EVERY_MS = 30_000;
const again = () => EVERY_MS;

/** Charts of what the stack's resources measure, with deployments and alarm thresholds marked, each with a table that says the same. */
export function MetricsTab() {
  const api = useApi(operationsApiRef);
  const entityRef = useEntityRef();
  const [rangeId, setRangeId] = useSearchParam('range');
  const range = rangeOf(rangeId);

  const metrics = useRead(
    useCallback(
      signal =>
        api.getMetrics(entityRef, boundsOf(range, Date.now()), { signal }),
      [api, entityRef, range],
    ),
    { again },
  );
  const deployments = useDeployments();

  return (
    <Flex direction="column" gap="4">
      <Flex justify="between" gap="3" style={{ flexWrap: 'wrap' }}>
        <ToggleButtonGroup
          aria-label="Time range"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[range.id]}
          onSelectionChange={([id]) => setRangeId(String(id))}
        >
          {RANGES.map(({ id, title }) => (
            <ToggleButton key={id} id={id}>
              {title}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <TimesSwitch />
      </Flex>
      <FourStates
        what="the metrics"
        value={metrics.value}
        error={metrics.error}
        retry={metrics.retry}
        loading={
          <Flex direction="column" gap="4">
            <ChartPlaceholder />
            <ChartPlaceholder />
          </Flex>
        }
        isEmpty={({ charts, unread }) =>
          charts.length === 0 && unread.length === 0
        }
        empty={
          <EmptyState title="No metrics">
            None of the stack’s resources has metrics that are known here.
          </EmptyState>
        }
      >
        {({ charts, unread, start, end }) => (
          <>
            {chartGroups(charts).map(group => (
              <Panel key={group.title} title={group.title}>
                <Grid>
                  {group.charts.map(chart => (
                    <ChartFigure
                      key={chart.id}
                      chart={chart}
                      start={start}
                      end={end}
                      deployments={deployments.value ?? []}
                    />
                  ))}
                </Grid>
              </Panel>
            ))}
            {unread.map(({ title, reason }) => (
              <Text key={title} as="p" color="secondary">
                {title} could not be read: {reason}
              </Text>
            ))}
          </>
        )}
      </FourStates>
    </Flex>
  );
}
