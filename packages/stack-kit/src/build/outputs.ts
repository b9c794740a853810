import { CfnOutput, Stack } from 'aws-cdk-lib';

/** What a stack output is: one value of a capability. */
export interface CapabilityOutput {
  /** Such as `storage:artifacts`. */
  capability: string;
  /** Such as `bucketName`. */
  value: string;
}

/** Adds an output for each capability value; the key is made of both names. */
export function addOutputs(
  stack: Stack,
  capabilities: Record<string, Record<string, string>>,
): Record<string, CapabilityOutput> {
  const outputs: Record<string, CapabilityOutput> = {};
  for (const [capability, values] of Object.entries(capabilities)) {
    for (const [name, value] of Object.entries(values)) {
      const key = outputKey(capability, name);
      const output = new CfnOutput(stack, key, { value });
      output.description = `${capability} ${name}`;
      outputs[key] = { capability, value: name };
    }
  }
  return outputs;
}

/** `dagger:endpoint` and `endpointUrl` make `DaggerEndpointEndpointUrl`. */
export function outputKey(capability: string, value: string): string {
  return [...capability.split(/[^A-Za-z0-9]+/), value]
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
