import { InputError } from '@backstage/errors';
import type { MetricRange } from '@enginehouse/plugin-operations-node';
import { readTime } from '../api/readTime';

const MINUTE = 60;
const HOUR = 3_600;
/** CloudWatch keeps points of a minute for 15 days, of five minutes for 63, of an hour for 455. */
const PERIODS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR];
const POINTS = 300;
const LONGEST_DAYS = 455;

/**
 * The range a page asked for, on whole periods, so that all who look at about the same time ask AWS the same.
 *
 * @param now - milliseconds since the epoch
 * @throws InputError naming the parameter
 */
export function metricRange(
  query: { start?: string; end?: string },
  now: number,
): MetricRange {
  const end = seconds(readTime('end', query.end)) ?? now / 1_000;
  const start = seconds(readTime('start', query.start)) ?? end - HOUR;
  if (start >= end) {
    throw new InputError(
      `start is ${query.start}: it must be before the end, ${new Date(
        end * 1_000,
      ).toISOString()}`,
    );
  }
  if (end - start > LONGEST_DAYS * 24 * HOUR) {
    throw new InputError(
      `start is ${query.start}: a range of at most ${LONGEST_DAYS} days is accepted`,
    );
  }
  const period =
    PERIODS.find(candidate => (end - start) / candidate <= POINTS) ?? 24 * HOUR;
  return {
    start: Math.floor(start / period) * period,
    end: Math.ceil(end / period) * period,
    period,
  };
}

/** The last `minutes`, a point a minute. */
export function lastMinutes(minutes: number, now: number): MetricRange {
  const end = Math.ceil(now / 1_000 / MINUTE) * MINUTE;
  return { start: end - minutes * MINUTE, end, period: MINUTE };
}

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1_000;
}
