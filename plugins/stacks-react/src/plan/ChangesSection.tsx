import type { Change } from '@enginehouse/plugin-stacks-common';
import { Flex, Text } from '@backstage/ui';
import { formatCount } from '../format/number';
import { Panel } from '../layout/Panel';
import { ChangeRow } from './ChangeRow';

/** The changes by part of the stack. */
export function ChangesSection({ changes }: { changes: Change[] }) {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    groups.set(change.group, [...(groups.get(change.group) ?? []), change]);
  }
  return (
    <Panel title="Changes">
      {changes.length === 0 && <Text as="p">No resource changes.</Text>}
      <Flex direction="column" gap="4">
        {[...groups].map(([group, members]) => (
          <div key={group}>
            <Flex align="baseline" gap="2" mb="1">
              <Text as="h4" variant="body-medium" weight="bold">
                {group}
              </Text>
              <Text color="secondary" variant="body-small">
                {formatCount(members.length, 'resource')}
              </Text>
            </Flex>
            {members.map(change => (
              <ChangeRow key={change.logicalId} change={change} />
            ))}
          </div>
        ))}
      </Flex>
    </Panel>
  );
}
