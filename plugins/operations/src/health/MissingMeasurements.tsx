import { Text } from '@backstage/ui';
import type { Unit } from '@enginehouse/plugin-operations-common';

const inWords = new Intl.ListFormat('en');

/** The titles of the measurements without a value, by the reason why. */
function titlesByReason(units: Unit[]): [string, string[]][] {
  const found = new Map<string, Set<string>>();
  for (const { title, value, missing } of units.flatMap(
    unit => unit.measurements,
  )) {
    if (value === undefined && missing) {
      found.set(missing, (found.get(missing) ?? new Set()).add(title));
    }
  }
  return [...found].map(([reason, titles]) => [reason, [...titles]]);
}

/** Why the table of units says "no data": one line for each reason, as it is the same for most units. */
export const MissingMeasurements = ({ units }: { units: Unit[] }) => (
  <>
    {titlesByReason(units).map(([reason, titles]) => (
      <Text key={reason} as="p" variant="body-small" color="secondary">
        No data for {inWords.format(titles)}: {reason}
      </Text>
    ))}
  </>
);
