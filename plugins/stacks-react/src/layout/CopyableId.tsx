import { styled } from '@mui/material/styles';
import { CopyButton } from './CopyButton';

const Root = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: '0.125rem',
  maxWidth: '100%',
  '& > code': {
    fontFamily: 'var(--bui-font-monospace)',
    fontSize: '0.9em',
    overflowWrap: 'anywhere',
  },
});

/**
 * An id, an ARN or an output, in monospace with a copy button.
 * @param props - `label` says what it is ("plan id"); `short` shows only so many leading characters, the whole is copied.
 * @public
 */
export function CopyableId(props: {
  id: string;
  label?: string;
  short?: number;
}) {
  const { id, label = id, short } = props;
  const shown = short && id.length > short ? `${id.slice(0, short)}…` : id;
  return (
    <Root>
      <code title={shown === id ? undefined : id}>{shown}</code>
      <CopyButton text={id} label={`Copy ${label}`} />
    </Root>
  );
}
