import { lazy, Suspense, useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import Skeleton from '@mui/material/Skeleton';
import type { Chart } from '@enginehouse/plugin-operations-common';
import { ANNOTATION_STACK } from '@enginehouse/plugin-stacks-common';
import {
  EmptyState,
  FourStates,
  Panel,
  stacksApiRef,
  useRead,
} from '@enginehouse/plugin-stacks-react';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';
import { useSearchParam } from '../useSearchParam';
import { CHART_HEIGHT } from './chartHeight';
import { ChartTable } from './ChartTable';
import { boundsOf, rangeOf, RANGES } from './ranges';

/** Recharts is large; it comes when charts are looked at. */
const MetricChart = lazy(() => import('./MetricChart'));

const EVERY_MS = 30_000;
const again = () => EVERY_MS;

const hasValues = ({ series }: Chart) =>
  series.some(({ points }) => points.length > 0);

const Placeholder = () => <Skeleton variant="rounded" height={CHART_HEIGHT} />;

/** Charts of what the stack's resources measure, with deployments and alarm thresholds marked, each with a table that says the same. */
export function MetricsTab() {
  const api = useApi(operationsApiRef);
  const stacks = useApi(stacksApiRef);
  const entityRef = useEntityRef();
  const stack =
    useEntity().entity.metadata.annotations?.[ANNOTATION_STACK] ?? '';
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
  const deployments = useRead(
    useCallback(
      signal => stacks.listDeployments(stack, { limit: 50 }, { signal }),
      [stacks, stack],
    ),
    { again },
  );

  return (
    <Flex direction="column" gap="4">
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
      <FourStates
        what="the metrics"
        value={metrics.value}
        error={metrics.error}
        retry={metrics.retry}
        loading={
          <Flex direction="column" gap="4">
            <Placeholder />
            <Placeholder />
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
            {charts.map(chart => (
              <Panel key={chart.id} title={chart.title}>
                {hasValues(chart) ? (
                  <>
                    <Suspense fallback={<Placeholder />}>
                      <MetricChart
                        chart={chart}
                        start={start}
                        end={end}
                        deployments={deployments.value?.items ?? []}
                      />
                    </Suspense>
                    <ChartTable chart={chart} />
                  </>
                ) : (
                  <Text as="p" color="secondary">
                    No data in this range.
                  </Text>
                )}
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
