import { useId, useState, type FormEvent, type ReactNode } from 'react';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { BgProvider, Button } from '@backstage/ui';
import { useAct } from '../hooks/useAct';
import { DangerButton } from './DangerButton';
import { ErrorCard } from './ErrorCard';

/** @public */
export type ConfirmDialogProps = {
  open: boolean;
  title: string;
  /** The effect in numbers: "Ends 3 engines, 1 session is running". */
  effect: ReactNode;
  /** What the button does: "Destroy". */
  confirmLabel: string;
  destructive?: boolean;
  /** False while it cannot be confirmed yet, for example because its effect is not known. */
  ready?: boolean;
  /** When given, it must be typed before the act can be confirmed. */
  typedName?: string;
  /** The act; the dialog stays open with the error when it rejects. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
};

/** Asks before an act that cannot be taken back. Focus starts on Cancel. @public */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    title,
    effect,
    confirmLabel,
    destructive,
    ready = true,
    typedName,
    onConfirm,
    onClose,
  } = props;
  const [typed, setTyped] = useState('');
  const Confirm = destructive ? DangerButton : Button;
  const titleId = useId();
  const effectId = useId();

  const act = useAct(async () => {
    await onConfirm();
    setTyped('');
    onClose();
  });
  const close = () => {
    setTyped('');
    act.reset();
    onClose();
  };
  const name = typed.trim();
  const named = !typedName || name === typedName;
  const allowed = ready && named;
  // Half a name is no mistake yet.
  const mistyped = !named && !typedName.startsWith(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (allowed) {
      act.run();
    }
  };

  return (
    <Dialog
      open={open}
      onClose={act.busy ? undefined : close}
      aria-labelledby={titleId}
      aria-describedby={effectId}
      fullWidth
    >
      <form onSubmit={submit}>
        <DialogTitle
          id={titleId}
          sx={{ fontFamily: 'var(--bui-font-regular)' }}
        >
          {title}
        </DialogTitle>
        <DialogContent>
          <div id={effectId}>{effect}</div>
          {typedName && (
            <TextField
              label={`Type ${typedName} to confirm`}
              value={typed}
              onChange={event => setTyped(event.target.value)}
              error={mistyped}
              helperText={mistyped && `This is not ${typedName}`}
              autoComplete="off"
              fullWidth
              margin="normal"
              inputProps={{ spellCheck: false }}
            />
          )}
          {act.error !== undefined && (
            <ErrorCard title={`${confirmLabel} failed`} error={act.error} />
          )}
        </DialogContent>
        <DialogActions>
          <BgProvider bg="neutral-1">
            <Button
              // eslint-disable-next-line jsx-a11y/no-autofocus -- the safe choice has the focus first
              autoFocus
              variant="secondary"
              onPress={close}
              isDisabled={act.busy}
            >
              Cancel
            </Button>
            <Confirm type="submit" isDisabled={!allowed} isPending={act.busy}>
              {confirmLabel}
            </Confirm>
          </BgProvider>
        </DialogActions>
      </form>
    </Dialog>
  );
}
