import type { Deployment } from '@enginehouse/plugin-stacks-common';
import {
  durationOf,
  formatActor,
  formatDuration,
  isRunning,
  RelativeTime,
  Sentence,
} from '@enginehouse/plugin-stacks-react';

const words: Record<Deployment['kind'], { running: string; noun: string }> = {
  create: { running: 'Creating', noun: 'create' },
  update: { running: 'Updating', noun: 'update' },
  destroy: { running: 'Destroying', noun: 'destroy' },
  unprotect: {
    running: 'Lifting the protection of',
    noun: 'lifting of protection',
  },
};

/** How one deployment stands or ended, by whom and when, in one sentence. */
export function DeploymentSentence({ deployment }: { deployment: Deployment }) {
  const { state, kind, stack, startedAt, endedAt, startedBy, reason } =
    deployment;
  const by = `by ${formatActor(startedBy)}`;
  if (isRunning(state) || !endedAt) {
    return (
      <Sentence kind="deployment" value={state}>
        {`${words[kind].running} ${stack}; started `}
        <RelativeTime at={startedAt} /> {by}
      </Sentence>
    );
  }
  return (
    <Sentence kind="deployment" value={state}>
      {`${stack}: ${words[kind].noun} ended `}
      <RelativeTime at={endedAt} />
      {` after ${formatDuration(
        durationOf(deployment, Date.now()),
      )}, started ${by}`}
      {reason && `: ${reason}`}
    </Sentence>
  );
}
