import { FindingSeverity } from '../../policy';

/** A finding as a checker states it, before it is placed and judged. */
export interface RawFinding {
  rule: string;
  pack: string;
  origin: 'rego' | 'nag';
  controls: string[];
  /** Logical id; empty for the stack as a whole. */
  logicalId: string;
  severity: FindingSeverity;
  reason: string;
}
