import { CliCredentialsStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CapabilityInfo } from '../capability';
import { TargetEnvironment } from '../definition';
import { Patch } from '../patch';
import { StackPolicy } from '../policy';
import { addBindingParameters } from './bindingParameters';
import { Build, BuildInput, BuildResult } from './defineBuild';
import { addOutputs, CapabilityOutput } from './outputs';

/** All that decides what a stack is. */
export interface SynthesisInput extends BuildInput {
  config: unknown;
  target: TargetEnvironment;
  stackName: string;
  /** Shown as the stack's description; the definition's title. */
  description: string;
  /** Bucket of the bootstrap stack; the bootstrap's standard name by default. */
  assetBucket?: string;
  /** What the definition says of its capabilities: the outputs' descriptions. */
  capabilities?: Readonly<Record<string, CapabilityInfo>>;
  /** Changes to what the definition builds. */
  patches?: readonly Patch[];
  /** What the stack is checked with; nothing when left out. */
  policy?: StackPolicy;
}

/** What the App of a definition's stack needs in its context to give the same template anywhere. */
export const TEMPLATE_CONTEXT = { '@aws-cdk/aws-iam:minimizePolicies': true };

/**
 * Adds a definition's stack to an App, its capabilities as outputs: for the portal's own synthesis, and for an App of yours with `TEMPLATE_CONTEXT`.
 */
export function addStack(
  app: Construct,
  build: Build,
  input: SynthesisInput,
): {
  stack: Stack;
  outputs: Record<string, CapabilityOutput>;
  /** Values for the template's parameters. */
  parameters: Record<string, string>;
  handles: BuildResult['handles'];
} {
  const stack = new Stack(app, input.stackName, {
    description: input.description,
    env: input.target,
    synthesizer: new CliCredentialsStackSynthesizer({
      fileAssetsBucketName: input.assetBucket,
    }),
  });
  const { bindings, parameters } = addBindingParameters(stack, input.bindings);
  const { capabilities, handles } = build(stack, input.config, {
    ...input,
    bindings,
  });
  const outputs = addOutputs(stack, capabilities, input.capabilities);
  return { stack, outputs, parameters, handles };
}
