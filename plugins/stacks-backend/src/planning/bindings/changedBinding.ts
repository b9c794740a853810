import { isDeepStrictEqual } from 'node:util';
import type { Binding } from '@enginehouse/plugin-stacks-common';
import { outputKey } from '@enginehouse/stack-kit';
import type { StackReader } from '../cloudformation/StackReader';

/** Whether what a plan is bound to is still what it was made with. @returns what changed since, in words; `undefined` when nothing did */
export async function changedBinding(
  reader: StackReader,
  bindings: readonly Binding[],
): Promise<string | undefined> {
  for (const { capability, stack, values } of bindings) {
    const snapshot = await reader.find(stack);
    if (!snapshot) return `Stack ${stack}, which it is bound to, is gone`;
    const now = Object.fromEntries(
      Object.keys(values).map(name => [
        name,
        snapshot.outputs[outputKey(capability, name)],
      ]),
    );
    if (!isDeepStrictEqual(now, values)) {
      return `${capability} of ${stack} changed since this plan was made`;
    }
  }
  return undefined;
}
