import { ConflictError } from '@backstage/errors';

/** A plan may not be applied now; `reasons` says why, in sentences. */
export class ApplyRefusedError extends ConflictError {
  readonly reasons: string[];

  constructor(reasons: string[]) {
    super(`This plan cannot be applied: ${reasons.join('; ')}`);
    // The error's name decides the status of the answer.
    this.name = 'ConflictError';
    this.reasons = reasons;
  }
}
