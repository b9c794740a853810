import { outputKey, type CapabilityInfo } from '@enginehouse/stack-kit';
import type { StackReader } from '../cloudformation/StackReader';

/** Values of a capability by name, from the outputs of the stack that offers it; or why they cannot be had. */
export async function readValues(
  reader: StackReader,
  stack: string,
  capability: Pick<CapabilityInfo, 'values'> & { name: string },
): Promise<
  { values: Record<string, string> } | { message: string; accepted: string }
> {
  const snapshot = await reader.find(stack);
  const values: Record<string, string> = {};
  for (const name of Object.keys(capability.values)) {
    const value = snapshot?.outputs[outputKey(capability.name, name)];
    if (value === undefined) {
      return {
        message: `has no output for ${name} of ${
          capability.name
        }: stack ${stack} is ${snapshot?.status ?? 'gone'}`,
        accepted:
          'a stack that is deployed as its definition is now: plan and apply it first',
      };
    }
    values[name] = value;
  }
  return { values };
}
