import { useState } from 'react';
import { Button } from '@backstage/ui';
import type { Lease } from '@enginehouse/plugin-operations-common';
import {
  formatActor,
  CopyableId,
  DataTable,
  EmptyState,
  RelativeTime,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';
import { Whole } from '../health/measurements';
import { ReturnLeaseDialog } from './ReturnLeaseDialog';

const WORDS: Record<Lease['state'], string> = {
  active: 'active',
  draining: 'its unit drains',
  gone: 'gone',
};

/** Who was given which unit, for what and until when; with the permission, each can be returned. */
export function LeasesTable(props: {
  leases: Lease[];
  mayReturn: boolean;
  onReturned: () => void;
}) {
  const { leases, mayReturn, onReturned } = props;
  const [chosen, setChosen] = useState<Lease>();
  if (leases.length === 0) {
    return (
      <EmptyState title="No leases">
        A lease gives one session one unit, by the unit's own name, for a time.
        Connect, below, says how to get one.
      </EmptyState>
    );
  }
  const columns: (DataColumn<Lease> | false)[] = [
    {
      id: 'purpose',
      label: 'For',
      isRowHeader: true,
      cell: ({ purpose }) => purpose,
    },
    {
      id: 'holder',
      label: 'Held by',
      cell: ({ holder }) => formatActor(holder),
    },
    {
      id: 'unit',
      label: 'Unit',
      cell: ({ unit }) => (
        <Whole>
          <CopyableId id={unit} label="unit" />
        </Whole>
      ),
    },
    { id: 'state', label: 'State', cell: ({ state }) => WORDS[state] },
    {
      id: 'until',
      label: 'Until',
      align: 'end',
      cell: ({ expiresAt }) => <RelativeTime at={expiresAt} />,
    },
    mayReturn && {
      id: 'return',
      label: 'Return',
      cell: lease => (
        <Button
          variant="secondary"
          aria-label={`Return the lease for ${lease.purpose}`}
          onPress={() => setChosen(lease)}
        >
          Return
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption="Leases, the soonest to end first"
        columns={columns.filter(column => column !== false)}
        items={leases}
        keyOf={({ id }) => id}
        detailsOf={({ reason }) => reason}
      />
      {chosen && (
        <ReturnLeaseDialog
          lease={chosen}
          onClose={() => setChosen(undefined)}
          onReturned={onReturned}
        />
      )}
    </>
  );
}
