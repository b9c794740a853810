import { useCallback, useLayoutEffect, useRef } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { styled } from '@mui/material/styles';
import type { Deployment } from '@enginehouse/plugin-stacks-common';
import { ErrorCard, useRead } from '@enginehouse/plugin-stacks-react';
import type { EntityRef } from '../api/OperationsApi';
import { operationsApiRef } from '../api/operationsApiRef';
import { LinesFrame } from './LinesFrame';
import { LogsLink } from './LogsLink';
import { MomentItem } from './MomentItem';
import { momentsOf } from './momentsOf';

const List = styled('ol')({
  listStyle: 'none',
  margin: 0,
  padding: '0.25rem 0',
  fontFamily: 'var(--bui-font-monospace, monospace)',
  fontSize: 13,
});

const Note = styled('p')({
  margin: 0,
  padding: '0.75rem',
  color: 'var(--bui-fg-secondary)',
  overflowWrap: 'anywhere',
});

/** What the units of the failed resource wrote last, and how they ended; in one sentence why there is nothing. */
export function LastLines({ deployment }: { deployment: Deployment }) {
  const { id, entityRef } = deployment;
  if (entityRef) {
    return <LinesOfEntity entity={entityRef} deployment={id} />;
  }
  return (
    <LinesFrame>
      <Note>
        The stack is gone: the portal reads the lines of stacks that are there.
      </Note>
    </LinesFrame>
  );
}

function LinesOfEntity(props: { entity: EntityRef; deployment: string }) {
  const { entity, deployment } = props;
  const api = useApi(operationsApiRef);
  const { value, error, retry } = useRead(
    useCallback(
      signal => api.getLastLines(entity, deployment, { signal }),
      [api, entity, deployment],
    ),
  );
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = box;
    if (current) {
      current.scrollTop = current.scrollHeight;
    }
  }, [value]);

  if (error !== undefined) {
    return (
      <LinesFrame>
        <ErrorCard
          title="Reading the last lines failed"
          error={error}
          onRetry={retry}
        />
      </LinesFrame>
    );
  }
  if (!value) {
    return <LinesFrame />;
  }
  const moments = momentsOf(value);
  return (
    <LinesFrame
      box={box}
      more={value.inLogs && <LogsLink entity={entity} lines={value} />}
    >
      {moments.length > 0 && (
        <List>
          {moments.map(moment => (
            <MomentItem key={moment.key} moment={moment} />
          ))}
        </List>
      )}
      {value.note && <Note>{value.note}</Note>}
    </LinesFrame>
  );
}
