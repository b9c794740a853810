/** Media query of screens too narrow for a table of many columns. */
export const narrow = '@media (max-width: 719.95px)';

/** Out of sight, still read to screen readers. */
export const visuallyHidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;
