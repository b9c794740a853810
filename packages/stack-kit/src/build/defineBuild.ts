import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Binding } from '../capability';
import { StackContext } from '../definition';
import { LookupValues } from '../lookup';

/** What a build has besides its configuration. */
export interface BuildInput extends StackContext {
  /** Literals read by the backend, by lookup key. */
  lookups: LookupValues;
  /** What the stack is bound to, by capability. */
  bindings: Record<string, Binding>;
  /** What CloudFormation puts on the stack and on all of its resources, by key. */
  tags: Record<string, string>;
}

/** What a build gives back of what it has added to the stack. */
export interface BuildResult {
  /** Constructs by the name under which patches and advanced uses know them. */
  handles: Record<string, IConstruct>;
  /** Values of each capability the definition declares; they become outputs. */
  capabilities: Record<string, Record<string, string>>;
}

/**
 * Adds a definition's resources to a stack. Pure: no AWS call, no clock, no random;
 * the same input gives the same bytes on any machine.
 */
export type Build<Config = unknown> = (
  stack: Stack,
  config: Config,
  input: BuildInput,
) => BuildResult;

/** Types a build function where it is written: the default export of `./build`. */
export function defineBuild<Config>(build: Build<Config>): Build<Config> {
  return build;
}
