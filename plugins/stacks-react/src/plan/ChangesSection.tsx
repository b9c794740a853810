import type { Change } from '@enginehouse/plugin-stacks-common';
import { Text } from '@backstage/ui';
import { Disclosure } from '../layout/Disclosure';
import { Panel } from '../layout/Panel';
import { changeGroups, groupWords, type ChangeGroup } from './changeGroups';
import { ChangeRow } from './ChangeRow';

const fewChanges = 12;

/** The changes by part of the stack. What is only added is folded when there is much of it, as with a new stack. */
export function ChangesSection({ changes }: { changes: Change[] }) {
  const opensAdded = changes.length <= fewChanges;
  return (
    <Panel title="Changes">
      {changes.length === 0 && <Text as="p">No resource changes.</Text>}
      {changeGroups(changes).map(group => (
        <Disclosure
          key={group.name}
          open={opensAdded || !onlyAdds(group)}
          summary={
            <>
              <Text weight="bold">{group.name}</Text>
              <Text color="secondary">{groupWords(group)}</Text>
            </>
          }
        >
          {group.changes.map(change => (
            <ChangeRow key={change.logicalId} change={change} />
          ))}
        </Disclosure>
      ))}
    </Panel>
  );
}

function onlyAdds({ changes }: ChangeGroup) {
  return changes.every(({ action }) => action === 'add');
}
