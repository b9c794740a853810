import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/core-components';
import { Flex, Text } from '@backstage/ui';
import type { Operation } from '@enginehouse/plugin-operations-common';
import { ConfirmDialog, useToast } from '@enginehouse/plugin-stacks-react';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';
import { Effect } from './Effect';
import { inputsOf, OperationInputs, parsedInput } from './OperationInputs';
import { planPath, proposalOf } from './planProposal';
import { usePreview } from './usePreview';
import { whenFinished } from './whenFinished';

/** Asks for the input of an operation, says its effect in numbers, and carries it out once confirmed. */
export function OperationDialog(props: {
  operation: Operation;
  onClose: () => void;
  onDone: () => void;
}) {
  const { operation, onClose, onDone } = props;
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  const toast = useToast();
  const [progress, setProgress] = useState<string>();
  const inputs = inputsOf(operation.input);
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      inputs.map(({ name }) => [name, String(operation.values[name] ?? '')]),
    ),
  );
  const input = parsedInput(inputs, texts);
  const request = {
    operation: operation.id,
    target: operation.target.key,
    input,
  };
  const previewed = usePreview(request);
  const plan = proposalOf(previewed.refusal);

  const run = async () => {
    const started = await api.runOperation(entity, request);
    const finished = await whenFinished(
      started,
      id => api.getOperationRun(entity, id),
      now => setProgress(now.progress),
    );
    setProgress(undefined);
    if (finished.state !== 'succeeded') {
      throw new Error(
        finished.error ?? `${operation.title} was ${finished.state}`,
      );
    }
    toast({
      title: finished.result ?? `${operation.title}: done`,
      link: { label: 'Show in the ledger', href: './deployment#ledger' },
    });
    onDone();
  };

  return (
    <ConfirmDialog
      open
      title={`${operation.title} ${operation.target.title}`}
      confirmLabel={operation.title}
      destructive={previewed.preview?.destructive}
      onConfirm={run}
      onClose={onClose}
      effect={
        <Flex direction="column" gap="3">
          <Text as="p">{operation.effect}</Text>
          <OperationInputs inputs={inputs} texts={texts} onChange={setTexts} />
          <Effect {...previewed} />
          {progress && (
            <Text as="p" role="status">
              {progress}; it goes on when you leave this page
            </Text>
          )}
          {plan && <Link to={planPath(plan)}>Plan this change instead</Link>}
        </Flex>
      }
    />
  );
}
