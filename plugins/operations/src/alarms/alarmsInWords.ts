import type { Alarm } from '@enginehouse/plugin-operations-common';
import { formatCount } from '@enginehouse/plugin-stacks-react';

/** How the alarms stand, in one sentence. */
export function alarmsInWords(alarms: Alarm[]): string {
  const count = (state: Alarm['state']) =>
    alarms.filter(alarm => alarm.state === state).length;
  const all = formatCount(alarms.length, 'alarm');
  if (alarms.length === 0) {
    return 'The stack has no alarms';
  }
  if (count('ALARM') > 0) {
    return `${count('ALARM')} of ${all} firing`;
  }
  const dataless = count('INSUFFICIENT_DATA');
  return dataless > 0
    ? `None of ${all} firing; ${dataless} without data`
    : `None of ${all} firing`;
}
