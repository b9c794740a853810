import { useApi } from '@backstage/frontend-plugin-api';
import type { Lease } from '@enginehouse/plugin-operations-common';
import { ConfirmDialog, useToast } from '@enginehouse/plugin-stacks-react';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';

/** Asks before a lease is returned: whoever holds it may still work. */
export function ReturnLeaseDialog(props: {
  lease: Lease;
  onClose: () => void;
  onReturned: () => void;
}) {
  const { lease, onClose, onReturned } = props;
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  const toast = useToast();
  return (
    <ConfirmDialog
      open
      title={`Return the lease for ${lease.purpose}`}
      effect={`Ends 1 lease on ${lease.unit}, held by ${lease.holder}. A session that is connected goes on; its place counts as free.`}
      confirmLabel="Return"
      onConfirm={async () => {
        await api.deleteLease(entity, lease.id);
        toast({ title: `The lease for ${lease.purpose} is returned` });
        onReturned();
      }}
      onClose={onClose}
    />
  );
}
