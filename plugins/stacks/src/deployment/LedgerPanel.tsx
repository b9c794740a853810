import { useCallback, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { LedgerLine } from '@enginehouse/plugin-stacks-common';
import {
  DataTable,
  formatActor,
  FourStates,
  Panel,
  RelativeTime,
  stacksApiRef,
  useRead,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';
import { ledgerWords } from './ledgerWords';
import { PageButtons, ROWS_OF_PAGE } from './PageButtons';

const columns: DataColumn<LedgerLine>[] = [
  {
    id: 'seq',
    label: 'Line',
    isRowHeader: true,
    width: '4rem',
    cell: ({ seq }) => seq,
  },
  { id: 'what', label: 'What', cell: ledgerWords },
  {
    id: 'who',
    label: 'Who',
    width: '8rem',
    cell: ({ actor }) => formatActor(actor),
  },
  {
    id: 'when',
    label: 'When',
    width: '8rem',
    cell: ({ at }) => <RelativeTime at={at} />,
  },
];

/** The append-only record of a stack, newest first. `change` is read anew whenever it changes. */
export function LedgerPanel({
  stack,
  change,
}: {
  stack: string;
  change: string;
}) {
  const api = useApi(stacksApiRef);
  const [cursor, goTo] = useState<string>();
  const ledger = useRead(
    useCallback(
      signal =>
        api.listLedger(stack, { limit: ROWS_OF_PAGE, cursor }, { signal }),
      // eslint-disable-next-line react-hooks/exhaustive-deps -- a change of the stack makes the ledger longer
      [api, stack, cursor, change],
    ),
  );
  return (
    <Panel title="Ledger">
      <FourStates
        what="the ledger"
        value={ledger.value}
        error={ledger.error}
        retry={ledger.retry}
        isEmpty={value => value.items.length === 0}
        empty={<Text as="p">Nothing is recorded of this stack yet.</Text>}
      >
        {value => (
          <>
            <DataTable
              caption="Ledger, newest first"
              columns={columns}
              items={value.items}
              keyOf={({ seq }) => String(seq)}
            />
            <PageButtons
              cursor={cursor}
              nextCursor={value.nextCursor}
              onGo={goTo}
            />
          </>
        )}
      </FourStates>
    </Panel>
  );
}
