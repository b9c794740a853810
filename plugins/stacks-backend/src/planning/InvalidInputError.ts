import { InputError } from '@backstage/errors';
import type { Issue } from '@enginehouse/plugin-stacks-common';

/** A request that cannot be planned, with everything that is wrong with it. Answered as 400 with `error.issues`. */
export class InvalidInputError extends InputError {
  readonly issues: Issue[];

  /** @param issues - paths are JSON Pointers into the request: configuration starts with `/config` */
  constructor(issues: Issue[]) {
    super(
      issues
        .map(({ path, message, accepted }) =>
          accepted
            ? `${path} ${message}; accepted: ${accepted}`
            : `${path} ${message}`,
        )
        .join('\n'),
    );
    this.issues = issues;
  }
}
