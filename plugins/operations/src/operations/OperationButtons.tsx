import { useState } from 'react';
import type { Operation } from '@enginehouse/plugin-operations-common';
import { OperationChoice } from './OperationChoice';
import { OperationDialog } from './OperationDialog';
import type { OperationsRead } from './useOperations';

/** Each operation on resources of the stack once; none for whoever may not operate it. */
export function OperationButtons(props: {
  operations: OperationsRead;
  onChange: () => void;
}) {
  const { operations, onChange } = props;
  const [chosen, setChosen] = useState<Operation>();
  const possible = (operations.value?.items ?? []).filter(
    ({ target }) => target.kind === 'resource',
  );
  const ids = [...new Set(possible.map(({ id }) => id))];
  return (
    <>
      {ids.map(id => (
        <OperationChoice
          key={id}
          operations={possible.filter(operation => operation.id === id)}
          onChoose={setChosen}
        />
      ))}
      {chosen && (
        <OperationDialog
          operation={chosen}
          onClose={() => setChosen(undefined)}
          onChange={onChange}
        />
      )}
    </>
  );
}
