import {
  CartesianGrid,
  Legend,
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
import { formatNumber } from '@enginehouse/plugin-stacks-react';
import { CHART_HEIGHT } from './chartHeight';
import { chartRows } from './chartRows';

const clock = (time: number) =>
  new Date(time).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
  });

/** One chart; charts of a page share their crosshair. Its values stand in the table below it, so it is hidden from screen readers. */
export default function MetricChart(props: {
  chart: Chart;
  start: string;
  end: string;
  deployments: DeploymentSummary[];
}) {
  const { chart, start, end, deployments } = props;
  const { palette } = useTheme();
  const colours = [
    palette.primary.main,
    palette.success.main,
    palette.warning.main,
    palette.info.main,
    palette.secondary.main,
  ];
  const text = palette.text.secondary;
  const domain = [Date.parse(start), Date.parse(end)];
  return (
    <div aria-hidden="true">
      <ResponsiveContainer width="100%" height={CHART_HEIGHT}>
        <LineChart
          data={chartRows(chart)}
          syncId="operations-metrics"
          syncMethod="value"
          margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
        >
          <CartesianGrid stroke={palette.divider} vertical={false} />
          <XAxis
            dataKey="time"
            type="number"
            domain={domain}
            tickFormatter={clock}
            stroke={text}
            tick={{ fill: text, fontSize: 12 }}
          />
          <YAxis
            domain={[chart.min ?? 'auto', chart.max ?? 'auto']}
            tickFormatter={value => formatNumber(value, chart.unit)}
            width={64}
            stroke={text}
            tick={{ fill: text, fontSize: 12 }}
          />
          <Tooltip
            labelFormatter={label => new Date(Number(label)).toLocaleString()}
            formatter={value => formatNumber(Number(value), chart.unit)}
            contentStyle={{
              background: palette.background.paper,
              borderColor: palette.divider,
              color: palette.text.primary,
            }}
          />
          {chart.series.length > 1 && <Legend />}
          {deployments
            .map(({ id, startedAt }) => ({ id, time: Date.parse(startedAt) }))
            .filter(({ time }) => time >= domain[0] && time <= domain[1])
            .map(({ id, time }) => (
              <ReferenceLine
                key={id}
                x={time}
                stroke={palette.info.main}
                strokeDasharray="2 2"
                label={{ value: 'deployed', fill: text, fontSize: 11 }}
              />
            ))}
          {chart.thresholds.map(({ alarm, value }) => (
            <ReferenceLine
              key={alarm}
              y={value}
              stroke={palette.error.main}
              strokeDasharray="6 4"
              ifOverflow="extendDomain"
              label={{
                value: `alarm at ${formatNumber(value, chart.unit)}`,
                position: 'insideTopRight',
                fill: text,
                fontSize: 11,
              }}
            />
          ))}
          {chart.series.map((series, index) => (
            <Line
              key={series.id}
              name={series.title}
              dataKey={row => row.values[series.id]}
              stroke={colours[index % colours.length]}
              dot={false}
              isAnimationActive={false}
              connectNulls
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
