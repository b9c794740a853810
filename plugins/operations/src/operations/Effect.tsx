import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { errorFactsOf, issuesOf } from '@enginehouse/plugin-stacks-react';
import type { OperationInput } from '../api/OperationsApi';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';

const TYPING_PAUSE_MS = 300;

function inWords(error: unknown): string {
  const issues = issuesOf(error);
  return issues.length
    ? issues
        .map(({ message, accepted }) =>
          accepted ? `${message}; accepted: ${accepted}` : message,
        )
        .join('; ')
    : errorFactsOf(error).message;
}

/** What the operation would do with the input as it stands, asked whenever one stops typing; a refusal with its reason. */
export function Effect(props: {
  request: OperationInput;
  /** The refusal of the input as it stands; undefined when it is accepted. */
  onRefused: (error: unknown) => void;
}) {
  const { request, onRefused } = props;
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  const [effect, setEffect] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const key = JSON.stringify(request);

  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const preview = await api.previewOperation(entity, JSON.parse(key), {
          signal: abort.signal,
        });
        setEffect(preview.effect);
        setRefusal(undefined);
        onRefused(undefined);
      } catch (error) {
        if (!abort.signal.aborted) {
          setEffect(undefined);
          setRefusal(inWords(error));
          onRefused(error);
        }
      }
    }, TYPING_PAUSE_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [api, entity, key, onRefused]);

  return (
    <Text as="p" role="status" color={refusal ? 'danger' : 'primary'}>
      {refusal ?? effect ?? 'Asking what this would do…'}
    </Text>
  );
}
