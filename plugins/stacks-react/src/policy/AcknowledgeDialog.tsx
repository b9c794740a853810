import { useId, useState, type FormEvent } from 'react';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { BgProvider, Button, Text } from '@backstage/ui';
import type { Finding } from '@enginehouse/plugin-stacks-common';
import { useAct } from '../hooks/useAct';
import { ErrorCard } from '../layout/ErrorCard';
import { endOfDay, expiryDays } from './expiryDays';
import type { AcknowledgeInput } from './usePolicyActions';

/** What the backend accepts, too: shorter reasons explain nothing. */
const reasonLength = { least: 20, most: 2000 };

/** Asks why a finding is accepted, and until when. */
export function AcknowledgeDialog(props: {
  finding: Finding;
  onAcknowledge: (input: AcknowledgeInput) => Promise<void>;
  onClose: () => void;
}) {
  const { finding, onAcknowledge, onClose } = props;
  const days = useState(() => expiryDays(new Date()))[0];
  const [reason, setReason] = useState('');
  const [day, setDay] = useState(days.usual);
  const [titleId, effectId] = [useId(), useId()];
  const length = reason.trim().length;
  const tooLong = length > reasonLength.most;
  const dayAllowed = day >= days.first && day <= days.last;
  const allowed = length >= reasonLength.least && !tooLong && dayAllowed;
  const act = useAct(async () => {
    await onAcknowledge({ reason: reason.trim(), expiresAt: endOfDay(day) });
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (allowed) {
      act.run();
    }
  };
  return (
    <Dialog
      open
      fullWidth
      onClose={act.busy ? undefined : onClose}
      aria-labelledby={titleId}
      aria-describedby={effectId}
    >
      <form onSubmit={submit}>
        <DialogTitle
          id={titleId}
          sx={{ fontFamily: 'var(--bui-font-regular)' }}
        >
          Acknowledge {finding.rule}?
        </DialogTitle>
        <DialogContent>
          <Text as="p" id={effectId}>
            {finding.reason} Until it expires, plans of this stack may be
            applied with this finding at{' '}
            <code>{finding.resource.path || 'the stack'}</code>. Your name and
            reason are written to the ledger.
          </Text>
          <TextField
            label="Why it is acceptable"
            value={reason}
            onChange={event => setReason(event.target.value)}
            error={tooLong}
            helperText={
              tooLong
                ? `${length} characters; at most ${reasonLength.most} are accepted`
                : `${length} of at least ${reasonLength.least} characters`
            }
            // eslint-disable-next-line jsx-a11y/no-autofocus -- nothing is done until it is written
            autoFocus
            required
            fullWidth
            multiline
            minRows={2}
            margin="normal"
          />
          <TextField
            label="Until the end of"
            type="date"
            value={day}
            onChange={event => setDay(event.target.value)}
            error={!dayAllowed}
            helperText={`From ${days.first} to ${days.last}, at most a year`}
            required
            margin="normal"
            InputLabelProps={{ shrink: true }}
            inputProps={{ min: days.first, max: days.last }}
          />
          {act.error !== undefined && (
            <ErrorCard title="Acknowledging failed" error={act.error} />
          )}
        </DialogContent>
        <DialogActions>
          <BgProvider bg="neutral-1">
            <Button variant="secondary" onPress={onClose} isDisabled={act.busy}>
              Cancel
            </Button>
            <Button type="submit" isDisabled={!allowed} isPending={act.busy}>
              Acknowledge
            </Button>
          </BgProvider>
        </DialogActions>
      </form>
    </Dialog>
  );
}
