import { Flex } from '@backstage/ui';
import { Panel, RowSkeletons } from '@enginehouse/plugin-stacks-react';

/** The Health tab before it is read: a line, and below it what runs. */
export const HealthSkeleton = () => (
  <Flex direction="column" gap="4">
    <RowSkeletons rows={1} />
    <Panel title="Units">
      <RowSkeletons rows={3} />
    </Panel>
    <Panel title="Signals">
      <RowSkeletons rows={3} />
    </Panel>
  </Flex>
);
