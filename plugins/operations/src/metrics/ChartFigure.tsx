import { lazy, Suspense, useId } from 'react';
import { Text } from '@backstage/ui';
import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import type { Chart } from '@enginehouse/plugin-operations-common';
import type { DeploymentSummary } from '@enginehouse/plugin-stacks-common';
import { CHART_HEIGHT } from './chartHeight';
import { ChartTable } from './ChartTable';
import { useSeen } from './useSeen';

/** Recharts is large; it comes when charts are looked at. */
const MetricChart = lazy(() => import('./MetricChart'));

const Figure = styled('figure')({ margin: 0, minWidth: 0 });

export const ChartPlaceholder = () => (
  <Skeleton variant="rounded" height={CHART_HEIGHT} />
);

const hasValues = ({ series }: Chart) =>
  series.some(({ points }) => points.length > 0);

/** One chart with its title and its table; drawn when it comes into view. */
export function ChartFigure(props: {
  chart: Chart;
  start: string;
  end: string;
  deployments: DeploymentSummary[];
}) {
  const { chart } = props;
  const titleId = useId();
  const [ref, seen] = useSeen();
  return (
    <Figure ref={ref} aria-labelledby={titleId}>
      <Text as="h4" id={titleId} variant="body-medium" weight="bold">
        {chart.title}
      </Text>
      {hasValues(chart) ? (
        <>
          {seen ? (
            <Suspense fallback={<ChartPlaceholder />}>
              <MetricChart {...props} />
            </Suspense>
          ) : (
            <ChartPlaceholder />
          )}
          <ChartTable chart={chart} />
        </>
      ) : (
        <Text as="p" color="secondary">
          No data in this range.
        </Text>
      )}
    </Figure>
  );
}
