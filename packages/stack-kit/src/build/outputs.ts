import { CfnOutput, Stack } from 'aws-cdk-lib';
import { CapabilityInfo, outputKey } from '../capability';

/** What a stack output is: one value of a capability. */
export interface CapabilityOutput {
  /** Such as `storage:artifacts`. */
  capability: string;
  /** Such as `bucketName`. */
  value: string;
}

/**
 * Adds an output for each capability value; the key is made of both names.
 *
 * @param declared - what the definition says of its capabilities, for the descriptions
 */
export function addOutputs(
  stack: Stack,
  capabilities: Record<string, Record<string, string>>,
  declared: Readonly<Record<string, CapabilityInfo>> = {},
): Record<string, CapabilityOutput> {
  const outputs: Record<string, CapabilityOutput> = {};
  for (const [capability, values] of Object.entries(capabilities)) {
    for (const [name, value] of Object.entries(values)) {
      const key = outputKey(capability, name);
      const output = new CfnOutput(stack, key, { value });
      const words = declared[capability]?.values[name];
      output.description = words ?? `${capability} ${name}`;
      outputs[key] = { capability, value: name };
    }
  }
  return outputs;
}
