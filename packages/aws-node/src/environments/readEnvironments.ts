import type { Config } from '@backstage/config';
import {
  nameAccepted,
  nameSchema,
  toPointer,
  valueAt,
} from '@enginehouse/stack-kit';
import type { z } from 'zod';
import type { Environment } from './Environment';
import { environmentSchema } from './environmentSchema';

const PATH = 'stacks.environments';

/**
 * Reads `stacks.environments`.
 *
 * @throws Error that names, for everything wrong at once, the path in the configuration, what was found and what is accepted.
 * @public
 */
export function readEnvironments(config: Config): Environment[] {
  const entries = Object.entries(
    config.getOptional<Record<string, unknown>>(PATH) ?? {},
  );
  const problems: string[] = [];
  const environments = entries.flatMap(([name, value]) => {
    const path = `${PATH}.${name}`;
    if (!nameSchema.safeParse(name).success) {
      problems.push(`${path}: its name must be ${nameAccepted}`);
      return [];
    }
    const parsed = environmentSchema.safeParse(value);
    if (!parsed.success) {
      problems.push(
        ...parsed.error.issues.map(issue => describe(issue, path, value)),
      );
      return [];
    }
    return [{ name, ...parsed.data }];
  });
  if (problems.length > 0) {
    throw new Error(`Configuration refused:\n${problems.join('\n')}`);
  }
  return environments;
}

function describe(issue: z.core.$ZodIssue, base: string, value: unknown) {
  const path = [base, ...issue.path].join('.');
  if (issue.code === 'unrecognized_keys') {
    return `${path}: ${issue.keys.join(', ')} is not known`;
  }
  const found = valueAt(value, toPointer(issue.path));
  const state =
    found === undefined ? 'is missing' : `found ${JSON.stringify(found)}`;
  return `${path}: ${state}; accepted: ${issue.message}`;
}
