import type { AwsService, Environment } from '@enginehouse/aws-node';
import {
  describeLookup,
  literalFor,
  type LookupValues,
  type VolatileLookup,
} from '@enginehouse/stack-kit';
import { LookupMiss } from './LookupMiss';
import { readSsmParameter } from './readSsmParameter';

/**
 * Whether what others may write at any time is still what a plan was made with.
 *
 * @param made - `lookups`: the volatile ones; `values`: the plan's answers
 * @param ttl - how old a shared answer may be, in milliseconds
 * @returns what changed since, in words; `undefined` when nothing did
 */
export async function changedLookup(
  aws: AwsService,
  environment: Environment,
  made: { lookups: readonly VolatileLookup[]; values: LookupValues },
  ttl: number,
): Promise<string | undefined> {
  const changes = await Promise.all(
    made.lookups.map(async lookup => {
      const before = String(made.values[lookup.key]);
      const now = await present(aws, environment, lookup, ttl);
      return now === before
        ? undefined
        : `${describeLookup(
            lookup,
          )} changed from ${before} to ${now} since this plan was made`;
    }),
  );
  return changes.find(change => change !== undefined);
}

async function present(
  aws: AwsService,
  environment: Environment,
  lookup: VolatileLookup,
  ttl: number,
): Promise<string> {
  const literal = literalFor(environment.lookups, lookup);
  if (literal !== undefined) return String(literal);
  try {
    const { name, ifMissing } = lookup;
    return await readSsmParameter(aws, environment, name, { ifMissing, ttl });
  } catch (error) {
    if (error instanceof LookupMiss) return `nothing usable: ${error.message}`;
    throw error;
  }
}
