import type { AwsHandle } from './AwsHandle';
import type { Resource } from './Resource';
import type { StackView } from './StackView';

/**
 * What is known when a source is asked.
 * @public
 */
export interface SourceContext {
  stack: StackView;
  /** All resources of the stack, of every type. */
  resources: Resource[];
  /** The stack's environment, with its role for reading. */
  aws: AwsHandle;
}
