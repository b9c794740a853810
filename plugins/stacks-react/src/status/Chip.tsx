import type { ReactNode } from 'react';
import { styled } from '@mui/material/styles';
import type { Tone } from './statuses';
import { toneColours } from './tones';

const Root = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: '0.25rem',
  padding: '0.0625rem 0.5rem',
  borderRadius: 'var(--bui-radius-full)',
  border: '1px solid',
  fontSize: 'var(--bui-font-size-2)',
  lineHeight: 1.5,
  fontWeight: 'var(--bui-font-weight-bold)',
  whiteSpace: 'nowrap',
});

/** A small coloured label: its words carry the meaning, the colour only repeats it. @public */
export function Chip(props: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}) {
  const { tone = 'neutral', icon, children } = props;
  const { fg, bg, border } = toneColours[tone];
  return (
    <Root style={{ color: fg, background: bg, borderColor: border }}>
      {icon}
      <span style={{ alignSelf: 'baseline' }}>{children}</span>
    </Root>
  );
}
