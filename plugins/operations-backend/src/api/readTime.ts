import { InputError } from '@backstage/errors';

/**
 * A time of the request in milliseconds since the epoch.
 *
 * @throws InputError naming the parameter, the value, and what is accepted
 */
export function readTime(
  parameter: string,
  value: string | undefined,
): number | undefined {
  if (value === undefined) return undefined;
  const time = Date.parse(value);
  if (Number.isNaN(time)) {
    throw new InputError(
      `${parameter} is ${JSON.stringify(
        value,
      )}: a time such as 2026-01-31T08:00:00Z is accepted`,
    );
  }
  return time;
}
