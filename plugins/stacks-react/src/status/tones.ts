import type { Tone } from './statuses';

/** Theme colours of a tone, chosen to keep their contrast in light and dark. */
export const toneColours: Record<
  Tone,
  { fg: string; bg: string; border: string }
> = {
  positive: subdued('positive'),
  warning: subdued('warning'),
  negative: subdued('negative'),
  active: subdued('announcement'),
  neutral: {
    fg: 'var(--bui-fg-primary)',
    bg: 'var(--bui-bg-neutral-2)',
    border: 'var(--bui-border-2)',
  },
};

function subdued(name: string) {
  return {
    fg: `var(--bui-${name}-fg-subdued)`,
    bg: `var(--bui-${name}-bg-subdued)`,
    border: `var(--bui-${name}-border)`,
  };
}
