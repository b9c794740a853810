import type { Fact } from '@enginehouse/plugin-operations-common';
import { CopyableId, RelativeTime } from '@enginehouse/plugin-stacks-react';

/** A fact as its kind wants to be shown. */
export function FactValue({ label, value, kind }: Fact) {
  if (kind === 'id') {
    return <CopyableId id={value} label={label} />;
  }
  return kind === 'time' ? <RelativeTime at={value} /> : <>{value}</>;
}
