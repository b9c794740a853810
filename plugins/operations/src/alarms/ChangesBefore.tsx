import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ANNOTATION_STACK } from '@enginehouse/plugin-stacks-common';
import {
  formatActor,
  FourStates,
  RelativeTime,
  stacksApiRef,
  useRead,
} from '@enginehouse/plugin-stacks-react';

const SHOWN = 3;

/** The last deployments and operations before a moment, from the ledger. */
export function ChangesBefore({ at }: { at: string }) {
  const api = useApi(stacksApiRef);
  const { entity } = useEntity();
  const stack = entity.metadata.annotations?.[ANNOTATION_STACK] ?? '';
  const lines = useRead(
    useCallback(
      signal =>
        api.listLedger(
          stack,
          {
            kind: ['deployment-started', 'operation-finished'],
            limit: 50,
          },
          { signal },
        ),
      [api, stack],
    ),
  );
  return (
    <FourStates
      what="the ledger"
      value={lines.value?.items.filter(line => line.at <= at).slice(0, SHOWN)}
      error={lines.error}
      retry={lines.retry}
      isEmpty={items => items.length === 0}
      empty={<span>Nothing was changed through the portal before.</span>}
    >
      {items => (
        <ul>
          {items.map(({ seq, at: when, actor, kind }) => (
            <li key={seq}>
              {kind === 'deployment-started' ? 'Deployment' : 'Operation'} by{' '}
              {formatActor(actor)}, <RelativeTime at={when} />
            </li>
          ))}
        </ul>
      )}
    </FourStates>
  );
}
