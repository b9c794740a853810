import { Text } from '@backstage/ui';
import type { LogGroup } from '@enginehouse/plugin-operations-common';

/** The log groups whose lines are missing here, with AWS's reason. */
export function UnreadGroups({ groups }: { groups: readonly LogGroup[] }) {
  return (
    <>
      {groups
        .filter(({ problem }) => problem !== undefined)
        .map(({ name, problem }) => (
          <Text key={name} as="p" color="secondary">
            {name} could not be read: {problem}
          </Text>
        ))}
    </>
  );
}
