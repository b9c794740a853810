import { useMemo } from 'react';
import type { Alarm } from '@enginehouse/plugin-operations-common';
import { useDeployments } from '../changes/useDeployments';
import { ChartFigure } from '../metrics/ChartFigure';
import { boundsOf } from '../metrics/ranges';
import { ALARM_MINUTES, alarmChart } from './alarmChart';

/** The metric that an alarm watches over the last hours, with its threshold and the deployments; nothing for one that watches other alarms. */
export function AlarmMetric({ alarm }: { alarm: Alarm }) {
  const deployments = useDeployments();
  const chart = alarmChart(alarm);
  // A new range with each reading of the datapoints, which is what ends it.
  const bounds = useMemo(
    () => boundsOf({ minutes: ALARM_MINUTES }, Date.now()),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [alarm.datapoints],
  );
  return (
    chart && (
      <ChartFigure
        chart={chart}
        {...bounds}
        deployments={deployments.value ?? []}
      />
    )
  );
}
