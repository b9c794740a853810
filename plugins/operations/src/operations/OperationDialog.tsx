import { useState } from 'react';
import { Link } from '@backstage/core-components';
import { Flex, Text } from '@backstage/ui';
import type { Operation } from '@enginehouse/plugin-operations-common';
import { ConfirmDialog } from '@enginehouse/plugin-stacks-react';
import { Effect } from './Effect';
import { inputsOf, OperationInputs, parsedInput } from './OperationInputs';
import { planPath, proposalOf } from './planProposal';
import { usePreview } from './usePreview';
import { useRunOperation } from './useRunOperation';

/** Asks for the input of an operation, says its effect in numbers, and starts it once confirmed; the page shows how it goes on. */
export function OperationDialog(props: {
  operation: Operation;
  onClose: () => void;
  /** Called when it has begun, and when it is over. */
  onChange: () => void;
}) {
  const { operation, onClose, onChange } = props;
  const run = useRunOperation(onChange);
  const inputs = inputsOf(operation.input);
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      inputs.map(({ name }) => [name, String(operation.values[name] ?? '')]),
    ),
  );
  const request = {
    operation: operation.id,
    target: operation.target.key,
    input: parsedInput(inputs, texts),
  };
  const previewed = usePreview(request);
  const { preview, refusal, current } = previewed;
  const plan = proposalOf(refusal);

  return (
    <ConfirmDialog
      open
      title={`${operation.title} ${operation.target.title}`}
      confirmLabel={operation.title}
      destructive={preview?.destructive ?? operation.destructive}
      ready={current && preview !== undefined}
      onConfirm={() => run(request)}
      onClose={onClose}
      effect={
        <Flex direction="column" gap="3">
          <Text as="p">{operation.effect}</Text>
          <OperationInputs inputs={inputs} texts={texts} onChange={setTexts} />
          <Effect {...previewed} />
          {plan && <Link to={planPath(plan)}>Plan this change instead</Link>}
        </Flex>
      }
    />
  );
}
