import type { CostLine } from '@enginehouse/plugin-stacks-common';
import { Flex, Text } from '@backstage/ui';

/** What is charged, and below it the place in the stack. */
export function Where({
  what,
  path,
}: Pick<CostLine, 'path'> & { what?: string }) {
  return (
    <Flex direction="column" gap="0.5">
      {what}
      <Text variant="body-small" color="secondary">
        <code style={{ overflowWrap: 'anywhere' }}>
          {path.replace(/\/Resource$/, '')}
        </code>
      </Text>
    </Flex>
  );
}
