import { z } from 'zod';
import { describeAccepted } from './accepted';
import { Issue } from './issues';
import { ConfigSchema, findSchema } from './jsonSchema';
import { toPointer, valueAt } from './pointer';
import { nearest } from './suggest';

/** What zod found, in our words; one issue per unknown key. */
export function issuesFromZod(
  error: z.ZodError,
  schema: ConfigSchema,
  input: unknown,
): Issue[] {
  return error.issues.flatMap(issue => {
    const path = toPointer(issue.path);
    const node = findSchema(schema, path);
    if (issue.code === 'unrecognized_keys') {
      const known = Object.keys(node?.properties ?? {});
      return issue.keys.map(key => unknownKey(path, key, known, input));
    }
    const value = valueAt(input, path);
    return {
      path,
      value,
      message: messageFor(issue, value),
      accepted: acceptedFor(issue, node),
    };
  });
}

function messageFor(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'custom') return issue.message;
  return value === undefined ? 'is required' : 'is not accepted';
}

/** A rule of its own says what it accepts in `params.accepted`. */
function acceptedFor(
  issue: z.core.$ZodIssue,
  node: ConfigSchema | undefined,
): string {
  const own = issue.code === 'custom' ? issue.params?.accepted : undefined;
  return typeof own === 'string' ? own : describeAccepted(node);
}

function unknownKey(
  parent: string,
  key: string,
  known: string[],
  input: unknown,
): Issue {
  const path = parent + toPointer([key]);
  const guess = nearest(key, known);
  return {
    path,
    value: valueAt(input, path),
    message: `is not known${guess ? `; did you mean "${guess}"?` : ''}`,
    accepted: known.join(', '),
  };
}
