import { styled } from '@mui/material/styles';
import { CopyButton } from './CopyButton';

const Root = styled('div')({
  display: 'flex',
  alignItems: 'flex-start',
  gap: '0.5rem',
  padding: '0.5rem 0.75rem',
  borderRadius: 'var(--bui-radius-3)',
  border: '1px solid var(--bui-border-2)',
  background: 'var(--bui-bg-neutral-2)',
  '& > code': {
    flexGrow: 1,
    // As high as the button beside it.
    padding: '0.3125rem 0',
    fontFamily: 'var(--bui-font-monospace)',
    fontSize: 'var(--bui-font-size-2)',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

/** A command to run elsewhere, with a copy button. @public */
export function CommandLine({
  command,
  label = 'command',
}: {
  command: string;
  label?: string;
}) {
  return (
    <Root>
      <code>{command}</code>
      <CopyButton text={command} label={`Copy ${label}`} />
    </Root>
  );
}
