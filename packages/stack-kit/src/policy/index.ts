export { STACK_TYPE } from './Finding';
export type {
  Finding,
  FindingAcknowledgement,
  FindingResource,
  FindingSeverity,
} from './Finding';
export { isBlocking, stackPolicy } from './StackPolicy';
export type { StackPolicy } from './StackPolicy';
