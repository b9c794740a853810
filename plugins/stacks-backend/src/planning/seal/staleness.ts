import type { Seal } from '@enginehouse/plugin-stacks-common';
import type { StackReader, StackSnapshot } from '../cloudformation/StackReader';
import { resourcesDigest } from '../destroy/resourcesDigest';
import { templateDigest } from '../templateDigest';

/** Why a seal no longer fits its stack, in words; `undefined` when it does. Live drift is not staleness. */
export async function staleness(
  reader: StackReader,
  stack: string,
  seal: Seal,
): Promise<string | undefined> {
  const snapshot = await reader.find(stack);
  if (!snapshot) return `Stack ${stack} is gone`;
  return (
    moved(snapshot, seal) ??
    (await otherTemplate(reader, seal)) ??
    (await otherResources(reader, seal)) ??
    (await otherChangeSet(reader, seal))
  );
}

function moved(
  {
    name,
    stackId,
    status,
    lastUpdatedTime,
    terminationProtection,
  }: StackSnapshot,
  { stackId: sealedId, fingerprint }: Seal,
): string | undefined {
  if (stackId !== sealedId) {
    return `Stack ${name} was deleted and created anew since`;
  }
  if (status !== fingerprint.status) {
    return `Stack ${name} is ${status}; it was ${fingerprint.status} when the plan was made`;
  }
  if (lastUpdatedTime !== fingerprint.lastUpdatedTime) {
    return `Stack ${name} was changed at ${lastUpdatedTime}, after the plan was made`;
  }
  const sealedProtection = fingerprint.terminationProtection;
  if (
    sealedProtection !== undefined &&
    terminationProtection !== sealedProtection
  ) {
    return `Termination protection of ${name} was switched ${
      terminationProtection ? 'on' : 'off'
    } after the plan was made`;
  }
  return undefined;
}

async function otherTemplate(
  reader: StackReader,
  { stackId, fingerprint }: Seal,
): Promise<string | undefined> {
  if (!fingerprint.templateDigest) return undefined;
  const template = await reader.template(stackId);
  return templateDigest(template ?? '') === fingerprint.templateDigest
    ? undefined
    : 'The deployed template is not the one the plan was made against';
}

async function otherResources(
  reader: StackReader,
  { stackId, fingerprint }: Seal,
): Promise<string | undefined> {
  if (!fingerprint.resourcesDigest) return undefined;
  const resources = await reader.resources(stackId);
  return resourcesDigest(resources) === fingerprint.resourcesDigest
    ? undefined
    : 'The stack has other resources than when the plan was made';
}

async function otherChangeSet(
  reader: StackReader,
  { stackId, changeSetId }: Seal,
): Promise<string | undefined> {
  if (!changeSetId) return undefined;
  const state = await reader.changeSetState(stackId, changeSetId);
  if (!state) return 'Its change set is gone';
  return state.execution === 'AVAILABLE'
    ? undefined
    : `Its change set is ${state.execution}`;
}
