import type { Asset, SynthesisInput } from '@enginehouse/stack-kit/build';
import type { AppliedPatch, Finding, Issue } from '@enginehouse/stack-kit';
import type { Comparison } from '../planning/compare/Comparison';

/** Builds a definition's stack. */
export interface SynthesizeJob {
  kind: 'synthesize';
  /** Absolute path of the definition's `./build` entry. */
  buildModule: string;
  input: SynthesisInput;
}

/** What a synthesized stack is, as values. */
export interface SynthesizedStack {
  /** The template as sent to CloudFormation: canonical JSON. */
  template: string;
  /** Size of `template` in UTF-8. */
  templateBytes: number;
  /** `templateDigest` of it. */
  templateDigest: string;
  assets: Asset[];
  parameters: Record<string, string>;
  capabilities: string[];
  /** Construct path by logical id. */
  paths: Record<string, string>;
  /** Where its definition makes it, as `package/file:line`, by logical id. */
  sources: Record<string, string>;
  /** What each patch changed. */
  patches: AppliedPatch[];
  /** What the input's policies found, sorted. */
  findings: Finding[];
}

/** Compares two templates. */
export interface CompareJob {
  kind: 'compare';
  /** The deployed template; left out for a new stack. */
  before?: string;
  after: string;
  /** Construct path by logical id of `after`. */
  paths: Record<string, string>;
}

/** Loads what the other jobs need, so that the first of them is as fast as later ones. */
export interface WarmUpJob {
  kind: 'warm-up';
}

export type Job = SynthesizeJob | CompareJob | WarmUpJob;

/** The result of each kind of job. */
export interface Results {
  synthesize: SynthesizedStack;
  compare: Comparison;
  'warm-up': undefined;
}

/** From the pool to a worker. */
export interface Request {
  id: number;
  job: Job;
}

/** What a job threw, as values. */
export interface JobError {
  name: string;
  message: string;
  /** What is wrong with the input, where that is the reason. */
  issues?: readonly Issue[];
}

/** From a worker to the pool. */
export type Response =
  | { id: number; result: Results[Job['kind']] }
  | { id: number; error: JobError };
