import { EmptyState } from '@enginehouse/plugin-stacks-react';
import type { Logs } from './useLogs';

/** Why there is nothing to read. */
export function NoLines({
  logs,
}: {
  logs: Pick<Logs, 'groups' | 'following'>;
}) {
  if (logs.groups.length === 0) {
    return (
      <EmptyState title="No log groups">
        Lines are read from the log groups of a stack. This one has none.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No lines">
      {logs.following
        ? 'Nothing matches yet; new lines appear here as they are written.'
        : 'Nothing matches in this range. Widen the range or take filters away.'}
    </EmptyState>
  );
}
