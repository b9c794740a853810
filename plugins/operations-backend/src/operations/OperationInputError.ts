import { InputError } from '@backstage/errors';
import type { Issue } from '@enginehouse/plugin-operations-common';
import type { z } from 'zod';

/** The input of an operation does not fit its schema; `issues` says all that is wrong. */
export class OperationInputError extends InputError {
  readonly issues: Issue[];

  constructor(error: z.ZodError, input: unknown) {
    const issues = error.issues.map(({ path, message }) => ({
      path: `/input${path.map(part => `/${String(part)}`).join('')}`,
      value: valueAt(input, path),
      message,
    }));
    super(issues.map(({ path, message }) => `${path}: ${message}`).join('; '));
    this.issues = issues;
  }
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? Reflect.get(value, key)
        : undefined,
    input,
  );
}
