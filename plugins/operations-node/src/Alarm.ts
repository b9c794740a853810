import type { Alarm } from '@enginehouse/plugin-operations-common';

/**
 * An alarm as its source sees it; the datapoints of its metric join later.
 * @public
 */
export type AlarmReading = Omit<Alarm, 'datapoints'>;
