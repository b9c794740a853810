import { Flex } from '@backstage/ui';
import { Panel, RowSkeletons } from '@enginehouse/plugin-stacks-react';

/** The Health tab before it is read: how things stand, and why. What comes below would only be pushed away. */
export const HealthSkeleton = () => (
  <Flex direction="column" gap="4">
    <RowSkeletons rows={1} />
    <Panel title="Signals">
      <RowSkeletons rows={3} />
    </Panel>
  </Flex>
);
