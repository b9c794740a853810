import type { CSSProperties } from 'react';
import { Button, type ButtonProps } from '@backstage/ui';

// The kit's own red is too light for white letters in the dark theme (3.8 : 1); this one keeps 4.8 : 1 in both.
const readable = {
  '--bg-solid-danger': 'var(--bui-negative-bg)',
} as CSSProperties;

/** The button of an act that ends something. @public */
export function DangerButton(props: ButtonProps) {
  return <Button {...props} variant="primary" destructive style={readable} />;
}
