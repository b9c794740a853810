import type { AwsHandle } from './AwsHandle';
import type { StackView } from './StackView';

/**
 * One AWS resource of a stack.
 * @public
 */
export interface Resource {
  /** CloudFormation's type, such as `AWS::Logs::LogGroup`. */
  type: string;
  /** Name in the template: stable, and safe to show and to receive. */
  logicalId: string;
  /** Physical id: an ARN or a name, as the type has it. */
  id: string;
  account: string;
  region: string;
}

/**
 * Finds the resources of stacks of one kind, for example those CloudFormation deployed.
 * @public
 */
export interface ResourceLocator {
  /** Undefined when the stack is not of its kind. */
  resources(stack: StackView, aws: AwsHandle): Promise<Resource[] | undefined>;
}
