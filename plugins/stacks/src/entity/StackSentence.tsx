import type { Stack } from '@enginehouse/plugin-stacks-common';
import {
  formatActor,
  isRunning,
  RelativeTime,
  Sentence,
  statusWord,
} from '@enginehouse/plugin-stacks-react';

/** How a stack stands: while it changes, the deployment; else its health, and what was done last, by whom. */
export function StackSentence({ stack }: { stack: Stack }) {
  const { state, health, changedAt, changedBy } = stack;
  const last = (
    <>
      {statusWord('stack', state).toLowerCase()} <RelativeTime at={changedAt} />
      {changedBy && ` by ${formatActor(changedBy)}`}
    </>
  );
  if (isRunning(state) || state !== 'deployed') {
    return (
      <Sentence kind="stack" value={state}>
        {`${stack.name}: `}
        {last}
      </Sentence>
    );
  }
  return (
    <Sentence kind="health" value={health.status}>
      {`${health.sentence}; `}
      {last}
    </Sentence>
  );
}
