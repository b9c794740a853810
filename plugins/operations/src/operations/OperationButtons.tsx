import { useState } from 'react';
import { Button } from '@backstage/ui';
import type { Operation } from '@enginehouse/plugin-operations-common';
import { OperationDialog } from './OperationDialog';
import type { OperationsRead } from './useOperations';

/** A button for each operation on a part of the stack; none for whoever may not operate it. */
export function OperationButtons(props: {
  operations: OperationsRead;
  onDone: () => void;
}) {
  const { operations, onDone } = props;
  const [chosen, setChosen] = useState<Operation>();
  const possible = (operations.value?.items ?? []).filter(
    ({ target }) => target.kind === 'resource',
  );
  return (
    <>
      {possible.map(operation => (
        <Button
          key={`${operation.id} ${operation.target.key}`}
          size="small"
          variant="secondary"
          aria-label={`${operation.title} ${operation.target.title}`}
          onPress={() => setChosen(operation)}
        >
          {operation.title}
        </Button>
      ))}
      {chosen && (
        <OperationDialog
          operation={chosen}
          onClose={() => setChosen(undefined)}
          onDone={() => {
            operations.retry();
            onDone();
          }}
        />
      )}
    </>
  );
}
