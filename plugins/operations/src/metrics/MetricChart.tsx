import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useTheme } from '@mui/material/styles';
import type { Chart } from '@enginehouse/plugin-operations-common';
import type { DeploymentSummary } from '@enginehouse/plugin-stacks-common';
import { formatExact, formatNumber } from '@enginehouse/plugin-stacks-react';
import { useZone } from '../useZone';
import { CHART_HEIGHT } from './chartHeight';
import { ChartLegend } from './ChartLegend';
import { chartRows } from './chartRows';
import { thresholdWord } from './thresholdWord';
import { tickWord, ticksOf } from './timeAxis';

const DASHED = '6 4';
const DOTTED = '2 3';
/** Lines beyond the colours take these in turn, so that no two look the same. */
const PATTERNS = [undefined, '8 3', '3 3', '8 3 2 3'];

/** One chart; charts of a page share their crosshair. Its values stand in the table below it, so it is hidden from screen readers. */
export default function MetricChart(props: {
  chart: Chart;
  start: string;
  end: string;
  deployments: DeploymentSummary[];
}) {
  const { chart, start, end, deployments } = props;
  const { palette } = useTheme();
  const zone = useZone();
  const colours = [
    palette.primary.main,
    palette.success.main,
    palette.warning.main,
    palette.info.main,
    palette.secondary.main,
  ];
  const text = palette.text.secondary;
  const colourOf = (index: number) => colours[index % colours.length];
  const patternOf = (index: number) =>
    PATTERNS[Math.floor(index / colours.length) % PATTERNS.length];
  const domain: [number, number] = [Date.parse(start), Date.parse(end)];
  const deployed = deployments
    .map(({ id, startedAt }) => ({ id, time: Date.parse(startedAt) }))
    .filter(({ time }) => time >= domain[0] && time <= domain[1]);
  return (
    <div aria-hidden="true">
      <ResponsiveContainer width="100%" height={CHART_HEIGHT}>
        <LineChart
          data={chartRows(chart)}
          accessibilityLayer={false}
          syncId="operations-metrics"
          syncMethod="value"
          margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
        >
          <CartesianGrid stroke={palette.divider} vertical={false} />
          <XAxis
            dataKey="time"
            type="number"
            domain={domain}
            ticks={ticksOf(domain, zone)}
            tickFormatter={time => tickWord(time, zone)}
            stroke={text}
            tick={{ fill: text, fontSize: 12 }}
          />
          <YAxis
            domain={[chart.min ?? 'auto', chart.max ?? 'auto']}
            tickFormatter={value => formatNumber(value, chart.unit)}
            // Nobody counts in halves.
            allowDecimals={chart.unit !== undefined}
            width={64}
            stroke={text}
            tick={{ fill: text, fontSize: 12 }}
          />
          <Tooltip
            labelFormatter={label =>
              formatExact(new Date(Number(label)).toISOString(), zone)
            }
            formatter={value => formatNumber(Number(value), chart.unit)}
            separator=": "
            // Their names tell them apart; lines are too light for letters.
            itemStyle={{ color: palette.text.primary }}
            contentStyle={{
              background: palette.background.paper,
              borderColor: palette.divider,
              color: palette.text.primary,
            }}
          />
          {deployed.map(({ id, time }) => (
            <ReferenceLine
              key={id}
              x={time}
              stroke={palette.text.primary}
              strokeDasharray={DOTTED}
            />
          ))}
          {chart.thresholds.map(({ alarm, value }) => (
            <ReferenceLine
              key={alarm}
              y={value}
              stroke={palette.error.main}
              strokeDasharray={DASHED}
              ifOverflow="extendDomain"
            />
          ))}
          {chart.series.map(({ id, title }, index) => (
            <Line
              key={id}
              name={title}
              dataKey={row => row.values[id]}
              stroke={colourOf(index)}
              strokeDasharray={patternOf(index)}
              dot={false}
              isAnimationActive={false}
              connectNulls
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
      <ChartLegend
        marks={[
          ...chart.series.map(({ id, title }, index) => ({
            id,
            title,
            colour: colourOf(index),
            dashes: patternOf(index),
          })),
          ...chart.thresholds.map(threshold => ({
            id: threshold.alarm,
            title: thresholdWord(threshold, chart.unit),
            colour: palette.error.main,
            dashes: DASHED,
          })),
          ...deployed.slice(0, 1).map(({ id }) => ({
            id,
            title: 'Deployed',
            colour: palette.text.primary,
            dashes: DOTTED,
          })),
        ]}
      />
    </div>
  );
}
