import type { Finding } from '@enginehouse/plugin-stacks-common';
import { ConfirmDialog } from '../layout/ConfirmDialog';

/** Asks before an acknowledgement is taken back. */
export function WithdrawDialog(props: {
  finding: Finding;
  onWithdraw: () => Promise<void>;
  onClose: () => void;
}) {
  const { rule, resource, blocking } = props.finding;
  return (
    <ConfirmDialog
      open
      title={`Withdraw the acknowledgement of ${rule}?`}
      effect={
        blocking
          ? `No plan with this finding at ${
              resource.path || 'the stack'
            } can be applied from then on.`
          : 'The finding is open again; it blocks no plan.'
      }
      confirmLabel="Withdraw"
      onConfirm={props.onWithdraw}
      onClose={props.onClose}
    />
  );
}
